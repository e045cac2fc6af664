-- Every unit, every month it existed: pieces sent in, how many of them were adopted, and zero reports.
-- Nothing sent in is a row of zero, null where no register of submissions tells; a unit with neither a piece
-- nor a zero report was silent.
with grid as (
    select *
    from {{ months_of_units() }} as unit_month
),

known as (
    select
        unit_code,
        month_code
    from {{ ref('int_period__known') }}
    where register = 'submission'
),

-- by a register of every unit, or by its own
told as (
    select
        grid.unit_code,
        grid.month_code
    from grid
    inner join known on grid.month_code = known.month_code and known.unit_code is null

    union distinct

    select
        unit_code,
        month_code
    from known
    where unit_code is not null
),

sent as (
    select
        unit_code,
        month_code,
        count(*)::integer as submission_count,
        count(*) filter (where is_adopted)::integer as adopted_count
    from {{ ref('fct_submission') }}
    where is_lead
    group by unit_code, month_code
),

zero as (
    select
        unit_code,
        month_code,
        count(*)::integer as zero_report_count
    from {{ ref('fct_zero_report') }}
    group by unit_code, month_code
)

select
    grid.unit_code,
    grid.month_code,
    if(told.month_code is null, null, coalesce(sent.submission_count, 0)) as submission_count,
    if(told.month_code is null, null, coalesce(sent.adopted_count, 0)) as adopted_count,
    case
        when sent.submission_count > 0 then {{ divided('sent.adopted_count', 'sent.submission_count') }}
    end::decimal(9, 6) as adoption_rate,
    coalesce(zero.zero_report_count, 0) as zero_report_count
from grid
left join sent using (unit_code, month_code)
left join zero using (unit_code, month_code)
left join told using (unit_code, month_code)
