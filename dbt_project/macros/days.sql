{# Each day of the office's calendar with its month: thousands of records meet their day by equality, where
   held against the first and last days of months they would have to be put in order. #}
{% macro days_of_months() -%}
(
        select
            month_code,
            unnest(range(first_day, last_day + 1, interval 1 day))::date as on_day
        from {{ ref('int_period__month') }}
        where case_code = ''
    )
{%- endmacro %}
