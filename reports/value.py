"""The one value every document of a period is made from: all figures, no words and no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import when
from reports.subjects.accounts import query as query_accounts
from reports.subjects.bulletins import query as query_bulletins
from reports.subjects.claims import query as query_claims
from reports.subjects.comments import query as query_comments
from reports.subjects.commissions import query as query_commissions
from reports.subjects.elections import query as query_elections
from reports.subjects.notes import query as query_notes
from reports.subjects.persons import query as query_persons
from reports.subjects.pieces import query as query_pieces
from reports.subjects.province import query as query_peers
from reports.subjects.ranking import past
from reports.subjects.ranking import query as query_ranking
from reports.subjects.ranking import upper as query_upper
from reports.subjects.submissions import query as query_submissions
from reports.subjects.tasks import query as query_quota
from reports.subjects.totals import query as query_totals
from warehouse.office import BULLETIN_LINE

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from reports.saying.measure import Denomination
    from reports.saying.wording import Wording
    from reports.subjects.accounts.value import Accounts
    from reports.subjects.bulletins.value import Bulletin
    from reports.subjects.claims.value import Claim, OutletCount
    from reports.subjects.comments.value import Comment
    from reports.subjects.commissions.value import Commissions
    from reports.subjects.elections.value import Candidate
    from reports.subjects.notes.value import Excluded, Notes, Unread
    from reports.subjects.persons.value import PersonMark, PersonQuota, PersonScheme
    from reports.subjects.pieces.value import Adoption, Kind, Piece, ScoreLine, TopicCount
    from reports.subjects.province.value import Peers
    from reports.subjects.ranking.rescored import RuleChange
    from reports.subjects.ranking.value import Fallen, Group, MediaContest, Ranked, UnitBand
    from reports.subjects.submissions.value import Submissions
    from reports.subjects.tasks.value import Quotas
    from reports.subjects.totals.value import Month, Totals
    from reports.when import OfficePeriod
    from warehouse.office import Office
    from warehouse.period import Period


@dataclass(frozen=True, slots=True)
class Report:
    """A month, quarter, half-year or year of one office."""

    period: OfficePeriod
    office_name: str
    measure: Denomination  # of the office's main scheme
    tiers: tuple[str, ...]  # highest first
    totals: Totals
    months: tuple[Month, ...]
    groups: tuple[Group, ...]  # ranked
    unranked: tuple[Ranked, ...]  # in the totals only: the organiser itself
    quotas: Quotas
    unit_count: int  # ranked
    nothing_count: int  # of these, credited with nothing
    nothing: tuple[str, ...]  # their names
    best: tuple[Piece, ...]
    front_pages: tuple[Adoption, ...]
    topics: tuple[TopicCount, ...]
    adoptions: tuple[Adoption, ...]
    score_lines: tuple[ScoreLine, ...]
    excluded: tuple[Excluded, ...]
    notes: Notes
    claims: tuple[Claim, ...]
    outlet_counts: tuple[OutletCount, ...]
    # What only some offices keep.
    fallen: tuple[Fallen, ...] = ()
    bands: tuple[UnitBand, ...] = ()
    kinds: tuple[Kind, ...] = ()
    signed: tuple[Adoption, ...] = ()
    bulletins: tuple[Bulletin, ...] = ()
    submissions: Submissions | None = None
    comments: tuple[Comment, ...] = ()
    commissions: Commissions | None = None
    person_schemes: tuple[PersonScheme, ...] = ()
    person_quotas: tuple[PersonQuota, ...] = ()
    person_marks: tuple[PersonMark, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    accounts: Accounts | None = None
    peers: Peers | None = None
    contests: tuple[MediaContest, ...] = ()
    rule_change: RuleChange | None = None  # between this period and one it is compared with
    unread: tuple[Unread, ...] = ()  # units of whose files some count for nothing

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """Every ranked unit, group after group."""
        return tuple(one for group in self.groups for one in group.units)

    @property
    def untouched(self) -> tuple[TopicCount, ...]:
        """Topics of the plan without a piece this year."""
        return tuple(topic for topic in self.topics if not topic.year_piece_count)


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
    decimals = wording.percent_decimals
    quotas = query_quota.quotas(con, office, period, decimals)
    pasts = past.read(con, office.settings.scheme, period, decimals)
    unread = query_notes.unread(con, period)
    waiting = {each.unit_name for each in unread}
    unmet = query_quota.unmet_by_unit(quotas)
    groups = query_ranking.groups(con, office, period, wording, unmet, pasts, waiting)
    ranked = tuple(group for group in groups if group.name not in office.settings.unranked_groups)
    unranked = tuple(one for group in groups if group not in ranked for one in group.units)
    adoptions = query_pieces.adoptions(con, office, period)
    pieces = query_pieces.pieces(con, office, period)
    excluded, reasons = query_notes.excluded(con, period)
    units = [one for group in ranked for one in group.units]
    nothing = tuple(one.unit_name for one in units if not one.credited_count and one.unit_name not in waiting)
    return Report(
        period=period,
        office_name=office.settings.name,
        measure=query_ranking.measured(con, office, period),
        tiers=office.settings.tiers,
        totals=query_totals.totals(con, office, period, decimals),
        months=query_totals.months(con, office, period),
        groups=ranked,
        unranked=unranked,
        quotas=quotas,
        unit_count=len(units),
        nothing_count=len(nothing),
        nothing=nothing,
        best=query_pieces.best(pieces, period),
        front_pages=query_pieces.front_pages(adoptions),
        topics=query_pieces.topics(con, period),
        adoptions=adoptions,
        score_lines=query_pieces.score_lines(con, office, period),
        excluded=excluded,
        notes=query_notes.notes(con, office, period, wording, reasons, fingerprint, as_of or period.due_day),
        claims=query_claims.claims(con, period),
        outlet_counts=query_claims.outlet_counts(con, period),
        fallen=query_ranking.fallen(ranked, waiting) if wording.never_down else (),
        kinds=query_pieces.kinds(adoptions, decimals),
        signed=query_pieces.signed(adoptions),
        bulletins=query_bulletins.bulletins(con, period, BULLETIN_LINE),
        submissions=query_submissions.submissions(con, period, wording, ranked, waiting),
        comments=query_comments.comments(con, period),
        commissions=query_commissions.commissions(con, period),
        person_schemes=query_persons.schemes(con, office, period),
        person_quotas=query_persons.quotas(con, office, period),
        person_marks=query_persons.marks(con, period),
        candidates=query_elections.candidates(con, period, pieces),
        accounts=query_accounts.accounts(
            con, period, adoptions, frozenset(one.unit_name for one in unranked)
        ),
        peers=query_peers.peers(con, period),
        contests=query_upper.contests(con, office, period),
        rule_change=pasts.rule_change,
        unread=unread,
    )
