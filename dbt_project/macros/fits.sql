{# Whether a record of this description fulfils the conditions of a line; a condition that is not set asks
   nothing. What is blank fulfils no condition; a blank number only if the version takes blanks for zero.
   With `if_blank` true: whether it might, if what is blank were filled in. #}
{% macro fits(profile, wanted, blanks, if_blank='false') -%}
list_contains({{ wanted }}.what, {{ profile }}.what)
    and {{ is_among(profile ~ '.outlet', wanted ~ '.outlet', if_blank) }}
    and {{ is_among(profile ~ '.tier', wanted ~ '.tier', if_blank) }}
    and {{ is_among(profile ~ '.medium', wanted ~ '.medium', if_blank) }}
    and {{ is_among(profile ~ '.channel', wanted ~ '.channel', if_blank) }}
    and {{ is_among(profile ~ '.placement', wanted ~ '.placement', if_blank) }}
    and {{ is_among(profile ~ '.form', wanted ~ '.form', if_blank) }}
    and {{ is_among(profile ~ '.degree', wanted ~ '.degree', if_blank) }}
    and {{ is_among(profile ~ '.path', wanted ~ '.path', if_blank) }}
    and {{ is_among(profile ~ '.origin', wanted ~ '.origin', if_blank) }}
    and {{ is_among(profile ~ '.level', wanted ~ '.level', if_blank) }}
    and {{ is_among(profile ~ '.grade', wanted ~ '.grade', if_blank) }}
    and {{ is_among(profile ~ '.status', wanted ~ '.status', if_blank) }}
    and {{ is_among(profile ~ '.evidence', wanted ~ '.evidence', if_blank) }}
    and {{ is_among(profile ~ '."group"', wanted ~ '."group"', if_blank) }}
    and (
        {{ wanted }}.kind is null
        or coalesce(list_has_any({{ wanted }}.kind, string_split({{ profile }}.kind, '、')), {{ if_blank }})
    )
    and {{ in_band(profile ~ '.words', wanted ~ '.words', blanks, if_blank) }}
    and {{ in_band(profile ~ '.seconds', wanted ~ '.seconds', blanks, if_blank) }}
    and {{ in_band(profile ~ '.pictures', wanted ~ '.pictures', blanks, if_blank) }}
    and {{ in_band(profile ~ '.reads', wanted ~ '.reads', blanks, if_blank) }}
    and {{ in_band(profile ~ '.value', wanted ~ '.value', blanks, if_blank) }}
    and {{ in_band(profile ~ '.given', wanted ~ '.given', blanks, if_blank) }}
    and {{ in_band(profile ~ '.units', wanted ~ '.units', blanks, if_blank) }}
    and {{ in_band(profile ~ '.persons', wanted ~ '.persons', blanks, if_blank) }}
    and {{ in_band(profile ~ '.day', wanted ~ '.day', blanks, if_blank) }}
    and {{ in_band(profile ~ '.days_late', wanted ~ '.days_late', blanks, if_blank) }}
{%- endmacro %}

{% macro is_among(word, wanted, if_blank) -%}
({{ wanted }} is null or coalesce(list_contains({{ wanted }}, {{ word }}), {{ if_blank }}))
{%- endmacro %}

{% macro in_band(number, band, blanks, if_blank) -%}
(
        ({{ band }}_from is null and {{ band }}_end is null)
        or coalesce(
            coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            >= coalesce({{ band }}_from, -99999999)
            and coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            < coalesce({{ band }}_end, 999999999), {{ if_blank }}
        )
    )
{%- endmacro %}

{# Whether a period line is for this unit; a line that names nobody is for all. #}
{% macro is_for(line, member) -%}
({{ line }}.for_groups is null or list_contains({{ line }}.for_groups, {{ member }}.group_code))
    and ({{ line }}.for_units is null or list_contains({{ line }}.for_units, {{ member }}.unit_name))
{%- endmacro %}
