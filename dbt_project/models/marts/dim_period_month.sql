-- One row per period and month of the same year up to the period's end: inside the period, or before it.
select
    period.period_code,
    month.period_code as month_code,
    month.first_day >= period.first_day as is_inside
from {{ ref('dim_period') }} as period
inner join {{ ref('dim_period') }} as month
    on
        month.grain = 'month'
        and period.last_day >= month.last_day
        and month.first_day >= date_trunc('year', period.first_day)
