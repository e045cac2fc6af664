{# A day written in characters, in digits: 二〇〇七年三月二十五日 is 2007年3月25日, 廿五 is 25. What has none is left alone. #}
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

{# The last of a year and month that a text names: of "2007年7-8月" the eighth. Two digits are no year. #}
{% macro named_year(text) -%}
try_cast(nullif(regexp_extract({{ text }}, '((?:19|20)\d\d)年', 1), '') as integer)
{%- endmacro %}

{% macro named_month(text) -%}
try_cast(nullif(regexp_extract({{ text }}, '(?:\d{1,2}月?[-－—–~～至、])?(\d{1,2})月', 1), '') as integer)
{%- endmacro %}

{# What may follow a day without naming another one. #}
{% macro after_a_day() -%}
[日号]?(?:\(.{0,6}\)|星期.|周.|[早上中下晚凌]{1,2}[午晨间]?)?$
{%- endmacro %}
