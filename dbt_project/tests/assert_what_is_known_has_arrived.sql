-- A month is known when something that tells what was adopted in it has arrived: at least when something was
-- adopted in it, never before the office began to count. A period is known when all its months are.
with told as (
    select
        part.period_code,
        part.month_code,
        part.is_known,
        bool_and(part.is_known) filter (where part.is_inside) over (partition by part.period_code)
            as is_all_known,
        known.month_code is not null as has_arrived,
        part.last_day < setting.counted_from as is_too_early
    from {{ ref('dim_period_month') }} as part
    cross join {{ source('office', 'office_setting') }} as setting
    left join {{ ref('int_period__known') }} as known
        on known.register = 'adoption' and part.month_code = known.month_code
),

adopted as (
    select distinct month.month_code
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ days_of_months() }} as month on adoption.adopted_on = month.on_day
    inner join {{ ref('dim_period') }} as period on month.month_code = period.period_code
    where not period.is_known
)

select
    told.period_code,
    told.month_code
from told
inner join {{ ref('dim_period') }} as period using (period_code)
where
    told.is_known is distinct from told.has_arrived
    or told.is_known and told.is_too_early
    or period.is_known is distinct from told.is_all_known

union all

select
    'adopted in it' as period_code,
    month_code
from adopted
