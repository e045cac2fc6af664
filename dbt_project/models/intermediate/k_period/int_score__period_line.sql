{{ config(materialized='view') }}
-- One row per score line that holds over a period.
{%- set line = 'case_code, scheme_code, unit_code, person, month_code, period_code, rule_line_id' %}
select
    {{ line }},
    points,
    explanation,
    'duty' as step
from {{ ref('int_score__duty') }}

union all

select
    {{ line }},
    points,
    explanation,
    'limit' as step
from {{ ref('int_score__limited') }}

union all

select
    {{ line }},
    points,
    explanation,
    'zero' as step
from {{ ref('int_score__zeroed') }}

union all

select
    {{ line }},
    points,
    explanation,
    'conversion' as step
from {{ ref('int_score__converted') }}
