{# Rows of a table that the table they came from does not have so often, and the other way round; `told` are
   the same columns in the words of the origin. Rows meet by the hash of what they say, and are written out
   only where they differ. #}
{% macro unlike(name, columns, origin, told=none, of='true', from='true') -%}
(
    with row_of as not materialized (
        {{ rows_of(ref(name), columns, of, 1) }}

        union all

        {{ rows_of(origin, told or columns, from, -1) }}
    )

    select
        '{{ name }}' as table_name,
        cells::varchar as content
    from row_of
    where hash(cells) in (select hash(cells) from row_of group by hash(cells) having sum(times) != 0)
)
{%- endmacro %}

{# The rows of a table, their columns as text: what two tables say is compared by how it is written. #}
{% macro rows_of(table, columns, condition, times) -%}
select
            row(({{ columns | join(')::varchar, (') }})::varchar) as cells,
            {{ times }} as times
        from {{ table }}
        where {{ condition }}
{%- endmacro %}
