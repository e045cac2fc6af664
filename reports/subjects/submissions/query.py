"""The register of submissions: read month by month, unit by unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.change import Compared, change, share_of
from reports.rows import rows
from reports.subjects.ranking import subject as ranking_subject
from reports.subjects.submissions.value import AdoptionRate, Submissions

if TYPE_CHECKING:
    import duckdb

    from reports.subject import ReportSource
    from reports.subjects.ranking.value import Group
    from reports.when import Months

_SENT = """
    select
        reporting_unit_code,
        coalesce(sum(submission_count), 0)::integer,
        coalesce(sum(adopted_count), 0)::integer,
        sum(zero_report_count)::integer,
        count(*) = count(submission_count)
    from marts.fct_unit_month_submission
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period and month_code between $first_month and $last_month
    group by all
"""

_SENT_IN = """
    select
        if(count(*) = count(submission_count), coalesce(sum(submission_count), 0), null)::integer,
        coalesce(sum(zero_report_count), 0)::integer
    from marts.fct_unit_month_submission
    where month_code between $first_month and $last_month
"""

_NOTHING = (0, 0, 0, True)  # pieces sent in, adopted of them, zero reports, whether that is known


def read(reading: ReportSource) -> Submissions | None:
    """Return what was sent in; None where nobody keeps that register. Not silent: whose files wait to be read."""
    con, period, wording = reading.con, reading.period, reading.wording
    ranking = reading.kept(ranking_subject.SUBJECT)
    groups, waiting = ranking.groups, ranking.waiting
    sent = {code: tuple(counts) for code, *counts in rows(con, _SENT, {"period": period.code, **period.months.bounds})}
    submitted, adopted = (sum(counts[at] for counts in sent.values()) for at in (0, 1))
    if not submitted and not any(zero for *_, zero, _ in sent.values()):
        return None
    decimals = wording.percent_decimals
    of_nothing = Decimal(0) if wording.nothing_sent_is_zero else None

    def rate(name: str, one: int, of: int) -> AdoptionRate:
        share = share_of(of, one, decimals)
        return AdoptionRate(name, one, of, of_nothing if share is None else share)

    def of_group(group: Group) -> AdoptionRate:
        counts = [sent.get(one.unit_code, _NOTHING) for one in group.units]
        return rate(group.name, sum(one for one, *_ in counts), sum(of for _, of, *_ in counts))

    ranked = [(one.unit_name, *sent.get(one.unit_code, _NOTHING)) for group in groups for one in group.units]
    return Submissions(
        submitted=Compared(
            "报送",
            submitted,
            change(submitted, _earlier(con, period.previous), decimals),
            change(submitted, _earlier(con, period.year_ago), decimals),
        ),
        adopted=adopted,
        share=rate("", submitted, adopted).share,
        groups=tuple(of_group(group) for group in groups),
        units=tuple(
            rate(name, one, of) if told else AdoptionRate(name, None, None, None) for name, one, of, _, told in ranked
        ),
        silent=tuple(
            name for name, one, _, zero, told in ranked if told and not one and not zero and name not in waiting
        ),
        zero_reports=tuple(name for name, one, _, zero, _ in ranked if zero and not one),
    )


def _earlier(con: duckdb.DuckDBPyConnection, months: Months | None) -> int | None:
    """What was sent in before; months of which the register, or that of a unit, has not arrived are not a zero."""
    if months is None:
        return None
    [(submitted, zero_reports)] = rows(con, _SENT_IN, {**months.bounds})
    return submitted if submitted or zero_reports else None
