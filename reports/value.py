"""The one value every document of a period is made from: all figures, no words and no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports import when
from reports.decided import decided
from reports.subject import ReportSource, Subject, Told
from reports.subjects.accounts import subject as accounts
from reports.subjects.afterwards import subject as afterwards
from reports.subjects.claims import subject as claims
from reports.subjects.comments import subject as comments
from reports.subjects.commissions import subject as commissions
from reports.subjects.elections import subject as elections
from reports.subjects.notes import subject as notes
from reports.subjects.persons import subject as persons
from reports.subjects.pieces import subject as pieces
from reports.subjects.province import subject as province
from reports.subjects.ranking import query as query_ranking
from reports.subjects.ranking import subject as ranking
from reports.subjects.submissions import subject as submissions
from reports.subjects.tasks import subject as tasks
from reports.subjects.totals import subject as totals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import duckdb

    from reports.saying.measure import Denomination
    from reports.saying.phrases import Shortened
    from reports.saying.wording import Wording
    from reports.subjects.accounts.value import Accounts
    from reports.subjects.afterwards.value import Afterwards
    from reports.subjects.claims.value import Claims
    from reports.subjects.comments.value import Comments
    from reports.subjects.commissions.value import Commissions
    from reports.subjects.elections.value import Elections
    from reports.subjects.notes.value import Notes
    from reports.subjects.persons.value import Persons
    from reports.subjects.pieces.value import Pieces
    from reports.subjects.province.value import Peers
    from reports.subjects.ranking.value import Rankings
    from reports.subjects.submissions.value import Submissions
    from reports.subjects.tasks.value import Quotas
    from reports.subjects.totals.value import Totals
    from reports.when import OfficePeriod
    from warehouse.office import Office
    from warehouse.period import Period

_OF_ALL = ("period", "office_name", "measure", "tiers")  # what all subjects are told of
# In printing order.
SUBJECTS: tuple[Subject[Any], ...] = (
    totals.SUBJECT,
    ranking.SUBJECT,
    tasks.SUBJECT,
    submissions.SUBJECT,
    persons.SUBJECT,
    elections.SUBJECT,
    accounts.SUBJECT,
    province.SUBJECT,
    commissions.SUBJECT,
    comments.SUBJECT,
    pieces.SUBJECT,
    claims.SUBJECT,
    afterwards.SUBJECT,
    notes.SUBJECT,
)


@dataclass(frozen=True, slots=True)
class Report:
    """A month, quarter, half-year or year of one office: a field for each subject; None: the office does not keep it."""

    period: OfficePeriod
    office_name: str
    measure: Denomination  # of the office's main scheme
    tiers: tuple[str, ...]  # highest first
    totals: Totals
    ranking: Rankings
    tasks: Quotas
    submissions: Submissions | None
    persons: Persons
    elections: Elections | None
    accounts: Accounts | None
    province: Peers | None
    commissions: Commissions | None
    comments: Comments | None
    pieces: Pieces
    claims: Claims
    afterwards: Afterwards
    notes: Notes

    def told(self, shortened: Shortened) -> Told:
        """Return what every subject is told of when it speaks."""
        return Told(self.period, self.measure, self.tiers, shortened)

    @staticmethod
    def names() -> tuple[str, ...]:
        """Return the names of all subjects, kept or not."""
        return tuple(subject.name for subject in SUBJECTS)

    def subjects(self) -> Iterator[tuple[Subject[Any], Any]]:
        """Yield every subject that the office keeps, with its value; raise `TypeError` of a field that is none."""
        decided(self, (*_OF_ALL, *self.names()), "is a subject")
        for subject in SUBJECTS:
            value = getattr(self, subject.name)
            if value is not None:
                yield subject, value


def build(
    con: duckdb.DuckDBPyConnection,
    office: Office,
    asked_for: Period,
    wording: Wording,
    *,
    fingerprint: str,
    as_of: date | None,
) -> Report:
    """Read a period from the marts; raise `DataError` if the office has no such period, or nothing is known of it.

    Without a day it bears the one on which the schedules write it.
    """
    period = when.read_known(con, asked_for)
    reading = ReportSource(con, office, period, wording, fingerprint, as_of or period.due_day)
    values: dict[str, Any] = {subject.name: reading.of(subject) for subject in SUBJECTS}
    return Report(
        period=period,
        office_name=office.settings.name,
        measure=query_ranking.measured(con, office, period),
        tiers=office.settings.tiers,
        **values,
    )
