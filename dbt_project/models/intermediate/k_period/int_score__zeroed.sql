-- One row per account and month of a period whose score is set to zero: taken off in the month the reason
-- is complete, and whatever comes after in the same period.
with total as (
    {{ points_by_month([ref('int_score__monthly'), ref('int_score__limited')]) }}
),

reason as (
    select
        span.case_code,
        span.scheme_code,
        span.period_code,
        line.rule_line_id,
        line.zero_from,
        tally.unit_code,
        tally.person,
        part.serial,
        span.last_serial - span.first_serial as month_count,
        version.counted_in,
        round(sum(tally.record_count) over (
            partition by
                span.case_code,
                span.scheme_code,
                span.period_code,
                line.rule_line_id,
                tally.unit_code,
                tally.person
            order by part.serial
        ), 4) as so_far
    from {{ ref('stg_rulebook__period_line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_score__span') }} as span
        on
            line.scheme_code = span.scheme_code
            and line.rule_version = span.rule_version
            and line.grain = span.grain
    inner join {{ ref('int_period__part') }} as part
        on span.case_code = part.case_code and span.period_code = part.period_code and part.is_inside
    inner join {{ ref('int_score__tally') }} as tally
        on
            span.case_code = tally.case_code
            and line.scheme_code = tally.scheme_code
            and line.rule_version = tally.rule_version
            and tally.when_id = line.rule_line_id || '/1a'
            and part.month_code = tally.month_code
    left join {{ ref('int_score__member') }} as member
        on
            span.case_code = member.case_code
            and span.scheme_code = member.scheme_code
            and span.period_code = member.period_code
            and tally.unit_code = member.unit_code
            and tally.person = member.person
    where
        line.kind = 'zero' and line.grain != 'piece'
        and {{ is_for('line', 'member') }}
),

-- Of several reasons in one period the first takes everything.
complete as (
    select
        case_code,
        scheme_code,
        period_code,
        unit_code,
        person,
        min(serial) as since,
        arg_min(rule_line_id, serial) as rule_line_id,
        any_value(month_count) as month_count,
        any_value(counted_in) as counted_in
    from reason
    where so_far >= zero_from
    group by case_code, scheme_code, period_code, unit_code, person
),

-- Where periods overlap, the points of a month go once: with the period that is complete first, else the
-- longest.
taken as (
    select
        complete.case_code,
        complete.scheme_code,
        complete.unit_code,
        complete.person,
        complete.period_code,
        complete.rule_line_id,
        complete.counted_in,
        greatest(part.serial, complete.since) as serial,
        total.points
    from complete
    inner join {{ ref('int_period__part') }} as part
        on
            complete.case_code = part.case_code
            and complete.period_code = part.period_code
            and part.is_inside
    inner join total
        on
            complete.case_code = total.case_code
            and complete.scheme_code = total.scheme_code
            and complete.unit_code = total.unit_code
            and complete.person = total.person
            and part.month_code = total.month_code
    qualify row_number() over (
            partition by
                complete.case_code, complete.scheme_code, complete.unit_code, complete.person, part.serial
            order by greatest(part.serial, complete.since), complete.month_count desc
        ) = 1
),

posted as (
    select
        taken.case_code,
        taken.scheme_code,
        taken.unit_code,
        taken.person,
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
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    points,
    period_code || ' 成绩按规定为零，'
    || case
        when points < 0 then '扣回 ' || {{ plain_number('-points') }} else '补回 ' || {{ plain_number('points') }}
    end
    || ' ' || counted_in as explanation
from posted
where points != 0
