-- How many adoptions a unit has in a period, in its score as in the ranking, is how many it and whoever it
-- answers for lead.
with led as (
    select
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        count(*) as adoption_count
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_period_month') }} as part using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    where adoption.is_lead and part.is_inside
    group by all
)

select
    scheme_code,
    unit_code,
    period_code,
    led.adoption_count as led_count,
    score.adoption_count,
    ranking.adoption_count as ranked_count
from {{ ref('fct_unit_period_score') }} as score
full join {{ ref('fct_ranking') }} as ranking using (scheme_code, unit_code, period_code)
left join led using (unit_code, period_code)
where
    coalesce(led.adoption_count, 0) is distinct from score.adoption_count
    or coalesce(led.adoption_count, 0) is distinct from ranking.adoption_count
