{# Schemas are named staging, intermediate, marts: no prefix of a developer's own. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
{{ custom_schema_name or target.schema }}
{%- endmacro %}
