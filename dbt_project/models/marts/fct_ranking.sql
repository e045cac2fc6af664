-- Every scheme, period and unit: its place in its group, with the period before and the same period of last
-- year. A unit that was renamed keeps its past; one made of several has their figures, but no place of its
-- own to compare. There is nothing to compare with where a month of either period is unknown. What lies
-- under another version of the rule than holds at the period's end also stands scored by that one.
with placed as (
    select
        ranked.scheme_code,
        ranked.period_code,
        ranked.group_code,
        ranked.unit_code,
        ranked.unit_name,
        ranked.unit_order,
        score.adoption_count,
        ranked.points,
        ranked.cumulative_points,
        ranked.place,
        ranked.is_tied,
        ranked.is_decided_by_break,
        ranked.missed_gates,
        ranked.marks,
        ranked.award,
        ranked.award_amount
    from {{ ref('int_score__placed') }} as ranked
    inner join {{ ref('fct_unit_period_score') }} as score using (scheme_code, period_code, unit_code)
    where ranked.case_code = '' and ranked.person = '' and not {{ is_rescoring('ranked.scheme_code') }}
),

-- As published, and by the later versions that it may have to be compared under.
standing as (
    select
        scheme_code,
        null as rule_version,
        period_code,
        unit_code,
        adoption_count,
        points,
        place
    from placed

    union all

    select
        scheme_code,
        rule_version,
        period_code,
        unit_code,
        null as adoption_count,
        points,
        place
    from {{ ref('fct_rescored') }}
),

compared as (
    select
        period.period_code,
        past.period_code as past_code,
        past.period_code = period.previous_code as is_previous,
        past.period_code = period.year_ago_code as is_year_ago,
        past.first_day
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_period') }} as past
        on past.period_code in (period.previous_code, period.year_ago_code)
    where period.is_known and past.is_known
),

past as (
    select
        standing.scheme_code,
        standing.rule_version,
        compared.period_code,
        lineage.reporting_unit_code as unit_code,
        compared.is_previous,
        compared.is_year_ago,
        compared.first_day,
        sum(standing.adoption_count) as adoption_count,
        sum(standing.points) as points,
        case when count(*) = 1 then min(standing.place) end as place
    from standing
    inner join compared on standing.period_code = compared.past_code
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            compared.period_code = lineage.period_code
            and standing.unit_code = lineage.unit_code
    group by all
),

version as (
    select
        rule.scheme_code,
        period.period_code,
        rule.rule_version,
        rule.effective_from,
        -- a key that meets nothing where it held all along
        if(rule.effective_from > period.first_day, rule.rule_version, null) as again_version
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_rule_version') }} as rule on {{ in_force('period.last_day', 'rule') }}
)

select
    placed.scheme_code,
    placed.group_code,
    placed.unit_code,
    placed.unit_name,
    placed.unit_order,
    placed.period_code,
    placed.adoption_count,
    placed.points,
    placed.cumulative_points,
    placed.place,
    placed.is_tied,
    previous.points::decimal(18, 4) as previous_points,
    previous.place as previous_place,
    year_ago.adoption_count::integer as year_ago_adoption_count,
    year_ago.points::decimal(18, 4) as year_ago_points,
    year_ago.place as year_ago_place,
    own_again.points::decimal(18, 4) as rescored_points,
    own_again.place as rescored_place,
    previous_again.points::decimal(18, 4) as rescored_previous_points,
    previous_again.place as rescored_previous_place,
    year_ago_again.points::decimal(18, 4) as rescored_year_ago_points,
    year_ago_again.place as rescored_year_ago_place,
    placed.is_decided_by_break,
    placed.missed_gates,
    placed.marks,
    placed.award,
    placed.award_amount
from placed
left join version
    on
        placed.scheme_code = version.scheme_code
        and placed.period_code = version.period_code
left join {{ ref('fct_rescored') }} as own_again
    on
        placed.scheme_code = own_again.scheme_code
        and version.again_version = own_again.rule_version
        and placed.period_code = own_again.period_code
        and placed.unit_code = own_again.unit_code
left join past as previous
    on
        placed.scheme_code = previous.scheme_code
        and placed.period_code = previous.period_code
        and placed.unit_code = previous.unit_code
        and previous.is_previous
        and previous.rule_version is null
left join past as year_ago
    on
        placed.scheme_code = year_ago.scheme_code
        and placed.period_code = year_ago.period_code
        and placed.unit_code = year_ago.unit_code
        and year_ago.is_year_ago
        and year_ago.rule_version is null
left join past as previous_again
    on
        placed.scheme_code = previous_again.scheme_code
        and placed.period_code = previous_again.period_code
        and placed.unit_code = previous_again.unit_code
        and previous_again.is_previous
        and version.rule_version = previous_again.rule_version
        and version.effective_from > previous_again.first_day
left join past as year_ago_again
    on
        placed.scheme_code = year_ago_again.scheme_code
        and placed.period_code = year_ago_again.period_code
        and placed.unit_code = year_ago_again.unit_code
        and year_ago_again.is_year_ago
        and version.rule_version = year_ago_again.rule_version
        and version.effective_from > year_ago_again.first_day
