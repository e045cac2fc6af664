-- The grid is rebuilt from the office's own list: a unit missing altogether shows.
select
    unit.unit_code,
    tier.tier_code,
    month.period_code
from {{ ref('stg_office__unit') }} as unit
cross join {{ ref('dim_tier') }} as tier
inner join {{ ref('dim_period') }} as month
    on
        month.grain = 'month'
        and {{ in_force_during('month.first_day', 'month.last_day', 'unit') }}

except

select
    unit_code,
    tier_code,
    month_code
from {{ ref('fct_unit_tier_month') }}
