{{ config(materialized='view') }}
-- One row per score line that holds over a period.
select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    'duty' as step,
    points,
    explanation
from {{ ref('int_score__duty') }}

union all

select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    'limit' as step,
    points,
    explanation
from {{ ref('int_score__limited') }}

union all

select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    'zero' as step,
    points,
    explanation
from {{ ref('int_score__zeroed') }}

union all

select
    case_code,
    scheme_code,
    unit_code,
    person,
    month_code,
    period_code,
    rule_line_id,
    'conversion' as step,
    points,
    explanation
from {{ ref('int_score__converted') }}
