-- One row per task, account and period: what was done of what was owed, carried over where the rule
-- carries.
{%- set task = 'case_code, scheme_code, rule_version, rule_line_id, period_code, unit_code, person' %}
with recursive judged as (
    select
        *,
        coalesce(owed, at_most) as mark,
        coalesce(done >= owed, done <= at_most) as is_met,
        greatest(owed - done, 0) as short,
        greatest(done - coalesce(owed, at_most), 0) as over,
        case
            when at_most is not null then (done <= at_most)::integer
            when owed > 0 then {{ divided('done', 'owed') }}
            else 1
        end as ratio
    from {{ ref('int_score__need') }}
    where kind = 'task' and done is not null and coalesce(owed, at_most) is not null
),

summed as (
    select
        {{ task }},
        span.first_serial,
        line.carries,
        line.is_any,
        sum(judged.done) as done,
        sum(judged.mark) as owed,
        case when line.is_any then bool_or(judged.is_met) else bool_and(judged.is_met) end as is_met,
        coalesce(case when line.is_any then min(judged.short) else sum(judged.short) end, 0) as short,
        case when line.is_any then max(judged.over) else sum(judged.over) end as over,
        case when line.is_any then max(judged.ratio) else min(judged.ratio) end as ratio
    from judged
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, rule_line_id)
    inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, rule_version, period_code)
    group by {{ task }}, span.first_serial, line.carries, line.is_any
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
    inner join numbered using (case_code, scheme_code, rule_line_id, unit_code, person)
    where carried.number + 1 = numbered.number
)

select
    {{ task }},
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
    {{ task }},
    done_with_carried::decimal(24, 6) as done,
    owed::decimal(24, 6) as owed,
    done_with_carried >= owed as is_met,
    greatest(owed - done_with_carried, 0)::decimal(24, 6) as short,
    greatest(done_with_carried - owed, 0)::decimal(24, 6) as over,
    least({{ divided('done_with_carried', 'owed') }}, 1)::decimal(24, 6) as ratio
from carried
