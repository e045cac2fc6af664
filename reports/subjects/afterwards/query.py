"""Objections to a period, to one within it or to the one before; records of it that arrived late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.afterwards.value import Afterwards, LateRecord, ReportedObjection

if TYPE_CHECKING:
    import duckdb

    from reports.subject import ReportSource
    from reports.when import OfficePeriod

# The next edition tells what became of objections to the one before.
_OBJECTIONS = """
    select
        objection_id, objection.period_code, objection.unit_name,
        coalesce(record.article_title, objection.score_line_id, objection.record_id), raised_on, objection.reason, is_late,
        objection.outcome, decided_on, why, correction, record_id
    from marts.fct_objection as objection
    inner join marts.dim_period as period on period.period_code = $period
    left join marts.dim_period as disputed on objection.period_code = disputed.period_code
    left join marts.fct_record as record using (record_id)
    where
        objection.period_code in (period.period_code, period.previous_code)
        or disputed.first_day >= period.first_day and disputed.last_day <= period.last_day
    order by raised_on, objection_id
"""

# A record may be late for its month and for its quarter: the widest of the periods within this one tells.
_LATE = """
    select
        record_id, late.period_code, record.unit_name, record.article_title, record.outlet_name, record.adopted_on_text,
        received_on, issued_on, treatment, late.counted_in, record.file_name
    from marts.fct_late_record as late
    inner join marts.fct_record as record using (record_id)
    inner join marts.dim_period as period on period.period_code = $period
    inner join marts.dim_period as own on late.period_code = own.period_code
    where own.first_day >= period.first_day and own.last_day <= period.last_day
    qualify row_number() over (
        partition by record_id order by own.last_day - own.first_day desc, late.period_code
    ) = 1
    order by received_on, record.file_name, record.sheet_name, record.row_number, record_id
"""


def read(reading: ReportSource) -> Afterwards:
    """Return what has come up after the period was published."""
    con, period = reading.con, reading.period
    return Afterwards(objections(con, period), late_records(con, period))


def objections(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[ReportedObjection, ...]:
    """Return the objections that a report of a period lists."""
    return tuple(ReportedObjection(*row) for row in rows(con, _OBJECTIONS, {"period": period.code}))


def late_records(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[LateRecord, ...]:
    """Return the records that arrived late for a period or for one within it."""
    return tuple(LateRecord(*row) for row in rows(con, _LATE, {"period": period.code}))
