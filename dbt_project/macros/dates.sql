{# The text of a day's cell as days are read from it: half-width, without the time of day and white space.
   Between numbers a space divides: "2025 3 5", "3.1 12版"; but "2 0 2 5年" is only set wide. #}
{% macro day_key(text) -%}
list_transform(
        [{{ half_width(text) }}],
        lambda day: if(regexp_matches(day, '^[0-9./-]*$'), day, {{ squeezed(divided_by_spaces(without_time('day'))) }})
    )[1]
{%- endmacro %}

{% macro without_time(day) -%}
regexp_replace(
    regexp_replace({{ day }}, '[\sT]+\d{1,2}:\d{2}.*$', ''),
    '(^\d{4}[-./]\d{2}[-./]\d{2}|[日号])\d{1,2}:\d{2}.*$', '\1'
)
{%- endmacro %}

{% macro divided_by_spaces(day) -%}
if(regexp_matches({{ day }}, '(^|\s)\d\s\d\s\d'), {{ day }}, regexp_replace({{ day }}, '\b\s+\b', '、', 'g'))
{%- endmacro %}

{# A day written in characters, in digits: 二〇〇七年三月二十五日 is 2007年3月25日, 廿五 is 25. What has none is left
   alone. #}
{% macro days_in_digits(text) -%}
translate(
    replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    replace(
                        translate({{ text }}, '壹贰貳叁參肆伍陆陸柒捌玖拾', '一二二三三四五六六七八九十'), '廿', '二十'
                    ),
                    '([一二三])十([一二三四五六七八九])', '\1\2', 'g'
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

{# The months that a text speaks of, counted from the year 0, from the first to the last: 2025年1-3月, 第一季度,
   上半年, 2025年, 202503. Months without a year are those of `year`; a text that names several years is of all of
   them. #}
{% macro named_span(text, year) -%}
list_transform(
        [{{ days_in_digits(text) }}],
        lambda told: list_transform( -- noqa: PRS
            [{
                'years': list_transform(
                    regexp_extract_all(told, '((?:19|20)\d\d)(?:年|[-_.]?(?:0[1-9]|1[0-2])(?:\D|$))', 1),
                    lambda one: one::integer -- noqa: PRS
                ),
                'months': case
                    when regexp_matches(told, '[1-4]季度')
                    then list_transform(
                            [regexp_extract(told, '([1-4])季度', 1)::integer], lambda one: [one * 3 - 2, one * 3] -- noqa: PRS
                        )[1]
                    when regexp_matches(told, '上半年') then [1, 6]
                    when regexp_matches(told, '下半年') then [7, 12]
                    when regexp_matches(told, '(?:1[0-2]|[1-9])月')
                    then list_transform(
                            [list_concat(
                                regexp_extract_all(told, '(1[0-2]|0?[1-9])月', 1),
                                regexp_extract_all(told, '(?:^|\D)(1[0-2]|0?[1-9])[-－—–~～至到、](?:1[0-2]|0?[1-9])月', 1)
                            )],
                            lambda all_of: [list_min(all_of::integer[]), list_max(all_of::integer[])] -- noqa: PRS
                        )[1]
                    when regexp_matches(told, '(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:\D|$)')
                    then list_transform(
                            [regexp_extract(told, '(?:19|20)\d\d[-_.]?(0[1-9]|1[0-2])(?:\D|$)', 1)::integer],
                            lambda one: [one, one] -- noqa: PRS
                        )[1]
                end
            }],
            lambda one: case
                when len(list_distinct(one.years)) > 1
                then {'first': list_min(one.years) * 12 + 1, 'last': list_max(one.years) * 12 + 12}
                when one.months is not null and coalesce(one.years[1], {{ year }}) is not null
                then {
                        'first': coalesce(one.years[1], {{ year }}) * 12 + one.months[1],
                        'last': coalesce(one.years[1], {{ year }}) * 12 + one.months[2]
                    }
                when len(one.years) = 1 then {'first': one.years[1] * 12 + 1, 'last': one.years[1] * 12 + 12}
            end
        )[1]
    )[1]
{%- endmacro %}

{# A file that says so holds what earlier months left out, or of many years. #}
{% macro words_of_other_months() -%}
补[报录登填]|历年|往年|历次|漏报
{%- endmacro %}

{% macro first_of_month(serial) -%}
list_transform([{{ serial }}], lambda one: make_date((one - 1) // 12, (one - 1) % 12 + 1, 1))[1]
{%- endmacro %}

{# What may follow a day without naming another one: the weekday, the time, what happened on it, the page. #}
{% macro after_a_day() -%}
[日号]?[,，、.。;；]?(?:\(?(?:星期.|周[一二三四五六日天])\)?)?(?:[早上中下晚凌]{1,2}[午晨间上]?)?(?:\d{1,2}[时点](?:\d{1,2}分?)?)?(?:刊[发登载播出]|发[表布]|见报|播[出发]|推送|上[网线])?(?:\(.{0,6}\)|[,，、:：/(-]?{{ page_beside_a_day() }}[)。]?)?$
{%- endmacro %}

{# The page or issue beside a day: 第2版, A02版, 头版头条, 2版右上, 第12期; a number alone is none. #}
{% macro page_beside_a_day() -%}
(?:第?[A-Za-z]?\d{1,3}(?:[-—、]\d{1,3})?[版面][^\d]{0,6}|第?\d{1,4}期|第[一二三四五六七八九十]{1,3}版[^\d]{0,6}|[头要][版闻][^\d]{0,6}|[A-Da-d]\d{1,2})
{%- endmacro %}

{# The number of the month that three letters name. #}
{% macro month_in_english(letters) -%}
((position(nullif(lower({{ letters }}), '') in 'janfebmaraprmayjunjulaugsepoctnovdec') + 2) // 3)
{%- endmacro %}

{% macro months_in_english() -%}
(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*
{%- endmacro %}

{# The days that a text names which is none itself: a month and a day beside each other, of the year that
   stands before them, else of its file's or of the year before that; of 3/5/2025 either. #}
{% macro days_named_in(day_text, first_year, year_last) -%}
list_distinct(list_filter(
            list_transform(
                list_concat(
                    regexp_extract_all(
                        {{ day_text }}, '(?:^|\D)((?:(?:19|20)\d\d[年./-])?\d{1,2}[月./-]\d{1,2})', 1
                    ),
                    [
                        nullif(concat_ws('-', {{ year_last }}.y, {{ year_last }}.one, {{ year_last }}.other), '--'),
                        nullif(concat_ws('-', {{ year_last }}.y, {{ year_last }}.other, {{ year_last }}.one), '--')
                    ]
                ),
                lambda one: try_cast(printf( -- noqa: PRS
                    '%04d-%02d-%02d',
                    coalesce(try_cast(regexp_extract(one, '^(\d{4})\D', 1) as integer), {{ first_year }}),
                    try_cast(regexp_extract(one, '(\d{1,2})\D\d{1,2}$', 1) as integer),
                    try_cast(regexp_extract(one, '(\d{1,2})$', 1) as integer)
                ) as date)
            ),
            lambda one: one is not null -- noqa: PRS
        ))
{%- endmacro %}

{# The steps from `form`, the distinct ways of writing a day with the year and month they are read in, to
   `settled`, the day each of them means. Registers of any kind read their days by these. What may be one of
   several days is none of them: `suggested_days`. A number may have lost its last zero to a spreadsheet: of 3.1
   the `longer_day` is the tenth, of 2025.1 October. #}
{% macro days_of_forms() -%}
{%- set mark = '[年月./、·・•‧,。\\\\_]+' -%}
{%- set dash = '[-–—―]+' -%}
{%- set to = '[-—–~～至到]{1,2}' -%}
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
        regexp_replace(
            regexp_replace(date_text, '^[\[(【〔](.*)[\])】〕]$', '\1'), '^[=''"‘“]+|[.。,，、;；''"’”]+$', '', 'g'
        ) as bare_text
    from form
),

spelled as (
    select
        *,
        lower(bare_text) as english,
        -- whatever stands between the numbers of a day that names its year
        regexp_replace(
            -- 20250305-20250307
            regexp_replace(
                {{ days_in_digits('bare_text') }},
                '^((?:19|20)\d\d)(\d\d)(\d\d)({{ to }})((?:19|20)\d\d)(\d\d)(\d\d)$', '\1-\2-\3\4\5-\6-\7'
            ),
            '^((?:19|20)\d\d)(?:(?:{{ mark }}|{{ dash }})(\d{1,2}){{ mark }}|{{ dash }}(\d{1,2}){{ dash }})(\d{1,2})', '\1-\2\3-\4'
        ) as day_text
    from bare
),

matched as (
    select
        *,
        regexp_extract(
            day_text,
            '^(?:(\d{2})[年./])?(\d{1,2})[月./](\d{1,2})[日号]?{{ to }}(?:(?:(\d{4}|\d{2})[年./])?(\d{1,2})[月./])?(\d{1,2})[日号]?$',
            ['y', 'm', 'd', 'to_y', 'to_m', 'to_d']
        ) as short_span,
        regexp_extract(
            day_text,
            '^(\d{4})-(\d{1,2})-(\d{1,2})[日号]?{{ to }}(?:(?:(\d{4})[年./-])?(\d{1,2})[月./-])?(\d{1,2})[日号]?$',
            ['y', 'm', 'd', 'to_y', 'to_m', 'to_d']
        ) as full_span,
        regexp_extract(day_text, '^(?:(\d{4}|\d{2})年)?(\d{1,2})月([上中下])旬$', ['y', 'm', 'third']) as third,
        regexp_extract(day_text, '^(\d{4})-(\d{1,2})-(\d{1,2}){{ after_a_day() }}', ['y', 'm', 'd']) as full_day,
        regexp_extract(day_text, '^(\d{2})[年./-](\d{1,2})[月./-](\d{1,2}){{ after_a_day() }}', ['y', 'm', 'd']) as short_year,
        regexp_extract(
            day_text, '^((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6}|{{ after_a_day() }})$', ['y', 'm', 'd']
        ) as digits_only,
        regexp_extract(day_text, '^(\d{1,2})[月./·-](\d{1,2}){{ after_a_day() }}', ['m', 'd']) as month_day,
        regexp_extract(day_text, '^(\d{4})[年./·-](\d{1,2})月?份?$', ['y', 'm']) as year_month,
        regexp_extract(day_text, '^(\d{1,2})月份?$', 1) as month_only,
        regexp_extract(day_text, '^(\d{1,2})[日号]$', 1) as day_only,
        regexp_extract(day_text, '^(\d\d)(\d\d)(\d\d)$', ['y', 'm', 'd']) as six_digits,
        regexp_extract(day_text, '^(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)$', ['one', 'other', 'y']) as year_last,
        regexp_extract(
            english, '^(?:[a-z]{3,9},?、?)?(\d{1,2})[-/.,、]*{{ months_in_english() }}[-/.,、]*(\d{4}|\d{2})?$', ['d', 'm', 'y']
        ) as day_in_english,
        regexp_extract(
            english, '^(?:[a-z]{3,9},?、?)?{{ months_in_english() }}[-/.,、]*(\d{1,2})(?:st|nd|rd|th)?[-/.,、]+(\d{4})$', ['m', 'd', 'y']
        ) as month_in_english,
        try_cast(nullif(regexp_extract(day_text, '^(1\d{9})(?:\d{3})?$', 1), '') as bigint) as seconds,
        try_cast(nullif(regexp_extract(day_text, '^([34]\d{4})(?:\.\d+)?$', 1), '') as integer) as serial
    from spelled
),

chosen as (
    select
        *,
        if(full_span.d != '', full_span, short_span) as span,
        if(day_in_english.m != '', day_in_english.m, month_in_english.m) as english_month,
        -- of 3/5/2025 nobody knows which is the month; of 3/25/2025 everybody
        case
            when try_cast(year_last.other as integer) > 12 or nullif(year_last.one, '') = year_last.other
            then [year_last.one, year_last.other]
            when try_cast(year_last.one as integer) > 12 then [year_last.other, year_last.one]
        end as before_year,
        case
            -- 202503 is a month, and 200305 a day only where the year is 2020
            when
                six_digits.y in ('19', '20')
                and six_digits.d between '01' and '12'
                and not (six_digits.m between '01' and '12' and coalesce(context_year between 2020 and 2021, false))
            then null
            else nullif(six_digits.d, '')
        end as sixth_day
    from matched
),

part as (
    select
        *,
        try_cast(coalesce(
            nullif(span.y, ''), nullif(third.y, ''), nullif(full_day.y, ''), nullif(short_year.y, ''),
            nullif(digits_only.y, ''), nullif(year_month.y, ''), nullif(day_in_english.y, ''),
            nullif(month_in_english.y, ''), nullif(year_last.y, ''),
            if(sixth_day is null, nullif(six_digits.y || six_digits.m, ''), six_digits.y)
        ) as integer) as year_part,
        try_cast(coalesce(
            nullif(span.m, ''), nullif(third.m, ''), nullif(full_day.m, ''), nullif(short_year.m, ''),
            nullif(digits_only.m, ''), nullif(month_day.m, ''), nullif(year_month.m, ''), nullif(month_only, ''),
            if(day_only != '', context_month::varchar, null),
            {{ month_in_english('english_month') }}::varchar,
            before_year[1], if(sixth_day is null, nullif(six_digits.d, ''), six_digits.m)
        ) as integer) as month_number,
        try_cast(coalesce(
            nullif(span.d, ''), nullif(full_day.d, ''), nullif(short_year.d, ''), nullif(digits_only.d, ''),
            nullif(month_day.d, ''), nullif(day_only, ''), nullif(day_in_english.d, ''), nullif(month_in_english.d, ''),
            before_year[2], sixth_day
        ) as integer) as day_number
    from chosen
),

dated as (
    select
        *,
        case
            -- of 03/05/25 nobody knows which is the year, where only the last is one of these
            when
                short_year.y != ''
                and abs(year_part + 2000 - context_year) > 1
                and abs(try_cast(short_year.d as integer) + 2000 - context_year) <= 1
            then null
            -- registers of this century, but for the last years of the one before
            when year_part < 100 then year_part + if(year_part > 69, 1900, 2000)
            when year_part is not null then year_part
            -- a month later than the one the file speaks of is the year before's, if that is at most half a
            -- year ago: December, reported in January; else nobody can tell which year is meant
            when month_number > context_month and context_month + 12 - month_number <= 6 then context_year - 1
            when month_number > context_month then null
            else context_year
        end as year_number,
        context_year - if(month_number > context_month, 1, 0) as year_guessed
    from part
),

read_day as (
    select
        *,
        case
            when serial is not null then '1899-12-30'::date + serial
            -- as programs export it, seconds since 1970: a day of the office
            when seconds is not null then ('1970-01-01'::date + to_seconds(seconds + 8 * 3600))::date
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
            when third.third = '下' or (coalesce(serial, seconds) is null and day_number is null) then last_day(adopted_on)
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
            when coalesce(serial, seconds) is not null or day_number is not null and span.d = '' then 'day'
            when span.d != '' or third.third != '' then 'range'
            when month_number is not null then 'month'
            else 'day'
        end as date_precision,
        coalesce(serial, seconds) is null and (month_number is null or year_number is null) as is_unreadable,
        if(adopted_on is null, {{ days_named_in('day_text', 'coalesce(year_number, year_guessed)', 'year_last') }}, null) as suggested_days,
        case
            when regexp_matches(day_text, '^\d{1,2}\.[123]$')
            then try_cast(printf('%04d-%02d-%02d', year_number, month_number, day_number * 10) as date)
            when regexp_matches(day_text, '^\d{4}\.1$') then make_date(year_number, 10, 1)
        end as longer_day
    from read_end
)
{%- endmacro %}
