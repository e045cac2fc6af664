{# Whether a scheme is a version of another one by which earlier periods are scored again: xxcy/2025. #}
{% macro is_rescoring(scheme_code) -%}
contains({{ scheme_code }}, '/')
{%- endmacro %}
