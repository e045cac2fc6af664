-- One row per account and month of a period whose score is set to zero: taken off in the month the reason
-- is complete, and whatever comes after in the same period.
{%- set account = 'case_code, scheme_code, unit_code, person' %}
with total as (
    {{ points_by_month([ref('int_score__monthly'), ref('int_score__limited')]) }}
),

reason as (
    select
        tally.case_code,
        tally.scheme_code,
        tally.unit_code,
        tally.person,
        span.period_code,
        line.rule_line_id,
        line.zero_from,
        part.serial,
        span.last_serial - span.first_serial as month_count,
        version.counted_in,
        round(sum(tally.record_count) over (
            partition by
                tally.case_code, tally.scheme_code, tally.unit_code, tally.person,
                span.period_code, line.rule_line_id
            order by part.serial
        ), 4) as so_far
    from {{ ref('stg_rulebook__period_line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_score__span') }} as span using (scheme_code, rule_version, grain)
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code)
    inner join {{ ref('int_score__tally') }} as tally using (case_code, scheme_code, rule_version, month_code)
    left join {{ ref('int_score__member') }} as member
        using (case_code, scheme_code, period_code, unit_code, person)
    where
        line.kind = 'zero' and line.grain != 'piece'
        and part.is_inside
        and tally.when_id = line.rule_line_id || '/1a'
        and {{ is_for('line', 'member') }}
),

-- Of several reasons in one period the first takes everything.
complete as (
    select
        {{ account }},
        period_code,
        min(serial) as since,
        arg_min(rule_line_id, serial) as rule_line_id,
        any_value(month_count) as month_count,
        any_value(counted_in) as counted_in
    from reason
    where so_far >= zero_from
    group by {{ account }}, period_code
),

-- Where periods overlap, the points of a month go once: with the period that is complete first, else the
-- longest.
taken as (
    select
        {{ account }},
        complete.period_code,
        complete.rule_line_id,
        complete.counted_in,
        greatest(part.serial, complete.since) as serial,
        total.points
    from complete
    inner join {{ ref('int_period__part') }} as part using (case_code, period_code)
    inner join total using (case_code, scheme_code, unit_code, person, month_code)
    where part.is_inside
    qualify row_number() over (
            partition by {{ account }}, part.serial
            order by greatest(part.serial, complete.since), complete.month_count desc
        ) = 1
),

posted as (
    select
        {{ account }},
        month.month_code,
        taken.period_code,
        taken.rule_line_id,
        taken.counted_in,
        -sum(taken.points)::decimal(18, 4) as points
    from taken
    inner join {{ ref('int_period__month') }} as month using (case_code, serial)
    group by all
)

select
    {{ of_period() }},
    points,
    period_code || ' 成绩按规定为零，'
    || case
        when points < 0 then '扣回 ' || {{ plain_number('-points') }} else '补回 ' || {{ plain_number('points') }}
    end
    || ' ' || counted_in as explanation
from posted
where points != 0
