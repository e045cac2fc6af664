-- In every world and period: a unit's score is the sum of its lines and of its persons', a person's that of
-- its own.
with line as (
    select
        '' as case_code,
        scheme_code,
        unit_code,
        coalesce(person, '') as person,
        month_code,
        sum(points) as points
    from {{ ref('fct_score_line') }}
    group by all

    union all

    select
        case_code,
        line.scheme_code,
        line.unit_code,
        line.person,
        line.month_code,
        sum(line.points) as points
    from {{ ref('int_score__case_line') }} as line
    inner join {{ ref('stg_rulebook__case') }} as world using (case_code)
    where world.period_code is not null
    group by all
),

account as (
    select * replace ('' as person)
    from line

    union all

    select *
    from line
    where person != ''
),

summed as (
    select
        case_code,
        account.scheme_code,
        period_code,
        reporting.reporting_unit_code as unit_code,
        account.person,
        sum(account.points) as points
    from account
    inner join {{ ref('int_period__part') }} as part using (case_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
    where part.is_inside
    group by all
)

select
    case_code,
    scheme_code,
    period_code,
    unit_code,
    person,
    summed.points as points_in_lines,
    score.points
from {{ ref('int_score__period_score') }} as score
full join summed using (case_code, scheme_code, period_code, unit_code, person)
where
    -- of schemes that only score earlier periods again there are no lines to read
    not {{ is_rescoring('scheme_code') }}
    and coalesce(summed.points, 0) is distinct from score.points
