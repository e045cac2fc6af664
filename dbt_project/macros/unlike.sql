{# Rows of a table that the table they came from does not have so often, and the other way round; `told` are
   the same columns in the words of the origin. #}
{% macro unlike(name, columns, origin, told=none, of='true', from='true') -%}
(
    select
        '{{ name }}' as table_name,
        row({{ columns | join(', ') }})::varchar as content
    from {{ ref(name) }}
    where {{ of }}
    except all
    select
        '{{ name }}' as table_name,
        row({{ (told or columns) | join(', ') }})::varchar as content
    from {{ origin }}
    where {{ from }}
)
union all
(
    select
        '{{ name }}' as table_name,
        row({{ (told or columns) | join(', ') }})::varchar as content
    from {{ origin }}
    where {{ from }}
    except all
    select
        '{{ name }}' as table_name,
        row({{ columns | join(', ') }})::varchar as content
    from {{ ref(name) }}
    where {{ of }}
)
{%- endmacro %}
