{# Whether a record of this description fulfils the conditions of a line; a condition that is not set asks nothing.
   What is blank fulfils no condition; a blank number only if the version takes blanks for zero. #}
{% macro fits(profile, wanted, blanks) -%}
list_contains({{ wanted }}.what, {{ profile }}.what)
    {% for column in ['outlet', 'tier', 'medium', 'channel', 'placement', 'form', 'degree', 'path', 'origin',
                      'level', 'grade', 'status', 'evidence', 'group'] -%}
    and ({{ wanted }}."{{ column }}" is null
        or coalesce(list_contains({{ wanted }}."{{ column }}", {{ profile }}."{{ column }}"), false))
    {% endfor -%}
    and ({{ wanted }}.kind is null
        or coalesce(list_has_any({{ wanted }}.kind, string_split({{ profile }}.kind, '、')), false))
    {% for column in ['words', 'seconds', 'pictures', 'reads', 'value', 'given', 'units', 'persons', 'day', 'days_late'] -%}
    and {{ in_band(profile ~ '.' ~ column, wanted ~ '.' ~ column, blanks) }}
    {% endfor -%}
{%- endmacro %}

{% macro in_band(number, band, blanks) -%}
(
        ({{ band }}_from is null and {{ band }}_end is null)
        or coalesce(
            coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            >= coalesce({{ band }}_from, -99999999)
            and coalesce({{ number }}, case when {{ blanks }} = 'zero' then 0 end)
            < coalesce({{ band }}_end, 999999999), false)
    )
{%- endmacro %}
