{# A view where nothing would be gained by writing its rows down; like a table, it needs no swap. #}
{% materialization view, adapter='duckdb' %}
{%- set target = this.incorporate(type='view') -%}
{%- do wrote("create or replace view " ~ target ~ " as (\n" ~ compiled_code ~ "\n);") -%}
{{ return({'relations': [target]}) }}
{% endmaterialization %}
