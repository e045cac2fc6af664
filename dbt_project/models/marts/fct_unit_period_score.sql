-- Every scheme, period and unit that answers for itself in it: points of the period and since its year
-- began, zeros included.
with monthly as (
    select
        unit_code,
        month_code,
        sum(adoption_count) as adoption_count
    from {{ ref('fct_unit_tier_month') }}
    where adoption_count > 0
    group by unit_code, month_code
),

counted as (
    select
        period_month.period_code,
        lineage.reporting_unit_code as unit_code,
        sum(monthly.adoption_count) as adoption_count
    from monthly
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period_month.period_code = lineage.period_code
            and monthly.unit_code = lineage.unit_code
    where period_month.is_inside
    group by period_month.period_code, lineage.reporting_unit_code
)

select
    score.scheme_code,
    score.unit_code,
    score.period_code,
    coalesce(counted.adoption_count, 0)::integer as adoption_count,
    score.points,
    score.cumulative_points
from {{ ref('int_score__period_score') }} as score
left join counted using (period_code, unit_code)
where score.case_code = '' and score.person = '' and not {{ is_rescoring('score.scheme_code') }}
