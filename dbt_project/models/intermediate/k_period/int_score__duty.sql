-- One row per account, period and line of base points, tasks and streaks that gives or takes something.
{%- set account = 'case_code, scheme_code, rule_version, unit_code, person, period_code, rule_line_id' %}
with base as (
    select
        {{ account }},
        last_month_code as month_code,
        amount as whole_points,
        '基本分' as wording
    from {{ bound_lines(['base']) }} as line
    where is_over
),

task as (
    select
        task.* exclude (done, owed, is_met, short, over, ratio),
        case when line.posted = 'next' then following.last_month_code else span.last_month_code end
            as month_code,
        (
            coalesce(case when task.is_met then line.met else line.missed end, 0)
            + coalesce(line.in_proportion * task.ratio, 0)
            + coalesce(line.short_each * task.short, 0)
            + coalesce(line.over_each * task.over, 0)
        )::decimal(24, 6) as whole_points,
        '应完成 ' || {{ plain_number('task.owed') }} || '，完成 ' || {{ plain_number('task.done') }}
        || case
            when task.short > 0 then '，缺 ' || {{ plain_number('task.short') }}
            when task.over > 0 then '，超 ' || {{ plain_number('task.over') }}
            else ''
        end as wording
    from {{ ref('int_score__task') }} as task
    inner join {{ ref('stg_rulebook__period_line') }} as line using (scheme_code, rule_version, rule_line_id)
    inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
    left join {{ ref('int_score__span') }} as following
        on
            span.case_code = following.case_code
            and span.scheme_code = following.scheme_code
            and span.grain = following.grain
            and span.last_serial + 1 = following.first_serial
            and following.is_over
    where span.is_over
),

-- Periods in a row with the same outcome; one that is not judged breaks the row.
run as (
    select
        task.* exclude (rule_line_id, done, owed, is_met, short, over, ratio),
        line.rule_line_id,
        line.amount,
        line.streak_periods,
        line.streak_again,
        span.last_month_code,
        span.first_serial,
        span.first_serial // (span.last_serial - span.first_serial + 1)
        - sum((task.is_met = (line.streak_state = 'met'))::integer) over (
            partition by task.case_code, task.scheme_code, line.rule_line_id, task.unit_code, task.person
            order by span.first_serial
        ) as broken_before,
        task.is_met = (line.streak_state = 'met') as goes_on
    from {{ ref('int_score__task') }} as task
    inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
    inner join {{ ref('int_score__member') }} as member
        using (case_code, scheme_code, period_code, unit_code, person)
    inner join {{ ref('stg_rulebook__period_line') }} as line
        on
            task.scheme_code = line.scheme_code
            and task.rule_version = line.rule_version
            and task.rule_line_id = line.streak_of
    where
        line.kind = 'streak'
        and span.is_over
        and {{ is_for('line', 'member') }}
),

streak as (
    select
        *,
        sum(goes_on::integer) over (
            partition by case_code, scheme_code, rule_line_id, unit_code, person, broken_before
            order by first_serial
        ) as run_length
    from run
),

line as (
    select *
    from base

    union all by name

    select *
    from task
    where whole_points != 0 and month_code is not null

    union all by name

    select
        {{ account }},
        last_month_code as month_code,
        amount as whole_points,
        '连续 ' || run_length || ' 期' as wording
    from streak
    where
        goes_on
        and (run_length = streak_periods or (streak_again = 'every' and run_length > streak_periods))
)

select
    {{ account }},
    line.month_code,
    {{ rounded('line.whole_points', 'version') }} as points,
    line.period_code || ' ' || line.wording || '：'
    || case when line.whole_points < 0 then '扣 ' else '计 ' end
    || {{ plain_number(rounded('abs(line.whole_points)', 'version')) }}
    || ' '
    || version.counted_in as explanation
from line
inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
