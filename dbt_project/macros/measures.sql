{# A number as people write it in a cell: 1,200 and 约1200字 are 1200, 1.2万 and 1.2w are 12000; none where no
   digits are. The cell without its spaces and commas gets a name once, by a lambda. #}
{% macro number_in(text) -%}
list_transform(
        [replace({{ squeezed(half_width(text)) }}, ',', '')],
        lambda plain: try_cast(
            try_cast(regexp_extract(plain, '-?[0-9]+([.][0-9]+)?') as decimal(12, 4))
            * case
                when regexp_matches(plain, '[0-9](万|[wW]([^A-Za-z]|$))') then 10000
                when regexp_matches(plain, '[0-9]千') then 1000
                when regexp_matches(plain, '[0-9]亿') then 100000000
                else 1
            end::decimal(9, 0)
            as decimal(18, 4)
        )
    )[1]
{%- endmacro %}

{# How many, in digits or in characters: 12张, 两张. #}
{% macro amount_in(text) -%}
case
        when {{ text }} is not null
        then
            list_transform(
                [{{ text }}],
                lambda cell:
                coalesce({{ number_in('cell') }}, {{ number_in_words(squeezed('cell')) }}::decimal(18, 4))
            )[1]
    end
{%- endmacro %}

{# How many seconds a cell says that something lasts: 90, 1分30秒, 1′30″, 1:30, 00:01:30, 1.5分钟, 一分半; a bare
   number is of seconds, under a heading of minutes it is of minutes. What a spreadsheet shows as 01:30:00 may be
   an hour and a half or, as it is typed more often, a minute and a half: nobody can tell. #}
{% macro seconds_in(seconds, minutes) -%}
case when coalesce({{ seconds }}, {{ minutes }}) is not null then list_filter(
        list_transform(
            list_zip([{{ squeezed(half_width(seconds)) }}, {{ squeezed(half_width(minutes)) }}], [1, 60]),
            lambda cell: if(
                regexp_matches(cell[1], '^约?[0-9]+([.][0-9]+)?$'),
                {{ digits_in('cell[1]', '([0-9]+(?:[.][0-9]+)?)') }} * cell[2],
                {{ duration_in('cell[1]') }}
            )
        ),
        lambda each: each is not null
    )[1]::decimal(18, 4) end
{%- endmacro %}

{% macro duration_in(plain) -%}
case
        when regexp_matches({{ plain }}, '^[0-9]{1,3}:[0-9]{1,2}$')
        then {{ digits_in(plain, '^([0-9]+):') }} * 60 + {{ digits_in(plain, ':([0-9]+)$') }}
        when regexp_matches({{ plain }}, '^[0-9]{1,2}(:[0-9]{1,2}){2}$')
        then
            case
                when not regexp_matches({{ plain }}, '^(0?[1-9]|[1-9][0-9]):[0-9]{1,2}:00?$')
                then
                    {{ digits_in(plain, '^([0-9]+):') }} * 3600 + {{ digits_in(plain, ':([0-9]+):') }} * 60
                    + {{ digits_in(plain, ':([0-9]+)$') }}
            end
        when regexp_matches({{ plain }}, '[0-9一二两三四五六七八九十百半](个?半?小?时|分|秒|[′″''"]|m|s)')
        then
            list_sum(list_transform(
                list_zip(
                    [
                        {{ amount_of(plain, '(?:个半?)?小?时') }},
                        {{ amount_of(plain, "(?:分|′|m(?:in)?|''(?:[^'']|$))") }},
                        {{ amount_of(plain, "(?:秒|″|\"|s|'''')") }}
                    ],
                    [3600, 60, 1]
                ),
                lambda part:
                coalesce(try_cast(part[1] as decimal(12, 4)), {{ number_in_phrase('part[1]') }}, 0) * part[2]
            ))
            + {{ digits_in(plain, '[分′]([0-9]+)$') }}
            + if(regexp_matches({{ plain }}, '分半|半分'), 30, 0)
            + if(regexp_matches({{ plain }}, '半个?小时'), 1800, 0)
    end
{%- endmacro %}

{# A number in a text, nothing for none. #}
{% macro digits_in(text, pattern) -%}
coalesce(try_cast(nullif(regexp_extract({{ text }}, '{{ pattern }}', 1), '') as decimal(12, 4)), 0)
{%- endmacro %}

{# What a text says of a unit of time, in digits or else in characters. #}
{% macro amount_of(text, unit) -%}
coalesce(
                        nullif(regexp_extract({{ text }}, '([0-9]+(?:[.][0-9]+)?){{ unit }}', 1), ''),
                        regexp_extract({{ text }}, '([一二两三四五六七八九十百]+){{ unit }}', 1)
                    )
{%- endmacro %}

{# A cell's yes or no as the word that rules have for it; `words` is the map of the seed cell_word. #}
{% macro in_rule_words(column_name, text, words) -%}
case
        when {{ text }} is not null
        then coalesce({{ words }}['{{ column_name }}|' || {{ squeezed(text) }}], nullif(trim({{ text }}), ''))
    end
{%- endmacro %}

{# Cells in which a number should stand and none can be read, each as `column|cell`; blank ones are none.
   Three lists of one length: the columns' names, their cells as they were written, the numbers that were
   read. Where as many are read as are written, as nearly everywhere, no cell is looked at. #}
{% macro unread_numbers(names, written, numbers) -%}
case
        when list_count([{{ written }}]) > list_count({{ numbers }})
        then
            list_filter(
                list_transform(
                    list_zip(['{{ names | join("', '") }}'], [{{ written }}], {{ numbers }}),
                    lambda cell: if(
                        {{ said('cell[2]') }} is not null and cell[3] is null,
                        cell[1] || '|' || trim(cell[2]),
                        null
                    )
                ),
                lambda each: each is not null
            )
        else []
    end
{%- endmacro %}
