-- Every scheme, period and unit that answers for itself in it: points of the period and since 1 January,
-- zeros included.
with reporting as (
    select distinct
        lineage.period_code,
        lineage.reporting_unit_code as unit_code
    from {{ ref('dim_unit_lineage') }} as lineage
    inner join {{ ref('dim_period') }} as period using (period_code)
    inner join {{ ref('dim_unit') }} as unit on lineage.reporting_unit_code = unit.unit_code
    where unit.effective_to >= period.first_day
),

scheme as (
    select distinct scheme_code
    from {{ ref('dim_rule_version') }}
),

month_points as (
    select
        scheme_code,
        unit_code,
        month_code,
        sum(points) as points
    from {{ ref('fct_score_line') }}
    group by scheme_code, unit_code, month_code
),

scored as (
    select
        month_points.scheme_code,
        period_month.period_code,
        lineage.reporting_unit_code as unit_code,
        sum(month_points.points) filter (where period_month.is_inside) as points,
        sum(month_points.points) as cumulative_points
    from month_points
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period_month.period_code = lineage.period_code
            and month_points.unit_code = lineage.unit_code
    group by month_points.scheme_code, period_month.period_code, lineage.reporting_unit_code
),

counted as (
    select
        period_month.period_code,
        lineage.reporting_unit_code as unit_code,
        sum(tier_month.adoption_count) as adoption_count
    from {{ ref('fct_unit_tier_month') }} as tier_month
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period_month.period_code = lineage.period_code
            and tier_month.unit_code = lineage.unit_code
    where period_month.is_inside
    group by period_month.period_code, lineage.reporting_unit_code
)

select
    scheme.scheme_code,
    reporting.unit_code,
    reporting.period_code,
    coalesce(counted.adoption_count, 0)::integer as adoption_count,
    coalesce(scored.points, 0)::decimal(18, 4) as points,
    coalesce(scored.cumulative_points, 0)::decimal(18, 4) as cumulative_points
from reporting
cross join scheme
left join scored
    on
        scheme.scheme_code = scored.scheme_code
        and reporting.period_code = scored.period_code
        and reporting.unit_code = scored.unit_code
left join counted
    on
        reporting.period_code = counted.period_code
        and reporting.unit_code = counted.unit_code
