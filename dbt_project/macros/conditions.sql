{# What a rule may ask of a record, by name: the one list of it in SQL, as `When` of rulebook/conditions.py is
   in Python. tests/rulebook/test_conditions.py holds one against the other, and the models against them. #}
{% macro asked_texts() -%}
outlet tier medium channel placement kind form degree path origin level grade status evidence group
{%- endmacro %}

{% macro asked_numbers() -%}
words seconds pictures reads value given units persons day days_late
{%- endmacro %}

{# Of these what a record says in a cell: not what the office's lists say of its outlet and its unit, nor what
   is counted of its units, its authors and its day. #}
{% macro said_texts() -%}
{%- for name in asked_texts().split() if name not in ['outlet', 'tier', 'medium', 'group'] -%}
{{ name ~ ' ' }}
{%- endfor -%}
{%- endmacro %}

{% macro said_numbers() -%}
{%- for name in asked_numbers().split() if name not in ['units', 'persons', 'day'] -%}
{{ name ~ ' ' }}
{%- endfor -%}
{%- endmacro %}
