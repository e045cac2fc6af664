-- One row per account and period whose score is counted anew: times a number, against the best, against a
-- mark, or as a share of an amount. The difference is the line.
with total as (
    {{ points_by_month([
        ref('int_score__monthly'), ref('int_score__limited'), ref('int_score__zeroed')
    ]) }}
),

score as (
    select
        span.case_code,
        span.scheme_code,
        span.rule_version,
        span.period_code,
        span.last_month_code as month_code,
        line.rule_line_id,
        line.conversion,
        line.amount,
        line.full_at,
        case when line.among = 'group' then member.group_code else '' end as among,
        member.unit_code,
        member.person,
        member.unit_order,
        member.is_ranked
        and not list_contains(version.unranked_groups, member.group_code)
        and not list_contains(version.unranked_units, member.unit_name) as is_ranked,
        coalesce(sum(total.points), 0) as points
    from {{ ref('stg_rulebook__period_line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_score__span') }} as span
        on
            line.scheme_code = span.scheme_code
            and line.rule_version = span.rule_version
            and line.grain = span.grain
            and span.is_over
    inner join {{ ref('int_score__member') }} as member
        on
            span.case_code = member.case_code
            and span.scheme_code = member.scheme_code
            and span.period_code = member.period_code
            and (member.person != '') = (version.whom = 'persons')
    inner join {{ ref('int_period__part') }} as part
        on span.case_code = part.case_code and span.period_code = part.period_code and part.is_inside
    -- with what it earned under earlier names, as in the score of the period
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            member.case_code = reporting.case_code
            and member.period_code = reporting.period_code
            and member.unit_code = reporting.reporting_unit_code
    left join total
        on
            member.case_code = total.case_code
            and member.scheme_code = total.scheme_code
            and reporting.unit_code = total.unit_code
            and member.person = total.person
            and part.month_code = total.month_code
    where
        line.kind in ('convert', 'pot')
        and {{ is_for('line', 'member') }}
    group by all
),

compared as (
    select
        *,
        max(points) filter (where is_ranked) over in_contest as best,
        sum(greatest(points, 0)) over in_contest as all_points
    from score
    window in_contest as (partition by case_code, scheme_code, period_code, rule_line_id, among)
),

anew as (
    select
        *,
        case
            when conversion = 'times' then (points * amount)::decimal(24, 6)
            when conversion = 'best_is' and best > 0 then {{ divided('points * amount', 'best') }}
            when conversion = 'full' then {{ divided('least(points, full_at) * amount', 'full_at') }}
            when conversion = 'pot' and all_points > 0 then
                {{ divided('greatest(points, 0) * amount', 'all_points') }}
            else 0
        end as exact_points
    from compared
),

rounded as (
    select
        anew.*,
        version.counted_in,
        {{ rounded('anew.exact_points', 'version') }} as new_points
    from anew
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
),

-- What rounding leaves of a shared amount goes to the first of the contest, so that nothing is left over.
settled as (
    select
        *,
        case
            when
                conversion = 'pot' and all_points > 0
                and row_number() over (
                    partition by case_code, scheme_code, period_code, rule_line_id, among
                    order by points desc, unit_order asc, unit_code asc, person asc
                ) = 1
            then
                new_points + amount - sum(new_points) over (
                    partition by case_code, scheme_code, period_code, rule_line_id, among
                )
            else new_points
        end as final_points
    from rounded
)

select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    (final_points - points)::decimal(18, 4) as points,
    period_code || ' 原计 ' || {{ plain_number('points') }}
    || case conversion
        when 'times' then ' × ' || {{ plain_number('amount') }}
        when 'best_is' then '，最高 ' || {{ plain_number('best') }} || ' 折为 ' || {{ plain_number('amount') }}
        when 'full' then '，满 ' || {{ plain_number('full_at') }} || ' 计 ' || {{ plain_number('amount') }}
        else '，占全部 ' || {{ plain_number('all_points') }} || ' 分，共分 ' || {{ plain_number('amount') }}
    end
    || '，折算为 ' || {{ plain_number('final_points') }} || ' ' || counted_in as explanation
from settled
where final_points != points
