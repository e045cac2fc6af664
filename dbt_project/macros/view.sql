{# A view where nothing would be gained by writing its rows down; like a table, it needs no swap. #}
{% materialization view, adapter='duckdb' %}
{%- set target = this.incorporate(type='view') -%}
{%- call statement('main') -%}
create or replace view {{ target }} as (
    {{ compiled_code }}
);
{%- endcall -%}
{%- do adapter.commit() -%}
{{ return({'relations': [target]}) }}
{% endmaterialization %}
