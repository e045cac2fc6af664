{% macro in_force(on, rule) -%}
{{ on }} between {{ rule }}.effective_from and {{ rule }}.effective_to
{%- endmacro %}

{% macro in_force_during(first_day, last_day, rule) -%}
{{ rule }}.effective_from <= {{ last_day }} and {{ rule }}.effective_to >= {{ first_day }}
{%- endmacro %}
