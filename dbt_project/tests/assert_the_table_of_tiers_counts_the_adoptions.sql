-- Unit, tier, line and month: every one of them there is, once, with the adoptions that name the unit, first
-- or beside others; and none else. Which units there are in a month, the test of the pieces sent in tells.
with grid as (
    select
        unit_code,
        month_code,
        tier_code,
        line_code
    from {{ ref('fct_unit_month_submission') }}
    cross join {{ source('office', 'office_tier') }}
    cross join {{ source('office', 'office_side') }}
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
