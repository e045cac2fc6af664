{# A day written in characters, in digits: 二〇〇七年三月二十五日 is 2007年3月25日, 廿五 is 25. What has none is left
   alone. #}
{% macro days_in_digits(text) -%}
translate(
    replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    replace({{ text }}, '廿', '二十'), '([一二三])十([一二三四五六七八九])', '\1\2', 'g'
                ),
                '十([一二三四五六七八九])', '一\1', 'g'
            ),
            '([一二三])十', '\1〇', 'g'
        ),
        '十', '一〇'
    ),
    '〇零○一二三四五六七八九', '000123456789'
)
{%- endmacro %}

{# The year of a month told without one, seen from a year and month: December, seen from January, is the year
   before's. #}
{% macro year_of_month(month, seen_year, seen_month) -%}
{{ seen_year }} - if({{ month }} > {{ seen_month }} and {{ seen_month }} + 12 - {{ month }} <= 6, 1, 0)
{%- endmacro %}

{# The last of a year and month that a text names: of "2007年7-8月" the eighth. Two digits are no year. #}
{% macro named_year(text) -%}
try_cast(nullif(regexp_extract({{ days_in_digits(text) }}, '((?:19|20)\d\d)年', 1), '') as integer)
{%- endmacro %}

{% macro named_month(text) -%}
try_cast(nullif(regexp_extract({{ days_in_digits(text) }}, '(?:\d{1,2}月?[-－—–~～至、])?(1[0-2]|0?[1-9])月', 1), '') as integer)
{%- endmacro %}

{# The period that a text names, as written: 2025年3月, 三月, 第一季度, 上半年, else 2025年度. Of months from one to
   another the whole range, which is no period that anything is counted for here. #}
{% macro named_period(text) -%}
coalesce(
    nullif(regexp_extract(
        {{ text }},
        '(?:(?:19|20)\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}月?[-－—–~～至到、])?[\d一二三四五六七八九十]{1,3}月)'
    ), ''),
    nullif(regexp_extract({{ text }}, '(?:19|20)\d\d年(?:度|全年)'), '')
)
{%- endmacro %}

{# What may follow a day without naming another one. #}
{% macro after_a_day() -%}
[日号]?(?:\(.{0,6}\)|星期.|周.|[早上中下晚凌]{1,2}[午晨间]?)?$
{%- endmacro %}

{# The steps from `form`, the distinct ways of writing a day with the year and month they are read in, to
   `settled`, the day each of them means. Registers of any kind read their days by these. #}
{% macro days_of_forms() -%}
form as (
    select distinct
        date_text,
        context_year,
        context_month
    from written
),

bare as (
    select
        *,
        regexp_replace(date_text, '^[\[(【〔](.*)[\])】〕]$', '\1') as bare_text
    from form
),

spelled as (
    select
        *,
        {{ days_in_digits('bare_text') }} as day_text
    from bare
),

matched as (
    select
        *,
        regexp_extract(
            day_text,
            '^(?:(\d{4}|\d{2})[年./])?(\d{1,2})[月./](\d{1,2})[日号]?[-—–~～至到](?:(?:(\d{4}|\d{2})[年./])?(\d{1,2})[月./])?(\d{1,2})[日号]?$',
            ['y', 'm', 'd', 'to_y', 'to_m', 'to_d']
        ) as span,
        regexp_extract(day_text, '^(?:(\d{4}|\d{2})年)?(\d{1,2})月([上中下])旬$', ['y', 'm', 'third']) as third,
        regexp_extract(day_text, '^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2}){{ after_a_day() }}', ['y', 'm', 'd']) as full_day,
        regexp_extract(day_text, '^(\d{2})[年./-](\d{1,2})[月./-](\d{1,2}){{ after_a_day() }}', ['y', 'm', 'd']) as short_year,
        regexp_extract(day_text, '^((?:19|20)\d{2})(\d{2})(\d{2})$', ['y', 'm', 'd']) as digits_only,
        regexp_extract(day_text, '^(\d{1,2})[月./-](\d{1,2}){{ after_a_day() }}', ['m', 'd']) as month_day,
        regexp_extract(day_text, '^(\d{4})[年./-](\d{1,2})月?份?$', ['y', 'm']) as year_month,
        regexp_extract(day_text, '^(\d{1,2})月份?$', 1) as month_only,
        regexp_extract(day_text, '^(\d{1,2})[日号]$', 1) as day_only,
        try_cast(nullif(regexp_extract(day_text, '^([34]\d{4})(?:\.\d+)?$', 1), '') as integer) as serial
    from spelled
),

part as (
    select
        *,
        coalesce(
            nullif(span.y, ''), nullif(third.y, ''), nullif(full_day.y, ''), nullif(short_year.y, ''),
            nullif(digits_only.y, ''), nullif(year_month.y, '')
        )::integer as year_part,
        coalesce(
            nullif(span.m, ''), nullif(third.m, ''), nullif(full_day.m, ''), nullif(short_year.m, ''),
            nullif(digits_only.m, ''), nullif(month_day.m, ''), nullif(year_month.m, ''), nullif(month_only, ''),
            if(day_only != '', context_month::varchar, null)
        )::integer as month_number,
        coalesce(
            nullif(span.d, ''), nullif(full_day.d, ''), nullif(short_year.d, ''), nullif(digits_only.d, ''),
            nullif(month_day.d, ''), nullif(day_only, '')
        )::integer as day_number
    from matched
),

dated as (
    select
        *,
        case
            -- registers of this century, but for the last years of the one before
            when year_part < 100 then year_part + if(year_part > 69, 1900, 2000)
            when year_part is not null then year_part
            -- a month later than the one the file speaks of is the year before's, if that is at most half a
            -- year ago: December, reported in January; else nobody can tell which year is meant
            when month_number > context_month and context_month + 12 - month_number <= 6 then context_year - 1
            when month_number > context_month then null
            else context_year
        end as year_number
    from part
),

read_day as (
    select
        *,
        case
            when serial is not null then '1899-12-30'::date + serial
            else try_cast(
                printf(
                    '%04d-%02d-%02d', year_number, month_number,
                    coalesce(day_number, case third.third when '中' then 11 when '下' then 21 else 1 end)
                ) as date
            )
        end as adopted_on
    from dated
),

read_end as (
    select
        *,
        case
            when span.d != ''
            then
                try_cast(printf(
                    '%04d-%02d-%02d',
                    case
                        when span.to_y = '' then year(adopted_on)
                        when length(span.to_y) = 2 then try_cast(span.to_y as integer) + 2000
                        else try_cast(span.to_y as integer)
                    end,
                    coalesce(try_cast(span.to_m as integer), month(adopted_on)),
                    try_cast(span.to_d as integer)
                ) as date)
            when third.third = '上' then adopted_on + 9
            when third.third = '中' then adopted_on + 9
            when third.third = '下' or (serial is null and day_number is null) then last_day(adopted_on)
            else adopted_on
        end as adopted_to
    from read_day
),

settled as (
    select
        date_text,
        context_year,
        context_month,
        -- of a range that runs backwards nobody knows which end is wrong
        if(adopted_to < adopted_on or (adopted_to is null and adopted_on is not null), null, adopted_on) as adopted_on,
        if(adopted_to < adopted_on, null, adopted_to) as adopted_to,
        case
            when serial is not null or day_number is not null and span.d = '' then 'day'
            when span.d != '' or third.third != '' then 'range'
            when month_number is not null then 'month'
            else 'day'
        end as date_precision,
        serial is null and (month_number is null or year_number is null) as is_unreadable
    from read_end
)
{%- endmacro %}
