-- One row per line that counts something, thing it counts, account and period: what was done, and what is
-- owed. Of what no register tells done is null, but where what is known decides it all the same.
{%- set asking
    = 'case_code, scheme_code, rule_version, rule_line_id, need_order, period_code, unit_code, person' %}
with asked as (
    select
        {{ asking }},
        line.unit_name,
        line.group_code,
        line.grain,
        line.last_day,
        line.kind,
        line.is_any,
        need.measure,
        need.when_id,
        need.other_when_id,
        need.owed,
        need.owed_per,
        need.owed_each,
        need.at_most
    from {{ bound_lines(['task', 'figure']) }} as line
    inner join {{ ref('stg_rulebook__need') }} as need using (scheme_code, rule_version, rule_line_id)
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
    inner join {{ ref('int_period__part') }} as part using (case_code, month_code)
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
    where part.is_inside
    group by all
),

named as (
    select
        {{ asking }},
        -- a unit that is named owes what stands beside its own name
        arg_max(owed.owed, (owed.name = asked.unit_name)::integer) as owed
    from asked
    inner join {{ ref('stg_rulebook__need_owed') }} as owed
        using (scheme_code, rule_version, rule_line_id, need_order)
    where owed.name in (asked.unit_name, asked.group_code)
    group by all
),

looked_at as (
    select
        {{ asking }},
        looked_at.what,
        if(looked_at.register = 'adoption' and asked.person != '', 'author', looked_at.register) as register
    from asked
    inner join {{ ref('int_score__looked_at') }} as looked_at using (scheme_code, rule_version)
    where asked.case_code = '' and looked_at.when_id in (asked.when_id, asked.other_when_id)
),

-- What more than one register may tell is known from any of them.
untold_of as (
    select
        {{ asking }},
        looked_at.what
    from looked_at
    left join {{ ref('int_period__untold') }} as untold using (register, period_code, unit_code)
    group by all
    having count(*) = count(untold.register)
),

untold as (
    select distinct {{ asking }}
    from untold_of
),

-- A number given for no grain holds for each.
numbered as (
    select
        * exclude (grain),
        unnest(if(grain is null, ['month', 'quarter', 'half', 'year'], [grain])) as grain
    from {{ ref('int_unit__attribute') }}
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
    left join untold using ({{ asking }})
    left join named using ({{ asking }})
    left join counted as first
        using (case_code, scheme_code, rule_version, when_id, period_code, unit_code, person)
    left join counted as second
        on
            asked.case_code = second.case_code
            and asked.scheme_code = second.scheme_code
            and asked.rule_version = second.rule_version
            and asked.other_when_id = second.when_id
            and asked.period_code = second.period_code
            and asked.unit_code = second.unit_code
            and asked.person = second.person
    left join numbered as attribute
        on
            asked.case_code = attribute.case_code
            and asked.unit_code = attribute.unit_code
            and asked.owed_per = attribute.attribute
            and asked.grain = attribute.grain
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
    {{ asking }},
    kind,
    measure,
    grain,
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
