{# A table is written once, where nothing of its name stands, or a copy that may go: no swap is needed, as
   nobody reads a build before it is promoted. #}
{% materialization table, adapter='duckdb' %}
{%- set target = this.incorporate(type='table') -%}
{%- call statement('main') -%}
drop table if exists {{ target }};
{{ create_table_as(False, target, compiled_code) }}
{%- endcall -%}
{%- do adapter.commit() -%}
{{ return({'relations': [target]}) }}
{% endmaterialization %}
