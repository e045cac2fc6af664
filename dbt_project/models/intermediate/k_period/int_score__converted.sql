-- One row per account and period whose score is counted anew: times a number, against the best, against a
-- mark, or as a share of an amount. The difference is the line.
with total as (
    {{ points_by_month([
        ref('int_score__monthly'), ref('int_score__limited'), ref('int_score__zeroed')
    ]) }}
),

score as (
    select
        line.case_code,
        line.scheme_code,
        line.rule_version,
        line.period_code,
        line.last_month_code as month_code,
        line.rule_line_id,
        line.conversion,
        line.amount,
        line.full_at,
        case when line.among = 'group' then line.group_code else '' end as among,
        line.unit_code,
        line.person,
        line.unit_order,
        line.is_ranked
        and not list_contains(version.unranked_groups, line.group_code)
        and not list_contains(version.unranked_units, line.unit_name) as is_ranked,
        coalesce(sum(total.points), 0) as points
    from {{ bound_lines(['convert', 'pot']) }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code)
    -- with what it earned under earlier names, as in the score of the period
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            line.case_code = reporting.case_code
            and line.period_code = reporting.period_code
            and line.unit_code = reporting.reporting_unit_code
    left join total
        on
            line.case_code = total.case_code
            and line.scheme_code = total.scheme_code
            and reporting.unit_code = total.unit_code
            and line.person = total.person
            and part.month_code = total.month_code
    where line.is_over and part.is_inside
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
    {{ of_period() }},
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
