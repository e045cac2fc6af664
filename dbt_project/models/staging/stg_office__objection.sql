-- One row per objection of a unit to a record or a score line of a published period. They stand in
-- objections.csv, written by `tongbao object`.
select
    objection_id,
    period_code,
    unit_code,
    record_id,
    score_line_id,
    raised_on,
    raised_by,
    reason,
    open_until,
    outcome,
    decided_on,
    decided_by,
    why,
    correction
from {{ source('office', 'office_objection') }}
