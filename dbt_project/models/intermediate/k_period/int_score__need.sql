-- One row per line that counts something, thing it counts, account and period: what was done, and what is
-- owed. Of what no register tells done is null, but where what is known decides it all the same.
with asked as (
    select
        member.case_code,
        member.scheme_code,
        member.rule_version,
        member.period_code,
        member.unit_code,
        member.person,
        member.unit_name,
        member.group_code,
        span.grain,
        span.last_day,
        line.rule_line_id,
        line.kind,
        line.is_any,
        need.need_order,
        need.measure,
        need.when_id,
        need.other_when_id,
        need.owed,
        need.owed_per,
        need.owed_each,
        need.at_most
    from {{ ref('stg_rulebook__period_line') }} as line
    inner join {{ ref('stg_rulebook__need') }} as need using (scheme_code, rule_version, rule_line_id)
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_score__span') }} as span
        on
            line.scheme_code = span.scheme_code
            and line.rule_version = span.rule_version
            and line.grain = span.grain
    inner join {{ ref('int_score__member') }} as member
        on
            span.case_code = member.case_code
            and span.scheme_code = member.scheme_code
            and span.period_code = member.period_code
            and (member.person != '') = (version.whom = 'persons')
    where
        line.kind in ('task', 'figure')
        and {{ is_for('line', 'member') }}
),

counted as (
    select
        tally.case_code,
        tally.scheme_code,
        tally.rule_version,
        tally.when_id,
        part.period_code,
        reporting.reporting_unit_code as unit_code,
        tally.person,
        round(sum(tally.record_count), 4) as record_count,
        count(distinct tally.piece_id) as piece_count,
        sum(tally.total) as total
    from {{ ref('int_score__tally') }} as tally
    inner join {{ ref('int_period__part') }} as part
        on tally.case_code = part.case_code and tally.month_code = part.month_code and part.is_inside
    inner join {{ ref('int_unit__reporting') }} as reporting
        on
            tally.case_code = reporting.case_code
            and part.period_code = reporting.period_code
            and tally.unit_code = reporting.unit_code
    group by all
),

named as (
    select
        asked.case_code,
        asked.rule_line_id,
        asked.need_order,
        asked.period_code,
        asked.unit_code,
        asked.person,
        asked.scheme_code,
        -- a unit that is named owes what stands beside its own name
        arg_max(owed.owed, (owed.name = asked.unit_name)::integer) as owed
    from asked
    inner join {{ ref('stg_rulebook__need_owed') }} as owed
        on
            asked.scheme_code = owed.scheme_code
            and asked.rule_version = owed.rule_version
            and asked.rule_line_id = owed.rule_line_id
            and asked.need_order = owed.need_order
            and owed.name in (asked.unit_name, asked.group_code)
    group by all
),

looked_at as (
    select
        need.scheme_code,
        need.rule_version,
        need.rule_line_id,
        need.need_order,
        looked_at.what,
        looked_at.register
    from {{ ref('stg_rulebook__need') }} as need
    inner join {{ ref('int_score__looked_at') }} as looked_at
        on
            need.scheme_code = looked_at.scheme_code
            and need.rule_version = looked_at.rule_version
            and looked_at.when_id in (need.when_id, need.other_when_id)
),

-- What more than one register may tell is known from any of them.
untold_of as (
    select
        asked.case_code,
        asked.scheme_code,
        asked.rule_version,
        asked.rule_line_id,
        asked.need_order,
        asked.period_code,
        asked.unit_code,
        asked.person
    from asked
    inner join looked_at using (scheme_code, rule_version, rule_line_id, need_order)
    left join {{ ref('int_period__untold') }} as untold
        on
            asked.period_code = untold.period_code
            and asked.unit_code = untold.unit_code
            and untold.register
            = if(looked_at.register = 'adoption' and asked.person != '', 'author', looked_at.register)
    where asked.case_code = ''
    group by
        asked.case_code, asked.scheme_code, asked.rule_version, asked.rule_line_id, asked.need_order,
        asked.period_code, asked.unit_code, asked.person, looked_at.what
    having count(*) = count(untold.register)
),

untold as (
    select distinct *
    from untold_of
),

measured as (
    select
        asked.*,
        untold.unit_code is not null as is_untold,
        version.blanks,
        coalesce(first.record_count, 0) as first_count,
        coalesce(first.piece_count, 0) as piece_count,
        coalesce(first.total, 0) as total,
        coalesce(second.record_count, 0) as second_count,
        coalesce(asked.owed, named.owed, attribute.value * asked.owed_each) as owed_in_all
    from asked
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    left join counted as first
        on
            asked.case_code = first.case_code
            and asked.scheme_code = first.scheme_code
            and asked.rule_version = first.rule_version
            and asked.when_id = first.when_id
            and asked.period_code = first.period_code
            and asked.unit_code = first.unit_code
            and asked.person = first.person
    left join counted as second
        on
            asked.case_code = second.case_code
            and asked.scheme_code = second.scheme_code
            and asked.rule_version = second.rule_version
            and asked.other_when_id = second.when_id
            and asked.period_code = second.period_code
            and asked.unit_code = second.unit_code
            and asked.person = second.person
    left join untold
        on
            asked.case_code = untold.case_code
            and asked.scheme_code = untold.scheme_code
            and asked.rule_version = untold.rule_version
            and asked.rule_line_id = untold.rule_line_id
            and asked.need_order = untold.need_order
            and asked.period_code = untold.period_code
            and asked.unit_code = untold.unit_code
            and asked.person = untold.person
    left join named
        on
            asked.case_code = named.case_code
            and asked.scheme_code = named.scheme_code
            and asked.rule_line_id = named.rule_line_id
            and asked.need_order = named.need_order
            and asked.period_code = named.period_code
            and asked.unit_code = named.unit_code
            and asked.person = named.person
    left join {{ ref('int_unit__attribute') }} as attribute
        on
            asked.case_code = attribute.case_code
            and asked.unit_code = attribute.unit_code
            and asked.owed_per = attribute.attribute
            and coalesce(attribute.grain, asked.grain) = asked.grain
            and {{ in_force('asked.last_day', 'attribute') }}
),

reached as (
    select
        *,
        case measure
            when 'count' then first_count
            when 'pieces' then piece_count
            when 'least_of' then least(first_count, second_count)
            when 'total' then total
            when 'rate'
            then
                case
                    when second_count > 0 then {{ divided('first_count', 'second_count') }}
                    when blanks = 'zero' then 0
                end
        end::decimal(24, 6) as done
    from measured
),

judged as (
    select
        *,
        coalesce(done >= owed_in_all, done <= at_most) as is_met,
        -- more can only come to more, but of a rate
        is_untold
        and (measure = 'rate' or not coalesce(done >= owed_in_all, done > at_most, false)) as is_open
    from reached
)

select
    case_code,
    scheme_code,
    rule_version,
    rule_line_id,
    kind,
    need_order,
    measure,
    period_code,
    grain,
    unit_code,
    person,
    first_count,
    second_count,
    case
        -- of several things asked one open one leaves the line open, unless another is enough
        when
            is_open
            or (
                bool_or(is_open) over line
                and not (is_any and coalesce(bool_or(is_met and not is_open) over line, false))
            )
        then null
        else done
    end as done,
    owed_in_all::decimal(24, 6) as owed,
    at_most
from judged
window line as (partition by case_code, scheme_code, rule_line_id, period_code, unit_code, person)
