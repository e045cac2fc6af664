{# A table is written once, where nothing of its name stands, or a copy that may go: no swap is needed, as
   nobody reads a build before it is promoted. Nor a transaction: a build that is cut off is thrown away whole. #}
{% materialization table, adapter='duckdb' %}
{%- set target = this.incorporate(type='table') -%}
{%- do wrote("drop table if exists " ~ target ~ ";\n" ~ create_table_as(False, target, compiled_code)) -%}
{{ return({'relations': [target]}) }}
{% endmaterialization %}


{# Run what writes a node, and say that it was: as `statement` does, but no text is left on disk, which costs
   more than many a small table. Its code and number of rows are said too: left out they are no null. #}
{% macro wrote(sql) %}
{%- do adapter.add_query(sql, auto_begin=False) -%}
{%- do store_raw_result('main', message='OK', code='OK', rows_affected=-1) -%}
{% endmacro %}
