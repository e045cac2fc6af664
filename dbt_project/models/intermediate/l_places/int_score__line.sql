{{ config(materialized='view') }}
-- One row per score line, the office's and those of worked examples: what each line of a rule gave or took,
-- for whom, and why.
{%- set line = 'case_code, scheme_code, rule_version, rule_line_id, unit_code, person, month_code' %}
select
    {{ line }},
    points,
    explanation,
    'tariff' as step,
    piece_id,
    entry_id,
    entered_on
from {{ ref('int_score__credited') }}

union all by name

select
    {{ line }},
    points,
    explanation,
    'addition' as step,
    piece_id,
    entry_id,
    entered_on
from {{ ref('int_score__added') }}

union all by name

select
    {{ line }},
    points,
    explanation,
    'reuse' as step,
    piece_id,
    entry_id,
    entered_on
from {{ ref('int_score__reuse') }}

union all by name

select
    {{ line }},
    points,
    explanation,
    'piece' as step,
    piece_id
from {{ ref('int_score__piece') }}

union all by name

select
    period.case_code,
    period.scheme_code,
    span.rule_version,
    period.rule_line_id,
    period.unit_code,
    period.person,
    period.month_code,
    period.points,
    period.explanation,
    period.step,
    period.period_code
from {{ ref('int_score__period_line') }} as period
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
