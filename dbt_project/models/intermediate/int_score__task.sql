-- One row per task, account and period: what was done of what was owed, carried over where the rule carries.
with recursive summed as (
    select
        need.case_code,
        need.scheme_code,
        need.rule_version,
        need.rule_line_id,
        need.period_code,
        need.unit_code,
        need.person,
        span.first_serial,
        line.carries,
        line.is_any,
        sum(need.done) as done,
        sum(need.owed) as owed,
        case
            when line.is_any then bool_or(need.done >= need.owed)
            else bool_and(need.done >= need.owed)
        end as is_met,
        case
            when line.is_any then min(greatest(need.owed - need.done, 0))
            else sum(greatest(need.owed - need.done, 0))
        end as short,
        case
            when line.is_any then max(greatest(need.done - need.owed, 0))
            else sum(greatest(need.done - need.owed, 0))
        end as over,
        case
            when line.is_any then max(case when need.owed > 0 then {{ divided('need.done', 'need.owed') }} else 1 end)
            else min(case when need.owed > 0 then {{ divided('need.done', 'need.owed') }} else 1 end)
        end as ratio
    from {{ ref('int_score__need') }} as need
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, rule_line_id)
    inner join {{ ref('int_score__span') }} as span
        on
            need.case_code = span.case_code
            and need.scheme_code = span.scheme_code
            and need.period_code = span.period_code
    where need.kind = 'task' and need.owed is not null and need.done is not null
    group by
        need.case_code, need.scheme_code, need.rule_version, need.rule_line_id, need.period_code, need.unit_code,
        need.person, span.first_serial, line.carries, line.is_any
),

numbered as (
    select
        *,
        row_number() over (
            partition by case_code, scheme_code, rule_line_id, unit_code, person order by first_serial
        ) as number
    from summed
    where carries
),

-- What a period leaves below the standard is added to the next one, until the standard is reached.
carried as (
    select
        *,
        done as done_with_carried,
        case when done >= owed then 0 else done end as left_over
    from numbered
    where number = 1

    union all

    select
        numbered.*,
        numbered.done + carried.left_over as done_with_carried,
        case
            when numbered.done + carried.left_over >= numbered.owed then 0
            else numbered.done + carried.left_over
        end as left_over
    from carried
    inner join numbered
        on
            carried.case_code = numbered.case_code
            and carried.scheme_code = numbered.scheme_code
            and carried.rule_line_id = numbered.rule_line_id
            and carried.unit_code = numbered.unit_code
            and carried.person = numbered.person
            and carried.number + 1 = numbered.number
)

select
    case_code,
    scheme_code,
    rule_version,
    rule_line_id,
    period_code,
    unit_code,
    person,
    done::decimal(24, 6) as done,
    owed::decimal(24, 6) as owed,
    is_met,
    short::decimal(24, 6) as short,
    over::decimal(24, 6) as over,
    least(ratio, 1)::decimal(24, 6) as ratio
from summed
where not carries

union all

select
    case_code,
    scheme_code,
    rule_version,
    rule_line_id,
    period_code,
    unit_code,
    person,
    done_with_carried::decimal(24, 6) as done,
    owed::decimal(24, 6) as owed,
    done_with_carried >= owed as is_met,
    greatest(owed - done_with_carried, 0)::decimal(24, 6) as short,
    greatest(done_with_carried - owed, 0)::decimal(24, 6) as over,
    least({{ divided('done_with_carried', 'owed') }}, 1)::decimal(24, 6) as ratio
from carried
