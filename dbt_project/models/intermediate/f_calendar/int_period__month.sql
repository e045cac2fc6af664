-- One row per world and month of its calendar, from the first to the last year that holds anything. The
-- office is the world without a code; every worked example and printed circular is one of its own, with the
-- calendar of the rule it stands in. A world in which nothing happened has its period all the same.
with moment as (
    select
        adopted_on as entered_on,
        received_on
    from {{ ref('int_adoption__distinct') }}

    union

    select
        entered_on,
        received_on
    from {{ ref('int_register__thing') }}
),

world as (
    select
        '' as case_code,
        setting.scheme_code,
        null as rule_version,
        setting.counted_from as first_day,
        coalesce(max(greatest(moment.entered_on, moment.received_on)), setting.counted_from) as last_day,
        null as period_code
    from {{ source('office', 'office_setting') }} as setting
    left join moment on true
    group by setting.counted_from, setting.scheme_code

    union all

    select
        world.case_code,
        world.scheme_code,
        world.rule_version,
        min(record.entered_on) as first_day,
        max(greatest(record.entered_on, record.received_on)) as last_day,
        world.period_code
    from {{ ref('stg_rulebook__case') }} as world
    left join {{ ref('stg_rulebook__case_record') }} as record using (case_code)
    group by world.case_code, world.scheme_code, world.rule_version, world.period_code
),

-- One office has one year; the loader sees to it that its versions agree.
counted as (
    select
        world.case_code,
        world.scheme_code,
        world.rule_version,
        world.period_code,
        {{ year_offset('coalesce(max(version.year_starts), 1)') }} as year_offset,
        year(world.first_day) * 12 + month(world.first_day) - 1 as first_month,
        year(world.last_day) * 12 + month(world.last_day) - 1 as last_month
    from world
    left join {{ ref('stg_rulebook__version') }} as version
        on
            world.scheme_code = version.scheme_code
            and (world.rule_version is null or world.rule_version = version.rule_version)
    group by all
),

span as (
    select
        *,
        coalesce({{ last_serial('period_code', 'year_offset') }}, last_month + year_offset) as last_begun
    from counted
),

numbered as (
    select
        case_code,
        scheme_code,
        rule_version,
        year_offset,
        last_begun,
        unnest(range(
            least(first_month + year_offset, last_begun) // 12 * 12,
            greatest(last_month + year_offset + 1, last_begun) // 12 * 12 + 12
        ))::integer as serial
    from span
),

plain as (
    select
        *,
        {{ period_code("'month'", 'serial', 'year_offset') }} as month_code,
        make_date(
            ((serial - year_offset) // 12)::integer, ((serial - year_offset) % 12 + 1)::integer, 1
        ) as first_of_month
    from numbered
),

ended as (
    select
        plain.case_code,
        plain.serial,
        plain.year_offset,
        plain.last_begun,
        plain.month_code,
        plain.first_of_month,
        version.month_ends,
        coalesce(
            extended.last_day,
            plain.first_of_month + (version.month_ends - 1),
            last_day(plain.first_of_month)
        )::date as last_day
    from plain
    left join {{ ref('stg_rulebook__version') }} as version
        on
            plain.scheme_code = version.scheme_code
            and (plain.rule_version is null or plain.rule_version = version.rule_version)
            and (
                plain.rule_version is not null
                or {{ in_force('last_day(plain.first_of_month)', 'version') }}
            )
    left join {{ ref('stg_rulebook__extended_month') }} as extended
        on
            version.scheme_code = extended.scheme_code
            and version.rule_version = extended.rule_version
            and plain.month_code = extended.month_code
),

bounded as (
    select
        case_code,
        month_code,
        serial,
        year_offset,
        last_begun,
        coalesce(
            lag(last_day) over (partition by case_code order by serial) + 1,
            case
                when month_ends is null then first_of_month
                else (first_of_month - interval 1 month)::date + month_ends
            end
        ) as first_day,
        last_day
    from ended
),

-- The office's newest day: of an adoption or another thing, or of an arrival so late that it counts in the
-- month it arrives in.
newest as (
    select
        greatest(
            max(moment.entered_on),
            max(moment.received_on) filter (
                where moment.received_on > closing.last_day + version.late_after_days
            )
        ) as newest_day
    from moment
    left join {{ ref('stg_rulebook__version') }} as version
        on version.late = 'arrival_period' and {{ in_force('moment.entered_on', 'version') }}
    left join bounded as month
        on month.case_code = '' and moment.entered_on between month.first_day and month.last_day
    left join bounded as closing
        on
            closing.case_code = ''
            and closing.serial = case version.late_of
                when 'month' then month.serial
                when 'quarter' then month.serial // 3 * 3 + 2
                when 'half' then month.serial // 6 * 6 + 5
                else month.serial // 12 * 12 + 11
            end
)

select
    bounded.case_code,
    bounded.month_code,
    bounded.serial,
    bounded.year_offset,
    bounded.first_day,
    bounded.last_day,
    case
        when bounded.case_code = '' and newest.newest_day is not null then
            bounded.first_day <= newest.newest_day
        else bounded.serial <= bounded.last_begun
    end as is_begun
from bounded
cross join newest
