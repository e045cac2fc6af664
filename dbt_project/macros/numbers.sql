{# A whole number below ten million written in characters, anywhere in a text: 一千二百, 三十, 两万, 千余. Null for
   none, and for 数千, 几十, 若干, of which nobody knows how many. A text gets its name once, by a lambda: written
   out wherever it is looked at, DuckDB took longer to plan the reading than to read all cells. #}
{% macro number_in_words(text) -%}
list_transform([{{ text }}], lambda phrase: {{ number_in_phrase('phrase') }})[1]
{%- endmacro %}

{% macro number_in_phrase(phrase) -%}
{%- set words = [
    "regexp_extract(" ~ phrase ~ ", '([一二两三四五六七八九十百千零〇]+)万', 1)",
    "regexp_extract(" ~ phrase ~ ", '万?([一二两三四五六七八九十百千零〇]+)(?:[^万一二两三四五六七八九十百千零〇]|$)', 1)"
] -%}
nullif(
        if(regexp_matches({{ phrase }}, '[数几]'), null, 1) * (
            if(regexp_matches({{ phrase }}, '(^|[约近超逾上过])万'), 10000, 0)
            + list_sum(list_transform(
                list_zip([{{ words | join(', ') }}], [10000, 1]),
                lambda part: {{ below_ten_thousand('part[1]') }} * part[2]
            ))::integer
        ),
        0
    )
{%- endmacro %}

{% macro below_ten_thousand(word) -%}
(
    if(regexp_matches({{ word }}, '^千'), 1000, {{ digit_before(word, '千') }} * 1000)
    + if(regexp_matches({{ word }}, '^百'), 100, {{ digit_before(word, '百') }} * 100)
    + if(regexp_matches({{ word }}, '(^|[百零〇])十'), 10, {{ digit_before(word, '十') }} * 10)
    + {{ digit("regexp_extract(" ~ word ~ ", '(?:^|[十零〇])([一二两三四五六七八九])$', 1)") }}
)
{%- endmacro %}

{% macro digit_before(word, rank) -%}
{{ digit("regexp_extract(" ~ word ~ ", '([一二两三四五六七八九])" ~ rank ~ "', 1)") }}
{%- endmacro %}

{% macro digit(character) -%}
coalesce(list_position(
    ['一', '二', '三', '四', '五', '六', '七', '八', '九'], nullif(replace({{ character }}, '两', '二'), '')
), 0)
{%- endmacro %}

{# How many, in a cell that holds nothing else: 3, 3.0, ３篇. Of 1.5, 3-4 and 若干 nobody knows how many. #}
{% macro count_in(text) -%}
try_cast(regexp_extract({{ squeezed(half_width(text)) }}, '^(\d+)(?:\.0+)?[篇条件个次]?$', 1) as integer)
{%- endmacro %}
