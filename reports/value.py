"""The one value every document of a period is made from: all figures, no words and no files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports import query_claims, query_notes, query_pieces, query_quota, query_ranking, query_totals

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from reports.claim_parts import Claim, OutletCount
    from reports.parts import (
        Adoption,
        Excluded,
        Group,
        Line,
        Month,
        Notes,
        Piece,
        Quotas,
        ScoreLine,
        Topic,
        Totals,
    )
    from reports.wording import Wording
    from warehouse.office import Office
    from warehouse.period import Period


@dataclass(frozen=True, slots=True)
class Report:
    """A month or a quarter of one office."""

    period: Period
    office_name: str
    tiers: tuple[str, ...]  # highest first
    totals: Totals
    months: tuple[Month, ...]
    groups: tuple[Group, ...]  # ranked
    unranked: tuple[Line, ...]  # in the totals only: the organiser itself
    quotas: Quotas
    nothing: tuple[str, ...]  # ranked units that were credited with nothing
    best: tuple[Piece, ...]
    front_pages: tuple[Adoption, ...]
    topics: tuple[Topic, ...]
    adoptions: tuple[Adoption, ...]
    score_lines: tuple[ScoreLine, ...]
    excluded: tuple[Excluded, ...]
    notes: Notes
    claims: tuple[Claim, ...]
    outlet_counts: tuple[OutletCount, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every ranked unit, group after group."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def untouched(self) -> tuple[Topic, ...]:
        """Topics of the plan without a piece this year."""
        return tuple(topic for topic in self.topics if not topic.year_piece_count)

    @property
    def points(self) -> Decimal:
        """The points of all units, unranked ones included."""
        return sum((line.points for line in (*self.lines, *self.unranked)), start=Decimal(0))


def build(
    con: duckdb.DuckDBPyConnection,
    office: Office,
    period: Period,
    wording: Wording,
    *,
    fingerprint: str,
    as_of: date,
) -> Report:
    """Read a period from the marts; raise `DataError` naming the periods there are if it is not among them."""
    decimals = wording.percent_decimals
    quotas = query_quota.quotas(con, office, period, decimals)
    groups = query_ranking.groups(con, office, period, decimals, query_quota.unmet_by_unit(quotas))
    ranked = tuple(group for group in groups if group.name not in office.settings.unranked_groups)
    adoptions = query_pieces.adoptions(con, office, period)
    excluded, reasons = query_notes.excluded(con, period)
    return Report(
        period=period,
        office_name=office.settings.name,
        tiers=office.settings.tiers,
        totals=query_totals.totals(con, office, period, decimals),
        months=query_totals.months(con, office, period),
        groups=ranked,
        unranked=tuple(line for group in groups if group not in ranked for line in group.lines),
        quotas=quotas,
        nothing=tuple(line.unit_name for group in ranked for line in group.lines if not line.credited_count),
        best=query_pieces.best(con, office, period),
        front_pages=query_pieces.front_pages(adoptions),
        topics=query_pieces.topics(con, period),
        adoptions=adoptions,
        score_lines=query_pieces.score_lines(con, office, period),
        excluded=excluded,
        notes=query_notes.notes(con, office, period, wording, reasons, fingerprint, as_of),
        claims=query_claims.claims(con, period),
        outlet_counts=query_claims.outlet_counts(con, period),
    )
