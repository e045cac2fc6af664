-- One row per counted record and period for which it came late: after the period's first edition was issued,
-- or after the day on which the main scheme closes it. Where it counts is the rule's choice and not the
-- issuing's: in its own period, which then needs a revision, in a later one, or for no points.
with counted as (
    select
        record_id,
        adopted_on as entered_on,
        received_on
    from {{ ref('int_adoption__distinct') }}

    union

    select
        record_id,
        entered_on,
        received_on
    from {{ ref('int_register__thing') }}
),

judged as (
    select
        counted.record_id,
        counted.received_on,
        month.month_code as own_code,
        day.month_code as counted_in,
        day.closing_code,
        day.is_late,
        day.is_too_late
    from counted
    inner join {{ days_of_months() }} as month on counted.entered_on = month.on_day
    inner join {{ source('office', 'office_setting') }} as setting on true
    inner join {{ ref('int_score__day') }} as day
        on
            day.case_code = ''
            and setting.scheme_code = day.scheme_code
            and counted.entered_on = day.entered_on
            and counted.received_on = day.received_on
),

first_edition as (
    select
        period_code,
        issued_on
    from {{ source('home', 'edition') }}
    where revision = 1
),

late as (
    select
        judged.record_id,
        part.period_code
    from judged
    inner join {{ ref('dim_period_month') }} as part on judged.own_code = part.month_code and part.is_inside
    inner join first_edition
        on part.period_code = first_edition.period_code and judged.received_on > first_edition.issued_on

    union

    select
        record_id,
        closing_code as period_code
    from judged
    where is_late
)

select
    late.record_id,
    late.period_code,
    judged.received_on,
    first_edition.issued_on,
    case
        when judged.is_too_late then 'refused'
        when part.month_code is null then 'next_period'
        else 'revision'
    end as treatment,
    judged.counted_in
from late
inner join judged using (record_id)
left join first_edition using (period_code)
left join {{ ref('dim_period_month') }} as part
    on late.period_code = part.period_code and judged.counted_in = part.month_code and part.is_inside
