-- One row per scheme, world, period and account: points of the period and since the year began, zeros
-- included. A unit has what it and its persons earned.
with monthly as (
    {{ points_by_month([ref('int_score__earned'), ref('int_score__period_line')]) }}
),

account as (
    select * replace ('' as person)
    from monthly

    union all

    select *
    from monthly
    where person != ''
),

scored as (
    select
        account.case_code,
        account.scheme_code,
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        account.person,
        sum(account.points) filter (where part.is_inside) as points,
        sum(account.points) as cumulative_points
    from account
    inner join {{ ref('int_period__part') }} as part using (case_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
    group by all
)

select
    member.case_code,
    member.scheme_code,
    member.period_code,
    member.unit_code,
    member.person,
    coalesce(scored.points, 0)::decimal(18, 4) as points,
    coalesce(scored.cumulative_points, 0)::decimal(18, 4) as cumulative_points
from {{ ref('int_score__contestant') }} as member
left join scored using (case_code, scheme_code, period_code, unit_code, person)
