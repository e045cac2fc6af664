{# What stays the same of a heading, a title or a path from one month to the next; warehouse/forms.py has the
   same. #}
{% macro unvarying(text) -%}
regexp_replace({{ text }}, '[0-9０-９年月份季度第上下半()（）_.\s|-]+', '', 'g')
{%- endmacro %}
