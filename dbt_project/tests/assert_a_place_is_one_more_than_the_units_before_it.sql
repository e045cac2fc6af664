-- Within what a rule ranks together, equals share a place, and the next is behind as many as stand before it;
-- where a rule closes ranks, behind as many different results. Whom the office or the rule leaves out, who
-- missed a gate, and everybody where the rule knows no places, has none.
with contest as (
    select
        ranking.* exclude (group_code),
        placed.breaks,
        coalesce(version.ties, 'shared') as ties,
        case when version.is_grouped is false then '' else unit.group_code end as group_code,
        unit.is_ranked
        and ranking.missed_gates is null
        and not list_contains(coalesce(version.unranked_groups, []), unit.group_code)
        and not list_contains(coalesce(version.unranked_units, []), unit.unit_name) as is_ranked
    from {{ ref('fct_ranking') }} as ranking
    inner join {{ ref('dim_unit') }} as unit using (unit_code)
    inner join {{ ref('int_score__placed') }} as placed
        on
            ranking.scheme_code = placed.scheme_code
            and ranking.period_code = placed.period_code
            and ranking.unit_code = placed.unit_code
            and placed.case_code = ''
            and placed.person = ''
    left join {{ ref('stg_rulebook__version') }} as version
        on placed.scheme_code = version.scheme_code and placed.rule_version = version.rule_version
),

result as (
    select
        scheme_code,
        period_code,
        group_code,
        points,
        breaks,
        count(*) as unit_count
    from contest
    where is_ranked
    group by scheme_code, period_code, group_code, points, breaks
),

stood as (
    select
        *,
        sum(unit_count) over better - unit_count as units_before,
        count(*) over better - 1 as results_before,
        count(*) over (partition by scheme_code, period_code, group_code, points) as result_count
    from result
    window better as (
        partition by scheme_code, period_code, group_code
        order by points desc, breaks desc
    )
)

select
    contest.scheme_code,
    contest.period_code,
    contest.unit_code,
    contest.place,
    stood.units_before,
    stood.results_before
from contest
left join stood
    on
        -- within the key: a condition on one side of an outer join alone makes it compare all rows with all
        if(contest.is_ranked, contest.scheme_code, null) = stood.scheme_code
        and contest.period_code = stood.period_code
        and contest.group_code = stood.group_code
        and contest.points = stood.points
        and contest.breaks = stood.breaks
where
    contest.place is distinct from case contest.ties
        when 'none' then null
        when 'dense' then stood.results_before + 1
        else stood.units_before + 1
    end
    or contest.is_tied is distinct from coalesce(stood.unit_count > 1, false)
    or contest.is_decided_by_break is distinct from coalesce(stood.result_count > 1, false)
