-- Every scheme, period and unit: its place in its group, with the period before and the same period of last
-- year. A unit that was renamed keeps its past; one made of several has their figures, but no place of its
-- own to compare. There is nothing to compare with where a month of either period is unknown. What lies
-- under another version of the rule than holds at the period's end also stands scored by that one.
with placed as (
    select
        ranked.*,
        score.adoption_count
    from {{ ref('int_score__placed') }} as ranked
    inner join {{ ref('fct_unit_period_score') }} as score using (scheme_code, period_code, unit_code)
    where ranked.case_code = '' and ranked.person = '' and not {{ is_rescoring('ranked.scheme_code') }}
),

-- As published, and by the later versions that it may have to be compared under.
standing as (
    select
        scheme_code,
        period_code,
        unit_code,
        adoption_count,
        points,
        place
    from placed

    union all by name

    select *
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
        rule.effective_from > period.first_day as is_of_several
    from {{ ref('dim_period') }} as period
    inner join {{ ref('dim_rule_version') }} as rule on {{ in_force('period.last_day', 'rule') }}
),

own_again as (
    select rescored.*
    from {{ ref('fct_rescored') }} as rescored
    inner join version using (scheme_code, rule_version, period_code)
    where version.is_of_several
){% for past in ['previous', 'year_ago'] %},

{{ past }} as (
    select *
    from past
    where is_{{ past }} and rule_version is null
),

{{ past }}_again as (
    select past.*
    from past
    inner join version using (scheme_code, rule_version, period_code)
    where past.is_{{ past }} and version.effective_from > past.first_day
){% endfor %}

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
left join own_again using (scheme_code, period_code, unit_code)
left join previous using (scheme_code, period_code, unit_code)
left join year_ago using (scheme_code, period_code, unit_code)
left join previous_again using (scheme_code, period_code, unit_code)
left join year_ago_again using (scheme_code, period_code, unit_code)
