-- One row per scheme, world, period and account: points of the period and since the year began, zeros
-- included. A unit has what it and its persons earned.
with line as (
    select
        case_code,
        scheme_code,
        unit_code,
        person,
        month_code,
        points
    from {{ ref('int_score__earned') }}

    union all

    select
        case_code,
        scheme_code,
        unit_code,
        person,
        month_code,
        points
    from {{ ref('int_score__period_line') }}
),

account as (
    select
        case_code,
        scheme_code,
        unit_code,
        '' as person,
        month_code,
        points
    from line

    union all

    select
        case_code,
        scheme_code,
        unit_code,
        person,
        month_code,
        points
    from line
    where person != ''
),

monthly as (
    select
        case_code,
        scheme_code,
        unit_code,
        person,
        month_code,
        sum(points) as points
    from account
    group by case_code, scheme_code, unit_code, person, month_code
),

scored as (
    select
        monthly.case_code,
        monthly.scheme_code,
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        monthly.person,
        sum(monthly.points) filter (where part.is_inside) as points,
        sum(monthly.points) as cumulative_points
    from monthly
    inner join {{ ref('int_period__part') }} as part using (case_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            part.case_code = reporting.case_code
            and part.period_code = reporting.period_code
            and monthly.unit_code = reporting.unit_code
    group by
        monthly.case_code,
        monthly.scheme_code,
        part.period_code,
        reporting.reporting_unit_code,
        monthly.person
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
