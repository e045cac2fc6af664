{# Claims that many tables share, a test for a layer: a test of its own for each table would cost more than
   to build all of them. A row that is found names its table. #}

{# Each of the tables has one row per combination of the columns that its description calls its grain. #}
{% macro one_row_per_grain(names) -%}
{% for name in names %}
{% set table = ref(name) %}
{% if execute %}
{% set grain = graph.nodes['model.tongbao.' ~ name].config.meta.grain | join(', ') %}
select
    '{{ name }}' as table_name,
    '{{ grain }}' as grain,
    count(*) as doubled
from (select 1 from {{ table }} group by {{ grain }} having count(*) > 1)
having count(*) > 0
{{ 'union all' if not loop.last }}
{% endif %}
{% endfor %}
{%- endmacro %}

{# What stands in a column of a table stands in that column of the other, or is null.
   references: {(table, column): [(table, column), ...]}, the one that must have it first. #}
{% macro each_stands_in(references) -%}
{% for (there, key), all_of_it in references.items() %}
select
    here.table_name,
    here.column_name,
    any_value(here.held)::varchar as example,
    count(*) as row_count
from (
{%- for name, column in all_of_it %}
    select
        '{{ name }}' as table_name,
        '{{ column }}' as column_name,
        {{ column }} as held
    from {{ ref(name) }}
{{- ' union all' if not loop.last }}
{%- endfor %}
) as here
anti join {{ ref(there) }} as there on here.held = there.{{ key }}
where here.held is not null
group by here.table_name, here.column_name
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}

{# A table that looked at nothing has failed. #}
{% macro holds_rows(names) -%}
{% for name in names %}
select '{{ name }}' as table_name
from {{ ref(name) }}
having count(*) = 0
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}
