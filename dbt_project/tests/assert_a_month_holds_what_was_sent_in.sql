-- Every unit in every month it existed, once, with the pieces it sent in first, those of them that were
-- adopted, and its zero reports; where no register tells, neither.
with grid as (
    select
        unit.unit_code,
        month.period_code as month_code
    from {{ source('office', 'office_unit') }} as unit
    inner join {{ ref('dim_period') }} as month
        on
            month.grain = 'month'
            and {{ in_force_during('month.first_day', 'month.last_day', 'unit') }}
),

told as (
    select
        unit_code,
        month_code,
        sum((register = 'submission' and is_lead)::integer) as submission_count,
        sum((register = 'submission' and is_lead and piece_id is not null)::integer) as adopted_count,
        sum((register = 'zero_report')::integer) as zero_report_count
    from {{ ref('int_register__credited') }}
    group by unit_code, month_code
),

told_of as (
    select
        month_code,
        list(unit_code) as unit_codes,
        bool_or(unit_code is null) as is_of_all
    from {{ ref('int_period__known') }}
    where register = 'submission'
    group by month_code
)

select
    unit_code,
    month_code
from {{ ref('fct_unit_month_submission') }} as published
full join grid using (unit_code, month_code)
left join told using (unit_code, month_code)
left join told_of using (month_code)
where
    -- a month in which something was sent in, or nothing was reported, is told
    published.submission_count is distinct from if(
        not coalesce(told_of.is_of_all or list_contains(told_of.unit_codes, unit_code), false)
        and coalesce(told.submission_count + told.zero_report_count, 0) = 0,
        null,
        coalesce(told.submission_count, 0)
    )
    or published.adopted_count is distinct from if(
        published.submission_count is null, null, coalesce(told.adopted_count, 0)
    )
    or published.zero_report_count is distinct from coalesce(told.zero_report_count, 0)
    or (published.adoption_rate is null) != (coalesce(published.submission_count, 0) = 0)
    or abs(published.adoption_rate * published.submission_count - published.adopted_count) > 0.001
    or grid.unit_code is null
