-- One row per record of a register beside adoptions: its days, the period it speaks of, and the day on which
-- the thing happened. Where a table names a period and no day, that is the period's first or last.
with read_day as (
    select
        record_id,
        max(on_day) filter (where column_name = 'submitted_on') as submitted_on,
        max(on_day) filter (where column_name = 'deadline') as deadline,
        max(on_day) filter (where column_name = 'delivered_on') as delivered_on,
        map_from_entries(list((column_name, on_day))) as days
    from {{ ref('int_register__day') }}
    group by record_id
),

said as (
    select
        record.record_id,
        record.register,
        record.received_on,
        record.period,
        record.context_year,
        record.context_month,
        {{ days_in_digits(squeezed(half_width('record.period'))) }} as period_text,
        read_day.submitted_on,
        read_day.deadline,
        read_day.delivered_on,
        read_day.days
    from {{ ref('stg_register__record') }} as record
    left join read_day using (record_id)
),

matched as (
    select
        *,
        regexp_extract(period_text, '^(?:(\d{4})年)?(\d{1,2})月份?$', ['y', 'm']) as month_words,
        regexp_extract(period_text, '^(\d{4})[./-]?(\d{1,2})(?:[./-]\d.*)?$', ['y', 'm']) as month_digits,
        regexp_extract(period_text, '^(?:(\d{4})年?)?第?([1-4])季度?$', ['y', 'q']) as quarter_words,
        regexp_extract(period_text, '^(\d{4})-?[Qq]([1-4])$', ['y', 'q']) as quarter_code,
        regexp_extract(period_text, '^(?:(\d{4})年?)?([上下])半年$', ['y', 'h']) as half,
        regexp_extract(period_text, '^(\d{4})年?(?:度|全年)?$', 1) as year_only
    from said
),

part as (
    select
        *,
        coalesce(
            try_cast(coalesce(
                nullif(month_words.y, ''), nullif(month_digits.y, ''), nullif(quarter_words.y, ''),
                nullif(quarter_code.y, ''), nullif(half.y, ''), nullif(year_only, '')
            ) as integer),
            context_year
        ) as year_number,
        try_cast(coalesce(nullif(month_words.m, ''), nullif(month_digits.m, '')) as integer) as month_number,
        try_cast(coalesce(nullif(quarter_words.q, ''), nullif(quarter_code.q, '')) as integer)
            as quarter_number
    from matched
),

counted as (
    select
        *,
        case
            when period is null then context_month
            when month_number is not null then month_number
            when quarter_number is not null then quarter_number * 3 - 2
            when half.h = '下' then 7
            when half.h = '上' or year_only != '' then 1
        end as first_month,
        case
            when period is null or month_number is not null then 1
            when quarter_number is not null then 3
            when half.h != '' then 6
            else 12
        end as month_count
    from part
),

-- The months of the office's year: a quarter of a year that starts in December begins with it.
office as (
    select
        setting.scheme_code,
        {{ year_offset('coalesce(max(version.year_starts), 1)') }} as year_offset
    from {{ source('office', 'office_setting') }} as setting
    left join {{ ref('stg_rulebook__version') }} as version using (scheme_code)
    group by setting.scheme_code
),

named as (
    select
        counted.*,
        office.scheme_code,
        try_cast(printf('%04d-%02d-01', year_number, first_month) as date) as named_from,
        named_from - to_months(if(month_count = 1, 0, office.year_offset)::integer) as begins,
        (begins + to_months(month_count) - to_days(1))::date as ends
    from counted
    cross join office
),

-- By the office's calendar: its own last day, and not a day of the month before that was extended.
spanned as (
    select
        named.* exclude (begins, ends),
        greatest(named.begins::date, before.last_day + 1) as period_from,
        coalesce(
            extended.last_day, date_trunc('month', named.ends)::date + (version.month_ends - 1), named.ends
        ) as period_to
    from named
    left join {{ ref('stg_rulebook__version') }} as version
        on named.scheme_code = version.scheme_code and {{ in_force('named.ends', 'version') }}
    left join {{ ref('stg_rulebook__extended_month') }} as extended
        on
            version.scheme_code = extended.scheme_code
            and version.rule_version = extended.rule_version
            and strftime(named.ends, '%Y-%m') = extended.month_code
    left join {{ ref('stg_rulebook__extended_month') }} as before
        on
            version.scheme_code = before.scheme_code
            and version.rule_version = before.rule_version
            and strftime(named.begins - to_days(1), '%Y-%m') = before.month_code
)

select
    spanned.record_id,
    spanned.received_on,
    spanned.submitted_on,
    spanned.deadline,
    spanned.delivered_on,
    case
        when spanned.named_from is not null
        then
            {{ period_code(
                "case spanned.month_count when 1 then 'month' when 3 then 'quarter' when 6 then 'half' else 'year' end",
                'year(spanned.named_from) * 12 + month(spanned.named_from) - 1', '0'
            ) }}
    end as period_code,
    coalesce(
        spanned.days[register.main_day],
        case
            when register.day_of_period is null or spanned.period_from is null then null
            -- a day that is there and cannot be read is not guessed from the period
            when map_contains(spanned.days, register.main_day) then null
            -- of a period that has not begun nothing can be told: its first day is too late
            when register.day_of_period = 'first' or spanned.period_from > spanned.received_on
            then spanned.period_from
            -- what is told before its period is over is known on the day it is told
            else least(spanned.period_to, spanned.received_on)
        end
    ) as happened_on
from spanned
inner join {{ ref('register') }} as register using (register)
