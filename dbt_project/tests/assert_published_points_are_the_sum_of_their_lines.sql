-- Month, quarter, half-year and year: what is printed of a unit, in the ranking as in the score of the
-- period, is what the lines of it and of whoever it answers for add up to, in the period and since its year
-- began.
with line as (
    select
        scheme_code,
        unit_code,
        month_code,
        sum(points) as points
    from {{ ref('fct_score_line') }}
    group by scheme_code, unit_code, month_code
),

summed as (
    select
        line.scheme_code,
        lineage.reporting_unit_code as unit_code,
        part.period_code,
        sum(line.points) filter (where part.is_inside) as points,
        sum(line.points) as cumulative_points
    from line
    inner join {{ ref('dim_period_month') }} as part using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    group by all
)

select
    scheme_code,
    unit_code,
    period_code,
    summed.points as points_in_lines,
    score.points,
    ranking.points as points_ranked
from {{ ref('fct_unit_period_score') }} as score
full join {{ ref('fct_ranking') }} as ranking using (scheme_code, unit_code, period_code)
full join summed using (scheme_code, unit_code, period_code)
where
    coalesce(summed.points, 0) is distinct from score.points
    or coalesce(summed.points, 0) is distinct from ranking.points
    or coalesce(summed.cumulative_points, 0) is distinct from score.cumulative_points
    or coalesce(summed.cumulative_points, 0) is distinct from ranking.cumulative_points
