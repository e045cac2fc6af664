{# The written form of the period of a grain that begins on a day: 2025-03, 2025-Q1, 2025-H1, 2025. #}
{% macro period_code(grain, first_day) -%}
case {{ grain }}
        when 'month' then strftime({{ first_day }}, '%Y-%m')
        when 'quarter' then year({{ first_day }}) || '-Q' || quarter({{ first_day }})
        when 'half' then year({{ first_day }}) || '-H' || if(month({{ first_day }}) = 1, 1, 2)
        when 'year' then year({{ first_day }})::varchar
    end
{%- endmacro %}
