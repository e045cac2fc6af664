-- One row per objection: who disputes what, whether in time, and what was decided.
select
    objection.objection_id,
    objection.period_code,
    objection.unit_code,
    unit.unit_name,
    objection.record_id,
    objection.score_line_id,
    objection.raised_on,
    objection.raised_by,
    objection.reason,
    objection.open_until,
    coalesce(objection.raised_on > objection.open_until, false) as is_late,
    objection.outcome,
    objection.decided_on,
    objection.decided_by,
    objection.why,
    objection.correction
from {{ ref('stg_office__objection') }} as objection
inner join {{ ref('dim_unit') }} as unit using (unit_code)
