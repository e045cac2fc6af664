-- One row per report with the adoption it is of: the earliest of all reports that are the same, directly
-- or through others. A report that names no single day joins the first one that does, and never brings
-- two days together.
with recursive
-- what a person has decided goes before what two titles look like
same as (
    select
        likeness.first_report_id,
        likeness.second_report_id,
        likeness.is_same_day
    from {{ ref('int_adoption__likeness') }} as likeness
    left join {{ ref('int_pair__decided') }} as decided using (subject)
    where coalesce(decided.is_same, likeness.is_plain)
),

neighbour as (
    select
        first_report_id as report_id,
        second_report_id as other_id
    from same
    where is_same_day

    union all

    select
        second_report_id as report_id,
        first_report_id as other_id
    from same
    where is_same_day
),

reached as (
    select
        report_id,
        other_id
    from neighbour

    union

    select
        reached.report_id,
        neighbour.other_id
    from reached
    inner join neighbour on reached.other_id = neighbour.report_id
),

of_day as (
    select
        report.report_id,
        report.arrival_order,
        report.date_precision,
        coalesce(
            arg_min(other.report_id, other.arrival_order) filter (
                where other.arrival_order < report.arrival_order
            ),
            report.report_id
        ) as adoption_id
    from {{ ref('int_adoption__report') }} as report
    left join reached using (report_id)
    left join {{ ref('int_adoption__report') }} as other on reached.other_id = other.report_id
    group by report.report_id, report.arrival_order, report.date_precision
),

-- Either way round, of whatever days.
beside as (
    select
        first_report_id as report_id,
        second_report_id as other_id
    from same

    union all

    select
        second_report_id as report_id,
        first_report_id as other_id
    from same
),

loose as (
    select
        of_day.report_id,
        -- first those of a day, then the earliest
        arg_min(met.adoption_id, (met.date_precision != 'day', met.arrival_order)) as adoption_id
    from of_day
    inner join beside on of_day.report_id = beside.report_id
    inner join of_day as met on beside.other_id = met.report_id
    where
        of_day.date_precision != 'day'
        and (met.date_precision = 'day' or met.arrival_order < of_day.arrival_order)
    group by of_day.report_id
)

select
    of_day.report_id,
    coalesce(loose.adoption_id, of_day.adoption_id) as adoption_id
from of_day
left join loose using (report_id)
