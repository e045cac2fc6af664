{# Whether a record of this description fulfils the conditions of a line; a condition that is not set asks
   nothing. What is blank fulfils no condition; a blank number only if the version takes blanks for zero.
   With `if_blank` true: whether it might, if what is blank were filled in. #}
{% macro fits(profile, wanted, blanks, if_blank='false') -%}
list_contains({{ wanted }}.what, {{ profile }}.what)
{%- for name in asked_texts().split() if name != 'kind' -%}
{{ ' and ' ~ is_among(profile ~ '."' ~ name ~ '"', wanted ~ '."' ~ name ~ '"', if_blank) }}
{%- endfor %}
    and (
        {{ wanted }}.kind is null
        or coalesce(list_has_any({{ wanted }}.kind, string_split({{ profile }}.kind, '、')), {{ if_blank }})
    )
{%- for name in asked_numbers().split() -%}
{{ ' and ' ~ in_band(profile ~ '.' ~ name, wanted ~ '.' ~ name, blanks, if_blank) }}
{%- endfor -%}
{%- endmacro %}

{# Each set of conditions of a rule with every profile that fulfils it and none of its exceptions. #}
{% macro fulfilled(profiles, blanks, if_blank='false') -%}
select distinct
        wanted.scheme_code,
        wanted.rule_version,
        wanted.when_id,
        profile.profile_id
    from {{ ref('stg_rulebook__when') }} as wanted
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ profiles }} as profile on {{ fits('profile', 'wanted', blanks, if_blank) }}
    left join {{ ref('stg_rulebook__when') }} as exception
        on
            wanted.scheme_code = exception.scheme_code
            and wanted.rule_version = exception.rule_version
            and wanted.when_id = exception.when_id
            and wanted.condition_number = exception.condition_number
            and exception.is_exception
            and {{ fits('profile', 'exception', 'version.blanks') }}
    where not wanted.is_exception and exception.when_id is null
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
