"""In which order the subjects' tables stand: annex 1, workbook and page print the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import Shortened
from reports.subjects.accounts import table as accounts_table
from reports.subjects.comments import table as comments_table
from reports.subjects.commissions import table as commissions_table
from reports.subjects.elections import table as elections_table
from reports.subjects.persons import table as persons_table
from reports.subjects.province import table as province_table
from reports.subjects.ranking import table as ranking_table
from reports.subjects.submissions import table as submissions_table
from reports.subjects.tasks import table as tasks_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.figures_table import Table
    from reports.value import Report


def by_subject(report: Report) -> dict[str, list[Table]]:
    """Return all of them, a subject's tables together."""
    found: dict[str, list[Table]] = {}
    for table in (*annexed(report), *_told(report)):
        found.setdefault(table.subject, []).append(table)
    return found


def annexed(report: Report) -> Iterator[Table]:
    """Yield what annex 1 prints too: a table for each subject there are figures of."""
    yield from ranking_table.compared(report.ranking, report.told(Shortened(None)))
    yield from tasks_table.progress(report.tasks, report.period)
    yield from submissions_table.units(report.submissions)
    yield from persons_table.tables(report.persons.schemes, report.persons.quotas, report.persons.marks)
    yield from elections_table.candidates(report.elections.candidates if report.elections else (), report.measure)
    yield from accounts_table.items(report.accounts)
    yield from province_table.tables(report.province)


def _told(report: Report) -> Iterator[Table]:
    """Yield what the circular tells in its text only."""
    yield from submissions_table.groups(report.submissions)
    yield from commissions_table.items(report.commissions)
    yield from comments_table.comments(report.comments.remarks if report.comments else ())
    yield from accounts_table.pushes(report.accounts)
