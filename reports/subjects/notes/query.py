"""Where the figures come from: rule versions, what became of the records, renamed units."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reports.rows import rows
from reports.subjects.notes import conditions
from reports.subjects.notes.elsewhere import authors_elsewhere
from reports.subjects.notes.value import (
    Excluded,
    Notes,
    NotRead,
    Outcomes,
    Reason,
    Rename,
    RuleInForce,
    Unread,
)

if TYPE_CHECKING:
    import duckdb

    from reports.subject import ReportSource
    from reports.when import OfficePeriod

_RULES = """
    select scheme_name, rule_version, decision, decided_on, file_sha256
    from marts.dim_rule_version
    where
        scheme_code = $scheme
        and effective_from <= $last_day
        and effective_to >= $first_day
    order by effective_from, rule_version
"""

# A record whose month nobody can tell counts for the period it arrived in.
_IN_PERIOD = """
    (
        month_code between $first_month and $last_month
        or month_code is null and received_on between $first_day and $last_day
    )
"""

_OUTCOMES = f"""
    select
        count(*) filter (where outcome = 'accepted'),
        count(*) filter (where outcome = 'rejected'),
        count(*) filter (where outcome = 'duplicate'),
        count(*) filter (where outcome = 'superseded'),
        count(distinct delivery_id)
    from marts.fct_record
    inner join marts.fct_delivery using (delivery_id)
    where {_IN_PERIOD}
"""

_EXCLUDED = f"""
    select
        outcome, reason_code, reason, unit_name, outlet_name, article_title, adopted_on_text,
        fct_record.file_name, sheet_name, row_number, cells, record_id
    from marts.fct_record
    inner join marts.fct_delivery using (delivery_id)
    where {_IN_PERIOD} and outcome != 'accepted'
    order by
        case outcome when 'rejected' then 1 when 'duplicate' then 2 else 3 end,
        fct_record.file_name, sheet_name, row_number, record_id
"""

_RENAMES = """
    select old.unit_name, reporting_unit_name, old.effective_to
    from marts.dim_unit as old
    inner join marts.dim_unit_lineage as lineage
        on old.unit_code = lineage.unit_code and lineage.period_code = $period
    where
        reporting_unit_code != old.unit_code
        and old.effective_to between $earliest and $last_day
    order by old.effective_to, old.unit_order, old.unit_code
"""

_UNREAD = """
    select distinct reporting.unit_order, lineage.reporting_unit_code, lineage.reporting_unit_name, unread.file_name
    from marts.fct_unread as unread
    left join marts.dim_unit_lineage as lineage
        on unread.unit_code = lineage.unit_code and lineage.period_code = $period
    left join marts.dim_unit as reporting on lineage.reporting_unit_code = reporting.unit_code
    where unread.month_code between $first_month and $last_month
    order by all
"""

# Characters that look the same and were read as others are the desk's to know, not a circular's.
_NOT_READ = f"""
    with read as (
        select delivery_id, table_number, not_understood, text_count, texts, coalesce(sentence, '') as sentence
        from marts.fct_delivery_table
        where len(not_understood) > 0 or text_count > 0 or what = 'passed_over'
        union all
        select delivery_id, 1000 + note_number, [], 0, [], sentence
        from marts.fct_delivery_note
        where note_code != 'read_as'
    )
    select delivery.file_name, read.not_understood, read.text_count, read.texts, read.sentence
    from read
    inner join marts.fct_delivery as delivery using (delivery_id)
    where
        read.delivery_id in (
            select delivery_id
            from marts.fct_record
            inner join marts.fct_delivery using (delivery_id)
            where {_IN_PERIOD}
        )
    order by delivery.file_name, read.delivery_id, read.table_number
"""

# What differs from record to record within a reason: quoted values, days.
_VALUE = re.compile(r"“[^”]*”|《[^》]*》| *\d{4}-\d{2}-\d{2} *")


def _parameters(period: OfficePeriod) -> dict[str, object]:
    return {**period.months.bounds, "first_day": period.first_day, "last_day": period.last_day}


def _excluded(
    con: duckdb.DuckDBPyConnection, period: OfficePeriod
) -> tuple[tuple[Excluded, ...], tuple[Reason, ...]]:
    """Return the records not counted, and how many were rejected for which reason."""
    found: list[Excluded] = []
    reasons: dict[str, list[str]] = {}
    for outcome, code, reason, *rest in rows(con, _EXCLUDED, _parameters(period)):
        cells: list[Any] = ["" if cell is None else cell for cell in rest]
        found.append(Excluded(outcome, reason or "", *cells))
        if outcome == "rejected":
            reasons.setdefault(code, []).append(_VALUE.sub("", reason or "").partition("：")[0])
    counted = [Reason(code, min(sentences), len(sentences)) for code, sentences in reasons.items()]
    return tuple(found), tuple(sorted(counted, key=lambda reason: (-reason.count, reason.reason_code)))


def unread(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[Unread, ...]:
    """Return the units of whose files of the period some could not be read, or count for nothing before an answer.

    Files that name no unit stand last, under none.
    """
    found = rows(con, _UNREAD, {"period": period.code, **period.months.bounds})
    by_unit = groupby(found, key=lambda row: row[2])
    return tuple(Unread(name or "", tuple(row[3] for row in mine)) for name, mine in by_unit)


def cautions(period: OfficePeriod, waiting: tuple[Unread, ...], unit_name: str) -> tuple[str, ...]:
    """Say what makes a unit's figures of a period incomplete: months that never came, files of its own that count for nothing."""
    said = [period.caution] if period.caution else []
    for each in waiting:
        whose = "" if each.unit_name else "（看不出是哪个单位的）"
        if each.unit_name in (unit_name, ""):
            said += [f"来件《{file}》{whose}未能读取或全部待补正，没有计入" for file in each.file_names]
    return tuple(said)


def read(reading: ReportSource) -> Notes:
    """Return the data notes of a period."""
    con, office, period = reading.con, reading.office, reading.period
    days = {"first_day": period.first_day, "last_day": period.last_day}
    rules = tuple(RuleInForce(*row) for row in rows(con, _RULES, {"scheme": office.settings.scheme, **days}))
    excluded, reasons = _excluded(con, period)
    [(*outcomes, deliveries)] = rows(con, _OUTCOMES, _parameters(period))
    # Figures of the earliest months that a report prints may still bear the old name.
    printed = (period.so_far, period.previous, period.year_ago)
    earliest = min(months.first_day for months in printed if months)
    since = {"period": period.code, "earliest": earliest, "last_day": period.last_day}
    return Notes(
        rules=rules,
        outcomes=Outcomes(*outcomes),
        delivery_count=deliveries,
        reasons=reasons,
        renames=tuple(Rename(*row) for row in rows(con, _RENAMES, {**since})),
        fingerprint=reading.fingerprint,
        objection_days=reading.wording.objection_days,
        objections_until=office.workday_after(reading.as_of, reading.wording.objection_days),
        blanks=conditions.blanks(conditions.conditions(con, period.months.codes)),
        elsewhere=authors_elsewhere(con, period.months.codes),
        excluded=excluded,
        unread=unread(con, period),
        not_read=tuple(
            NotRead(file_name, tuple(columns), count, tuple(texts), sentence)
            for file_name, columns, count, texts, sentence in rows(con, _NOT_READ, _parameters(period))
        ),
    )
