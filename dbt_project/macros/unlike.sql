{# Rows of a table that the table they came from does not have so often, and the other way round; `told` are
   the same columns in the words of the origin. Rows meet by the hash of what they say, and are written out
   only where they differ. #}
{% macro unlike(name, columns, origin, told=none, of='true', from='true') -%}
(
    with here as not materialized ({{ rows_of(ref(name), columns, of) }}),

    there as not materialized ({{ rows_of(origin, told or columns, from) }}),

    often as (
        select
            hash(cells) as said,
            1 as times
        from here

        union all

        select
            hash(cells) as said,
            -1 as times
        from there
    ),

    unequal as (
        select said
        from often
        group by said
        having sum(times) != 0
    )

    select
        '{{ name }}' as table_name,
        cells::varchar as content
    from (select cells from here union all select cells from there) as either
    where hash(cells) in (select said from unequal)
)
{%- endmacro %}

{# The rows of a table, their columns as text: what two tables say is compared by how it is written. #}
{% macro rows_of(table, columns, condition) -%}
select row(({{ columns | join(')::varchar, (') }})::varchar) as cells
        from {{ table }}
        where {{ condition }}
{%- endmacro %}
