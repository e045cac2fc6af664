{# Rows of a table that the table they came from does not have so often, and the other way round; `told` are
   the same columns in the words of the origin. Rows meet by the hash of what they say, and are written out
   only where they differ. #}
{% macro unlike(name, columns, origin, told=none, of='true', from='true') -%}
{%- set here = cells_of(ref(name), columns, of) -%}
{%- set there = cells_of(origin, told or columns, from) -%}
{%- set cells = [] -%}
{%- for _ in columns -%}
{%- do cells.append('cell_' ~ loop.index) -%}
{%- endfor -%}
{%- set said = 'hash(' ~ cells | join(', ') ~ ')' -%}
(
    with often as (
        select
            {{ said }} as said,
            1 as times
        from {{ here }}

        union all

        select
            {{ said }} as said,
            -1 as times
        from {{ there }}
    ),

    unequal as (
        select said
        from often
        group by said
        having sum(times) != 0
    )

    select
        '{{ name }}' as table_name,
        row({{ cells | join(', ') }})::varchar as content
    from {{ here }}
    where {{ said }} in (select said from unequal)

    union all

    select
        '{{ name }}' as table_name,
        row({{ cells | join(', ') }})::varchar as content
    from {{ there }}
    where {{ said }} in (select said from unequal)
)
{%- endmacro %}

{# The columns of a table as text, numbered through: what two tables say is compared by how it is written. #}
{% macro cells_of(table, columns, condition) -%}
{%- set cells = [] -%}
{%- for column in columns -%}
{%- do cells.append('(' ~ column ~ ')::varchar as cell_' ~ loop.index) -%}
{%- endfor -%}
(
        select {{ cells | join(', ') }}
        from {{ table }}
        where {{ condition }}
    ) as told
{%- endmacro %}
