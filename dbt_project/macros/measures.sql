{# A number as people write it in a cell: 1,200 and 约1200字 are 1200, 1.2万 and 1.2w are 12000; none where no
   digits are. #}
{% macro number_in(text) -%}
{%- set plain = "replace(" ~ squeezed(half_width(text)) ~ ", ',', '')" -%}
try_cast(
        try_cast(regexp_extract({{ plain }}, '-?[0-9]+([.][0-9]+)?') as decimal(12, 4))
        * case
            when regexp_matches({{ plain }}, '[0-9](万|[wW]([^A-Za-z]|$))') then 10000
            when regexp_matches({{ plain }}, '[0-9]千') then 1000
            when regexp_matches({{ plain }}, '[0-9]亿') then 100000000
            else 1
        end::decimal(9, 0)
        as decimal(18, 4)
    )
{%- endmacro %}

{# How many, in digits or in characters: 12张, 两张. #}
{% macro amount_in(text) -%}
coalesce({{ number_in(text) }}, {{ number_in_words(squeezed(text)) }}::decimal(18, 4))
{%- endmacro %}

{# How many seconds a cell says that something lasts: 90, 1分30秒, 1′30″, 1:30, 00:01:30, 1.5分钟, 一分半; a bare
   number is of seconds. What a spreadsheet shows as 01:30:00 may be an hour and a half or, as it is typed more
   often, a minute and a half: nobody can tell. #}
{% macro seconds_in(text) -%}
{%- set plain = squeezed(half_width(text)) -%}
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
            {{ part_in(plain, '(?:个半?)?小?时') }} * 3600
            + {{ part_in(plain, "(?:分|′|m(?:in)?|''(?:[^'']|$))") }} * 60
            + {{ part_in(plain, "(?:秒|″|\"|s|'''')") }}
            + {{ digits_in(plain, '[分′]([0-9]+)$') }}
            + if(regexp_matches({{ plain }}, '分半|半分'), 30, 0)
            + if(regexp_matches({{ plain }}, '半个?小时'), 1800, 0)
        when regexp_matches({{ plain }}, '^约?[0-9]+([.][0-9]+)?$')
        then {{ digits_in(plain, '([0-9]+(?:[.][0-9]+)?)') }}
    end::decimal(18, 4)
{%- endmacro %}

{# The same under a heading of minutes: there a bare number is of minutes. #}
{% macro seconds_in_minutes(text) -%}
if(
        regexp_matches({{ squeezed(half_width(text)) }}, '^约?[0-9]+([.][0-9]+)?$'),
        {{ number_in(text) }} * 60,
        {{ seconds_in(text) }}
    )::decimal(18, 4)
{%- endmacro %}

{# A number in a text, nothing for none. #}
{% macro digits_in(text, pattern) -%}
coalesce(try_cast(nullif(regexp_extract({{ text }}, '{{ pattern }}', 1), '') as decimal(12, 4)), 0)
{%- endmacro %}

{# How many of a unit of time a text names, in digits or in characters. #}
{% macro part_in(text, unit) -%}
coalesce(
                try_cast(
                    nullif(regexp_extract({{ text }}, '([0-9]+(?:[.][0-9]+)?){{ unit }}', 1), '')
                    as decimal(12, 4)
                ),
                {{ number_in_words("regexp_extract(" ~ text ~ ", '([一二两三四五六七八九十百]+)" ~ unit ~ "', 1)") }},
                0
            )
{%- endmacro %}

{# A cell's yes or no as the word that rules have for it; `words` is the map of the seed cell_word. #}
{% macro in_rule_words(column_name, text, words) -%}
coalesce({{ words }}['{{ column_name }}|' || {{ squeezed(text) }}], nullif(trim({{ text }}), ''))
{%- endmacro %}

{# Cells in which a number should stand and none can be read, each as `column|cell`; blank ones are none. #}
{% macro unread_numbers(numbers) -%}
{%- set cells = [] -%}
{%- for name, written, number in numbers -%}
{%- do cells.append(unread_number(name, written, number)) -%}
{%- endfor -%}
list_filter(
        [{{ cells | join(', ') }}],
        lambda each: each is not null -- noqa: PRS
    )
{%- endmacro %}

{% macro unread_number(name, written, number) -%}
if({{ said(written) }} is not null and ({{ number }}) is null, '{{ name }}|' || trim({{ written }}), null)
{%- endmacro %}
