{# What a landed row is called for ever: where it was delivered. One of several adoptions in a row is told by
   its cell's place. In a sheet of counts each cell is a record. #}
{% macro record_id(record) -%}
    md5(concat_ws(
        '|', {{ record }}.delivery_id, {{ record }}.sheet_name, {{ record }}.row_number, {{ record }}.place_in_row,
        case
            when {{ record }}.register = 'outlet_count'
            then coalesce({{ record }}.unit_name, '') || '|' || coalesce({{ record }}.outlet_name, '')
        end
    ))
{%- endmacro %}
