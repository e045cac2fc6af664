{# Digits, letters and marks typed in full width, brought to half width. Only for dates, numbers and names:
   in titles it would also change what the author wrote. #}
{% macro half_width(text) -%}
{{ translated(
        text,
        '[\\x{3000}\\x{ff08}-\\x{ff3a}\\x{ff41}-\\x{ff5a}]',
        '０１２３４５６７８９．，／－：（）　ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ'
        'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
        '0123456789.,/-:() ABCDEFGHIJKLMNOPQRSTUVWXYZ'
        'abcdefghijklmnopqrstuvwxyz'
    ) }}
{%- endmacro %}

{# Characters that others stand for. Most texts have none of them and are only looked at: to translate one
   costs DuckDB ten times as much. In a list the text is worked out once. #}
{% macro translated(text, some, written, meant) -%}
list_transform(
        [{{ text }}],
        lambda one: if(regexp_matches(one, '{{ some }}'), translate(one, '{{ written }}', '{{ meant }}'), one)
    )[1]
{%- endmacro %}

{# Without white space of any kind. #}
{% macro squeezed(text) -%}
regexp_replace({{ text }}, '[\s\x{00a0}\x{3000}\x{200b}]+', '', 'g')
{%- endmacro %}

{# What tells a unit's or outlet's name apart: no spaces, quotes, title marks, no leading 中共. #}
{% macro name_key(text) -%}
    regexp_replace(
        regexp_replace({{ squeezed(half_width(text)) }}, '[《》〈〉<>「」『』“”"''‘’]', '', 'g'), '^中共', ''
    )
{%- endmacro %}

{# A title without markup, line breaks and the signs that a spreadsheet takes for a formula. #}
{% macro clean_title(text) -%}
    trim(regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace({{ text }}, '(?is)<(script|style)\b.*?(</(script|style)\s*>|$)', '', 'g'),
                '</?[a-zA-Z!][^>]*>', '', 'g'
            ),
            '[\s\x{00a0}\x{3000}\x{200b}]+', ' ', 'g'
        ),
        '^[\s=+@-]+', ''
    ))
{%- endmacro %}

{# Numbers that are one character, as plain ones: ① and Ⅰ tell the parts of a series apart as 1 does. The
   zero of 二〇二五 is also written as a circle and as 零; twice, because of two in a row the second is seen then. #}
{% macro plain_numbers(text) -%}
list_transform(
    [{{ plain_signs(text) }}],
    lambda one: if(
        regexp_matches(one, '[〇一二三四五六七八九十百千][○◯零]'),
        regexp_replace(
            regexp_replace(one, '([〇一二三四五六七八九十百千])[○◯零]', '\1〇', 'g'),
            '([〇一二三四五六七八九十百千])[○◯零]', '\1〇', 'g'
        ),
        one
    )
)[1]
{%- endmacro %}

{% macro plain_signs(text) -%}
{{ translated(
        half_width(text),
        '[\\x{2160}-\\x{2169}\\x{2460}-\\x{247d}\\x{3220}-\\x{3229}]',
        '①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩',
        '123456789十123456789十123456789十一二三四五六七八九十'
    ) }}
{%- endmacro %}

{# What two spellings of one title have in common: every letter and number of any script, with the marks
   that belong to letters. #}
{% macro title_key(text) -%}
lower(regexp_replace({{ plain_numbers(text) }}, '[^\pL\pN\pM]', '', 'g'))
{%- endmacro %}

{# A decimal as people write it: 40, 0.5 -- no trailing zeros. #}
{% macro plain_number(number) -%}
regexp_replace(({{ number }})::varchar, '\.?0+$', '')
{%- endmacro %}

{# The text of a cell, none where it only says that there is none. #}
{% macro said(text) -%}
nullif(nullif(nullif(nullif(nullif(trim({{ text }}), ''), '—'), '-'), '/'), '无')
{%- endmacro %}

{# Several kinds in one cell, with the mark between them by which rules tell them apart. #}
{% macro kinds_in(text) -%}
regexp_replace({{ text }}, '[/／，,；;|\s\x{3000}]+', '、', 'g')
{%- endmacro %}

{# A sentence of a reason with the value it speaks of, cut where that is an article. #}
{% macro sentence_with(sentence, value) -%}
replace(
            {{ sentence }},
            '{value}',
            left(coalesce({{ value }}, ''), 60) || if(length({{ value }}) > 60, '…', '')
        )
{%- endmacro %}
