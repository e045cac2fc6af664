{# What a line is posted with that one thing earned: whose it is, of which thing, when. #}
{% macro of_thing() -%}
case_code, scheme_code, rule_version, month_code, entry_id, piece_id, entered_on, unit_code, person
{%- endmacro %}

{# What a tariff's credit is posted with. #}
{% macro of_credit() -%}
{{ of_thing() }}, is_repeated, reading_id, refusal, rule_line_id
{%- endmacro %}

{# What a line over a period is posted with. #}
{% macro of_period() -%}
case_code, scheme_code, unit_code, person, month_code, period_code, rule_line_id
{%- endmacro %}
