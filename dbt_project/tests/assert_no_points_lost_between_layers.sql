-- The lines of a month add up to the published points of that month, scheme by scheme.
with lines as (
    select
        scheme_code,
        month_code as period_code,
        sum(points) as points
    from {{ ref('fct_score_line') }}
    group by scheme_code, month_code
),

published as (
    select
        score.scheme_code,
        score.period_code,
        sum(score.points) as points
    from {{ ref('fct_unit_period_score') }} as score
    inner join {{ ref('dim_period') }} as period using (period_code)
    where period.grain = 'month'
    group by score.scheme_code, score.period_code
)

select
    scheme_code,
    period_code,
    lines.points as points_in_lines,
    published.points as points_published
from published
full join lines using (scheme_code, period_code)
where coalesce(lines.points, 0) is distinct from published.points
