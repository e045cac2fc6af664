{# Months are numbered through: 12 for each year of the office, counted from the month its year starts in.
   The offset is what such a number is ahead of the calendar's own. A year that does not start in January bears
   the number of the year it ends in. #}
{% macro year_offset(year_starts) -%}
((13 - {{ year_starts }}) % 12)
{%- endmacro %}

{# The written form of the period of a grain that begins with a month: 2025-03, 2025-Q1, 2025-H1, 2025. #}
{% macro period_code(grain, serial, year_offset) -%}
case {{ grain }}
        when 'month'
            then
                printf(
                    '%04d-%02d',
                    ({{ serial }} - {{ year_offset }}) // 12,
                    ({{ serial }} - {{ year_offset }}) % 12 + 1
                )
        when 'quarter' then printf('%04d-Q%d', ({{ serial }}) // 12, ({{ serial }}) % 12 // 3 + 1)
        when 'half' then printf('%04d-H%d', ({{ serial }}) // 12, ({{ serial }}) % 12 // 6 + 1)
        when 'year' then printf('%04d', ({{ serial }}) // 12)
    end
{%- endmacro %}

{# The number of the last month of a written period. #}
{% macro last_serial(period_code, year_offset) -%}
case
        when {{ period_code }} like '%-Q%'
            then left({{ period_code }}, 4)::integer * 12 + right({{ period_code }}, 1)::integer * 3 - 1
        when {{ period_code }} like '%-H%'
            then left({{ period_code }}, 4)::integer * 12 + right({{ period_code }}, 1)::integer * 6 - 1
        when {{ period_code }} like '%-%'
            then
                left({{ period_code }}, 4)::integer * 12 + right({{ period_code }}, 2)::integer - 1
                + {{ year_offset }}
        else {{ period_code }}::integer * 12 + 11
    end
{%- endmacro %}
