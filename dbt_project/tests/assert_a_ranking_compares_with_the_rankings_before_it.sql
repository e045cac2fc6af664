-- What a ranking gives as the period before and the same period of last year stands in the ranking of that
-- period: for a unit made of several their sum and no place, for a unit that was not there nothing, and for
-- nobody anything where a month of either is unknown. What it gives by its own version of the rule is what
-- that version makes of a period, where it did not hold in all of it.
{% set pasts = {'previous': 'previous_code', 'year_ago': 'year_ago_code'} %}
with told as (
    select *
    from {{ ref('fct_ranking') }}

    union all by name

    select *
    from {{ ref('fct_rescored') }}
),

version as (
    select
        rule.scheme_code,
        rule.rule_version,
        rule.effective_from,
        period.period_code,
        -- a key that meets nothing where it held all along
        if(rule.effective_from > period.first_day, rule.rule_version, null) as again_version
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_rule_version') }} as rule on {{ in_force('period.last_day', 'rule') }}
),
{% for past, code in pasts.items() %}
{{ past }} as (
    select
        own.scheme_code,
        own.rule_version,
        period.period_code,
        earlier.first_day,
        lineage.reporting_unit_code as unit_code,
        sum(own.adoption_count) as adoption_count,
        sum(own.points) as points,
        if(count(*) = 1, max(own.place), null) as place
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_period') }} as earlier on period.{{ code }} = earlier.period_code
    inner join told as own on earlier.period_code = own.period_code
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on period.period_code = lineage.period_code and own.unit_code = lineage.unit_code
    where period.is_known and earlier.is_known
    group by
        own.scheme_code, own.rule_version, period.period_code, earlier.first_day, lineage.reporting_unit_code
){{ ',' if not loop.last }}
{% endfor %}

select
    ranking.scheme_code,
    ranking.period_code,
    ranking.unit_code
from {{ ref('fct_ranking') }} as ranking
left join version using (scheme_code, period_code)
left join told as again
    on
        ranking.scheme_code = again.scheme_code
        and version.again_version = again.rule_version
        and ranking.period_code = again.period_code
        and ranking.unit_code = again.unit_code
{% for past in pasts %}
left join {{ past }}
    on
        ranking.scheme_code = {{ past }}.scheme_code
        and ranking.period_code = {{ past }}.period_code
        and ranking.unit_code = {{ past }}.unit_code
        and {{ past }}.rule_version is null
left join {{ past }} as {{ past }}_again
    on
        ranking.scheme_code = {{ past }}_again.scheme_code
        and version.rule_version = {{ past }}_again.rule_version
        and ranking.period_code = {{ past }}_again.period_code
        and ranking.unit_code = {{ past }}_again.unit_code
        and version.effective_from > {{ past }}_again.first_day
{% endfor %}
where
    ranking.year_ago_adoption_count is distinct from year_ago.adoption_count
    or ranking.rescored_points is distinct from again.points
    or ranking.rescored_place is distinct from again.place
    {% for past in pasts %}
    or ranking.{{ past }}_points is distinct from {{ past }}.points
    or ranking.{{ past }}_place is distinct from {{ past }}.place
    or ranking.rescored_{{ past }}_points is distinct from {{ past }}_again.points
    or ranking.rescored_{{ past }}_place is distinct from {{ past }}_again.place
    {% endfor %}
