-- One row per scheme, world, period and account: its place, by the version in force on the period's last
-- day.
{%- set account = 'case_code, scheme_code, period_code, unit_code, person' %}
with score as (
    select
        score.case_code,
        score.scheme_code,
        score.period_code,
        score.unit_code,
        score.person,
        score.points,
        score.cumulative_points,
        member.unit_name,
        member.unit_order,
        member.group_code,
        span.rule_version,
        span.grain,
        version.ties,
        version.gates,
        case when version.is_grouped is false then '' else member.group_code end as contest,
        member.is_ranked
        and (score.person = '' or standing.person is not null)
        and not coalesce(list_contains(version.unranked_groups, member.group_code), false)
        and not coalesce(list_contains(version.unranked_units, member.unit_name), false) as may_be_ranked
    from {{ ref('int_score__period_score') }} as score
    inner join {{ ref('int_unit__member') }} as member using (case_code, period_code, unit_code)
    left join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
    left join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    left join {{ ref('int_score__member') }} as standing
        using ({{ account }})
),

fallen_short as (
    select
        {{ account }},
        rule_version,
        rule_line_id
    from {{ ref('int_score__task') }}
    where not is_met

    union all

    select
        {{ account }},
        rule_version,
        line.rule_line_id
    from score
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, grain)
    where
        line.kind = 'standard'
        and score.points < line.amount
        and (score.person != '') = (version.whom = 'persons')
        and {{ is_for('line', 'score') }}
),

missed as (
    select
        {{ account }},
        list(fallen_short.rule_line_id) as missed_lines,
        string_agg(fallen_short.rule_line_id, '、' order by fallen_short.rule_line_id)
        filter (where list_contains(version.gates, fallen_short.rule_line_id)) as missed_gates,
        string_agg(line.mark, '、' order by line.mark) as marks
    from fallen_short
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, rule_line_id)
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    group by {{ account }}
),

record_count as (
    select
        span.case_code,
        span.scheme_code,
        span.period_code,
        reporting.reporting_unit_code as unit_code,
        tally.person,
        tie_break.break_order,
        round(sum(tally.record_count), 4) as value
    from {{ ref('stg_rulebook__tie_break') }} as tie_break
    inner join {{ ref('int_score__span') }} as span using (scheme_code, rule_version)
    inner join {{ ref('int_score__tally') }} as tally using (case_code, scheme_code, rule_version, when_id)
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
    where part.is_inside
    group by all
),

line_points as (
    select
        span.case_code,
        span.scheme_code,
        span.period_code,
        reporting.reporting_unit_code as unit_code,
        monthly.person,
        tie_break.break_order,
        sum(monthly.points) as value
    from {{ ref('stg_rulebook__tie_break') }} as tie_break
    inner join {{ ref('int_score__span') }} as span using (scheme_code, rule_version)
    inner join {{ ref('int_score__monthly') }} as monthly using (case_code, scheme_code)
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
    where part.is_inside and list_contains(tie_break.of_lines, monthly.rule_line_id)
    group by all
),

found as (
    select * from record_count
    union all
    select * from line_points
),

-- One list per account, so that comparing lists compares one tie-break after the other.
breaking as (
    select
        {{ account }},
        list(coalesce(found.value, 0)::decimal(38, 6) order by tie_break.break_order) as breaks
    from score
    inner join {{ ref('stg_rulebook__tie_break') }} as tie_break using (scheme_code, rule_version)
    left join found using ({{ account }}, break_order)
    group by {{ account }}
),

contest as (
    select
        score.* exclude (may_be_ranked, gates),
        missed.marks,
        coalesce(missed.missed_lines, []) as missed_lines,
        missed.missed_gates,
        score.may_be_ranked and missed.missed_gates is null as is_ranked,
        coalesce(breaking.breaks, []) as breaks
    from score
    left join missed using ({{ account }})
    left join breaking using ({{ account }})
),

placed as (
    select
        *,
        case
            when not is_ranked or ties = 'none' then null
            when ties = 'dense' then dense_rank() over by_points
            else rank() over by_points
        end::integer as place,
        is_ranked and count(*) over in_full > 1 as is_tied,
        is_ranked
        and len(breaks) > 0
        and count(*) over equal_points > count(*) over in_full as is_decided_by_break
    from contest
    -- one order for all of them: they are put into it once
    window
        by_points as (
            partition by case_code, scheme_code, period_code, person = '', contest, is_ranked
            order by points desc, breaks desc
        ),
        equal_points as (
            partition by case_code, scheme_code, period_code, person = '', contest, is_ranked
            order by points desc
            range between current row and current row
        ),
        in_full as (
            partition by case_code, scheme_code, period_code, person = '', contest, is_ranked
            order by points desc, breaks desc
            range between current row and current row
        )
),

ended as (
    select
        case_code,
        scheme_code,
        period_code,
        person = '' as is_of_unit,
        contest,
        max(place) as last_place
    from placed
    group by case_code, scheme_code, period_code, person = '', contest
),

awarded as (
    select
        placed.case_code,
        placed.scheme_code,
        placed.period_code,
        placed.unit_code,
        placed.person,
        string_agg(award.award_name, '、' order by award.award_order) as award,
        sum(award.amount)::decimal(18, 4) as award_amount
    from placed
    inner join ended
        on
            placed.case_code = ended.case_code
            and placed.scheme_code = ended.scheme_code
            and placed.period_code = ended.period_code
            and (placed.person = '') = ended.is_of_unit
            and placed.contest is not distinct from ended.contest
    inner join {{ ref('stg_rulebook__version') }} as version
        on placed.scheme_code = version.scheme_code and placed.rule_version = version.rule_version
    inner join {{ ref('stg_rulebook__award') }} as award
        on
            placed.scheme_code = award.scheme_code
            and placed.rule_version = award.rule_version
            and placed.grain = award.grain
            and (award.for_groups is null or list_contains(award.for_groups, placed.group_code))
            and (placed.person != '') = (version.whom = 'persons')
            and not list_has_any(award.needs, placed.missed_lines)
            and case
                when award.first_place is null then placed.place = ended.last_place and ended.last_place > 1
                else placed.place between award.first_place and award.last_place
            end
    group by placed.case_code, placed.scheme_code, placed.period_code, placed.unit_code, placed.person
)

select
    placed.* exclude (ties, contest, missed_lines, is_ranked), -- noqa: AM04
    awarded.award,
    awarded.award_amount
from placed
left join awarded using ({{ account }})
