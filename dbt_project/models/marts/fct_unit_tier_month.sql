-- Every unit, tier and line, every month the unit existed: nothing adopted is a row of zero, not a gap.
with grid as (
    select
        unit_month.unit_code,
        tier.tier_code,
        side.line_code,
        unit_month.month_code
    from {{ months_of_units() }} as unit_month
    cross join {{ ref('dim_tier') }} as tier
    cross join {{ source('office', 'office_side') }} as side
),

counted as (
    select
        unit_code,
        tier_code,
        line_code,
        month_code,
        count(*) filter (where is_lead) as adoption_count,
        count(*) as credited_count
    from {{ ref('fct_adoption') }}
    group by unit_code, tier_code, line_code, month_code
)

select
    grid.unit_code,
    grid.tier_code,
    grid.line_code,
    grid.month_code,
    coalesce(counted.adoption_count, 0)::integer as adoption_count,
    coalesce(counted.credited_count, 0)::integer as credited_count
from grid
left join counted using (unit_code, tier_code, line_code, month_code)
