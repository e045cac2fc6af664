-- Unit, tier, line and month: every one of them there is, once, with the adoptions that name the unit, first
-- or beside others; and none else.
with grid as (
    select
        unit.unit_code,
        tier.tier_code,
        line.line_code,
        month.period_code as month_code
    from {{ source('office', 'office_unit') }} as unit
    cross join {{ source('office', 'office_tier') }} as tier
    cross join (values ('内刊'), ('媒体')) as line (line_code)
    inner join {{ ref('dim_period') }} as month
        on
            month.grain = 'month'
            and {{ in_force_during('month.first_day', 'month.last_day', 'unit') }}
),

named as (
    select
        lead_unit_code,
        unnest(unit_codes) as unit_code,
        tier_code,
        line_code,
        month_code
    from {{ ref('int_adoption__described') }}
),

counted as (
    select
        unit_code,
        tier_code,
        line_code,
        month_code,
        count(*) filter (where unit_code = lead_unit_code) as adoption_count,
        count(*) as credited_count
    from named
    group by unit_code, tier_code, line_code, month_code
)

select
    unit_code,
    tier_code,
    line_code,
    month_code,
    counted.credited_count as named_count,
    published.adoption_count,
    published.credited_count
from {{ ref('fct_unit_tier_month') }} as published
full join grid using (unit_code, tier_code, line_code, month_code)
full join counted using (unit_code, tier_code, line_code, month_code)
where
    grid.unit_code is null
    or published.adoption_count is distinct from coalesce(counted.adoption_count, 0)
    or published.credited_count is distinct from coalesce(counted.credited_count, 0)
