{{ config(materialized='view') }}
-- One row per score line, the office's and those of worked examples: what each line of a rule gave or took,
-- for whom, and why.
select
    case_code,
    scheme_code,
    rule_version,
    rule_line_id,
    'tariff' as step,
    entry_id,
    piece_id,
    unit_code,
    person,
    entered_on,
    month_code,
    null::varchar as period_code,
    points,
    explanation
from {{ ref('int_score__credited') }}

union all

select
    added.case_code,
    added.scheme_code,
    added.rule_version,
    added.rule_line_id,
    'addition' as step,
    added.entry_id,
    added.piece_id,
    added.unit_code,
    added.person,
    added.entered_on,
    added.month_code,
    null as period_code,
    added.points,
    added.explanation
from {{ ref('int_score__added') }} as added

union all

select
    reuse.case_code,
    reuse.scheme_code,
    reuse.rule_version,
    reuse.rule_line_id,
    'reuse' as step,
    reuse.entry_id,
    reuse.piece_id,
    reuse.unit_code,
    reuse.person,
    reuse.entered_on,
    reuse.month_code,
    null as period_code,
    reuse.points,
    reuse.explanation
from {{ ref('int_score__reuse') }} as reuse

union all

select
    piece.case_code,
    piece.scheme_code,
    piece.rule_version,
    piece.rule_line_id,
    'piece' as step,
    null as entry_id,
    piece.piece_id,
    piece.unit_code,
    piece.person,
    null as entered_on,
    piece.month_code,
    null as period_code,
    piece.points,
    piece.explanation
from {{ ref('int_score__piece') }} as piece

union all

select
    period.case_code,
    period.scheme_code,
    span.rule_version,
    period.rule_line_id,
    period.step,
    null as entry_id,
    null as piece_id,
    period.unit_code,
    period.person,
    null as entered_on,
    period.month_code,
    period.period_code,
    period.points,
    period.explanation
from {{ ref('int_score__period_line') }} as period
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
