{# What names a reading. Hashed in two steps: words once for each day, numbers for each record. #}
{% macro version_id(scheme_code, rule_version) -%}
hash({{ scheme_code }}, {{ rule_version }})
{%- endmacro %}

{% macro reading_id(version_id, profile_id) -%}
hash({{ version_id }}, {{ profile_id }})
{%- endmacro %}
