{# Whether a record of this description fulfils the conditions of a line; a condition that is not set asks
   nothing. What is blank fulfils no condition; a blank number only if the version takes blanks for zero. #}
{% macro fits(profile, wanted, blanks) -%}
list_contains({{ wanted }}.what, {{ profile }}.what)
    and {{ is_among(profile ~ '.outlet', wanted ~ '.outlet') }}
    and {{ is_among(profile ~ '.tier', wanted ~ '.tier') }}
    and {{ is_among(profile ~ '.medium', wanted ~ '.medium') }}
    and {{ is_among(profile ~ '.channel', wanted ~ '.channel') }}
    and {{ is_among(profile ~ '.placement', wanted ~ '.placement') }}
    and {{ is_among(profile ~ '.form', wanted ~ '.form') }}
    and {{ is_among(profile ~ '.degree', wanted ~ '.degree') }}
    and {{ is_among(profile ~ '.path', wanted ~ '.path') }}
    and {{ is_among(profile ~ '.origin', wanted ~ '.origin') }}
    and {{ is_among(profile ~ '.level', wanted ~ '.level') }}
    and {{ is_among(profile ~ '.grade', wanted ~ '.grade') }}
    and {{ is_among(profile ~ '.status', wanted ~ '.status') }}
    and {{ is_among(profile ~ '.evidence', wanted ~ '.evidence') }}
    and {{ is_among(profile ~ '."group"', wanted ~ '."group"') }}
    and (
        {{ wanted }}.kind is null
        or coalesce(list_has_any({{ wanted }}.kind, string_split({{ profile }}.kind, '、')), false)
    )
    and {{ in_band(profile ~ '.words', wanted ~ '.words', blanks) }}
    and {{ in_band(profile ~ '.seconds', wanted ~ '.seconds', blanks) }}
    and {{ in_band(profile ~ '.pictures', wanted ~ '.pictures', blanks) }}
    and {{ in_band(profile ~ '.reads', wanted ~ '.reads', blanks) }}
    and {{ in_band(profile ~ '.value', wanted ~ '.value', blanks) }}
    and {{ in_band(profile ~ '.given', wanted ~ '.given', blanks) }}
    and {{ in_band(profile ~ '.units', wanted ~ '.units', blanks) }}
    and {{ in_band(profile ~ '.persons', wanted ~ '.persons', blanks) }}
    and {{ in_band(profile ~ '.day', wanted ~ '.day', blanks) }}
    and {{ in_band(profile ~ '.days_late', wanted ~ '.days_late', blanks) }}
{%- endmacro %}

{% macro is_among(word, wanted) -%}
({{ wanted }} is null or coalesce(list_contains({{ wanted }}, {{ word }}), false))
{%- endmacro %}

{% macro in_band(number, band, blanks) -%}
(
        ({{ band }}_from is null and {{ band }}_end is null)
        or coalesce(
            coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            >= coalesce({{ band }}_from, -99999999)
            and coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            < coalesce({{ band }}_end, 999999999), false
        )
    )
{%- endmacro %}

{# Whether a period line is for this unit; a line that names nobody is for all. #}
{% macro is_for(line, member) -%}
({{ line }}.for_groups is null or list_contains({{ line }}.for_groups, {{ member }}.group_code))
    and ({{ line }}.for_units is null or list_contains({{ line }}.for_units, {{ member }}.unit_name))
{%- endmacro %}
