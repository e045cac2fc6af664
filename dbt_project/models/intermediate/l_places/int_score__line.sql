{{ config(materialized='view') }}
-- One row per score line, the office's and those of worked examples: what each line of a rule gave or took,
-- for whom, and why.
{%- set line = 'case_code, scheme_code, rule_version, rule_line_id, unit_code, person, month_code' %}
{% for table, step in {'credited': 'tariff', 'added': 'addition', 'reuse': 'reuse'}.items() %}
select
    {{ line }},
    points,
    explanation,
    '{{ step }}' as step,
    piece_id,
    entry_id,
    entered_on
from {{ ref('int_score__' ~ table) }}

union all by name

{% endfor %}
select
    {{ line }},
    points,
    explanation,
    'piece' as step,
    piece_id
from {{ ref('int_score__piece') }}

union all by name

select
    period.*, -- noqa: AM04
    span.rule_version
from {{ ref('int_score__period_line') }} as period
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
