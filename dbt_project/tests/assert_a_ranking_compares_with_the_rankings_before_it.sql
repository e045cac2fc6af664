-- What a ranking gives as the period before and the same period of last year stands in the ranking of that
-- period: for a unit made of several their sum and no place, for a unit that was not there nothing.
{% set pasts = {'previous': 'previous_code', 'year_ago': 'year_ago_code'} %}
with
{% for past, code in pasts.items() %}
{{ past }} as (
    select
        own.scheme_code,
        period.period_code,
        lineage.reporting_unit_code as unit_code,
        sum(own.adoption_count) as adoption_count,
        sum(own.points) as points,
        max(own.place) as place,
        count(*) as unit_count
    from {{ ref('dim_period') }} as period
    inner join {{ ref('fct_ranking') }} as own on period.{{ code }} = own.period_code
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on period.period_code = lineage.period_code and own.unit_code = lineage.unit_code
    group by own.scheme_code, period.period_code, lineage.reporting_unit_code
){{ ',' if not loop.last }}
{% endfor %}

select
    ranking.scheme_code,
    ranking.period_code,
    ranking.unit_code
from {{ ref('fct_ranking') }} as ranking
left join previous using (scheme_code, period_code, unit_code)
left join year_ago using (scheme_code, period_code, unit_code)
where
    ranking.previous_points is distinct from previous.points
    or ranking.previous_place is distinct from if(previous.unit_count = 1, previous.place, null)
    or ranking.year_ago_adoption_count is distinct from year_ago.adoption_count
    or ranking.year_ago_points is distinct from year_ago.points
    or ranking.year_ago_place is distinct from if(year_ago.unit_count = 1, year_ago.place, null)
