{% macro in_force(on, rule) -%}
{{ on }} between {{ rule }}.effective_from and {{ rule }}.effective_to
{%- endmacro %}

{% macro in_force_during(first_day, last_day, rule) -%}
{{ rule }}.effective_from <= {{ last_day }} and {{ rule }}.effective_to >= {{ first_day }}
{%- endmacro %}

{# Every unit in every month it existed. #}
{% macro months_of_units() -%}
(
        select
            unit.unit_code,
            month.period_code as month_code
        from {{ ref('dim_period') }} as month
        inner join {{ ref('dim_unit') }} as unit
            on {{ in_force_during('month.first_day', 'month.last_day', 'unit') }}
        where month.grain = 'month'
    )
{%- endmacro %}
