{# What a title keeps when everything is taken off that editors put on and leave out: a column in brackets
   before it, the site behind it, "——来自某县的报道", and the names of whoever sent it. What is too short then
   stays whole. #}
{% macro title_core(title, names) -%}
    coalesce(
        nullif(
            regexp_extract(
                {{ title_key(
                    "list_reduce(list_prepend(" ~ bare_title(title) ~ ", " ~ names ~ "), lambda text, name: replace(text, name, ''))"
                ) }},
                '^以?(.{6,})$', 1
            ),
            ''
        ),
        {{ title_key(title) }}
    )
{%- endmacro %}

{% macro bare_title(title) -%}
regexp_replace(
    regexp_replace(
        regexp_replace({{ title }}, '^\s*[【\[［〔][^】\]］〕]{1,12}[】\]］〕]\s*', ''),
        '\s*([|｜丨_][^|｜丨_]{2,15}|[-－—]+[^-－—]{2,12}([网报台]|在线|客户端))$', ''
    ),
    '[-－—]+[^-－—]{2,20}(纪实|侧记|纪略|见闻|报道|纪事|扫描|观察|探访|掠影|综述)$', ''
)
{%- endmacro %}

{# The numbers in a title, in order. 党建“四引” and 党建“五引” are two pieces, （一） and （二） are two parts. #}
{% macro numbers_in(title) -%}
regexp_extract_all(
    {{ plain_numbers(title) }}, '[0-9]+|[〇一二三四五六七八九十百千两][〇零一二三四五六七八九十百千两]*|[(][上中下续IVX]+[)]|[上中下][篇集部]'
)
{%- endmacro %}

{# Every four characters in a row, each once; of a shorter text the text itself. #}
{% macro grams(key) -%}
list_distinct({{ all_grams(key) }})
{%- endmacro %}

{# The same as often as they stand there: to find those that come twice costs more than to find all. #}
{% macro all_grams(key) -%}
list_transform(range(1, greatest(length({{ key }}) - 2, 2)), lambda nth: substr({{ key }}, nth, 4))
{%- endmacro %}

{# How much of the shorter list of grams the longer one has. #}
{% macro containment(first, second) -%}
len(list_intersect({{ first }}, {{ second }})) / least(len({{ first }}), len({{ second }}))
{%- endmacro %}

{# Whether one character is another one, missing or too many. The library's distance counts bytes, three
   to a character: it only spares us the looking, and the lengths spare us the distance. #}
{% macro one_off(first, second) -%}
case
        when abs(length({{ first }}) - length({{ second }})) > 1 then false
        when levenshtein({{ first }}, {{ second }}) > 3 then false
        when length({{ first }}) = length({{ second }}) then
            len(list_filter(
                range(1, length({{ first }}) + 1), lambda nth: substr({{ first }}, nth, 1) != substr({{ second }}, nth, 1)
            )) = 1
        when length({{ first }}) > length({{ second }}) then
            len(list_filter(
                range(1, length({{ first }}) + 1),
                lambda nth: left({{ first }}, nth - 1) || substr({{ first }}, nth + 1) = {{ second }}
            )) > 0
        else
            len(list_filter(
                range(1, length({{ second }}) + 1),
                lambda nth: left({{ second }}, nth - 1) || substr({{ second }}, nth + 1) = {{ first }}
            )) > 0
    end
{%- endmacro %}

{# Whether one title is inside the other, with the sender's names or without. #}
{% macro is_contained(first_title, second_title, first_core, second_core) -%}
(
    contains({{ first_core }}, {{ second_core }})
    or contains({{ second_core }}, {{ first_core }})
    or contains({{ first_title }}, {{ second_core }})
    or contains({{ second_title }}, {{ first_core }})
)
{%- endmacro %}

{# Whether one has a character beyond the first plane that the other lacks: it is part of a name, as 𠮷 in 𠮷村,
   and nobody types it by mistake. #}
{% macro has_other_rare_characters(first, second) -%}
(
    regexp_matches({{ first }} || {{ second }}, '[\x{20000}-\x{3ffff}]')
    and regexp_extract_all({{ first }}, '[\x{20000}-\x{3ffff}]')
    != regexp_extract_all({{ second }}, '[\x{20000}-\x{3ffff}]')
)
{%- endmacro %}

{# Whether two titles are plainly of one text: the same core, one inside the other, nearly all of the
   shorter one's grams or one character off, and never with other numbers. What costs little is asked first. #}
{% macro is_alike(
    first_title, second_title, first_core, second_core, first_grams, second_grams, has_same_numbers
) -%}
case
        when {{ first_core }} = {{ second_core }} then true
        when {{ has_other_rare_characters(first_title, second_title) }} then false
        when {{ is_contained(first_title, second_title, first_core, second_core) }} then true
        when not {{ has_same_numbers }} then false
        when {{ containment(first_grams, second_grams) }} >= 0.8 then true
        when length({{ first_title }}) >= 8 then {{ one_off(first_title, second_title) }}
        else false
    end
{%- endmacro %}

{# What a decision about two titles is filed under: whose titles they are and what they say, in either
   order. #}
{% macro pair_subject(first_units, first_title, second_units, second_title) -%}
md5(array_to_string(
    list_sort([
        array_to_string({{ first_units }}, '|') || '|' || {{ first_title }},
        array_to_string({{ second_units }}, '|') || '|' || {{ second_title }}
    ]), '||'
))
{%- endmacro %}
