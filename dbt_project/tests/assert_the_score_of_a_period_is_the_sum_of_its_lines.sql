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
    group by scheme_code, unit_code, coalesce(person, ''), month_code

    union all

    select
        line.case_code,
        line.scheme_code,
        line.unit_code,
        line.person,
        line.month_code,
        sum(line.points) as points
    from {{ ref('int_score__case_line') }} as line
    inner join {{ ref('stg_rulebook__case') }} as world using (case_code)
    where world.period_code is not null
    group by line.case_code, line.scheme_code, line.unit_code, line.person, line.month_code
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

    select *
    from line
    where person != ''
),

summed as (
    select
        account.case_code,
        account.scheme_code,
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        account.person,
        sum(account.points) as points
    from account
    inner join {{ ref('int_period__part') }} as part
        on account.case_code = part.case_code and account.month_code = part.month_code and part.is_inside
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            part.case_code = reporting.case_code
            and part.period_code = reporting.period_code
            and account.unit_code = reporting.unit_code
    group by
        account.case_code,
        account.scheme_code,
        part.period_code,
        reporting.reporting_unit_code,
        account.person
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
