"""What a unit's own sheet is made of: everything of the unit, nothing of another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.subjects.ranking.value import gained

if TYPE_CHECKING:
    from reports.change import Change
    from reports.saying.measure import Denomination
    from reports.subjects.notes.value import Notes
    from reports.subjects.ranking.rescored import Rescored, RuleChange
    from reports.subjects.tasks.value import QuotaProgress
    from reports.when import OfficePeriod


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record stands."""

    record_id: str
    file_name: str
    sheet_name: str
    row_number: int


@dataclass(frozen=True, slots=True)
class Earned:
    """A line of the rule applied, with its sentence; `about` is the piece or the person it is on, if it says so."""

    points: Decimal
    rule_version: str
    rule_line_id: str
    explanation: str
    about: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that was counted for the unit, with every line it was given; without one it earned nothing."""

    source: RecordPlace
    register: str
    article_title: str
    outlet_name: str
    day: str
    share: Decimal | None  # of an adoption, in equal parts; None of other registers
    co_units: str
    earlier_name: str  # of the unit then, if it has been renamed or merged since
    claim: str  # confirmed, claimed_only, observed_only; empty of other registers
    doubt: str  # what the clerk is still asked about it
    lines: tuple[Earned, ...]

    @property
    def points(self) -> Decimal:
        return sum((line.points for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A record of the unit that was not counted, and why."""

    source: RecordPlace
    outcome: str
    reason: str
    article_title: str
    outlet_name: str
    day: str
    doubt: str


@dataclass(frozen=True, slots=True)
class OneSidedClaim:
    """An adoption that only the unit or only the publisher shows."""

    claim: str
    is_watched: bool  # whether anything of the outlet's own has arrived
    is_counted: bool
    day: str
    outlet_name: str
    article_title: str
    source: RecordPlace


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """Points and place of a period; None where a month of it is unknown, the place also where the unit was still several.

    Where another version of the rule held, `rescored` and its place are those by the version of the account's period.
    """

    period_code: str
    points: Decimal | None
    place: int | None
    rescored: Decimal | None = None
    rescored_place: int | None = None

    @property
    def alike(self) -> Decimal | None:
        """The points that may stand beside those of the account's period."""
        return self.points if self.rescored is None else self.rescored


@dataclass(frozen=True, slots=True)
class UnitAccount:
    """One unit's account of a period."""

    unit_code: str
    unit_name: str
    group: str
    ranked_count: int  # units of the group that have a place
    points: Decimal
    cumulative_points: Decimal
    place: int | None
    is_tied: bool
    previous_place: int | None
    year_ago_place: int | None
    year_ago: Change | None  # of the points
    remarks: tuple[str, ...]  # tasks missed, what the rule names it for, its award
    counted: tuple[Counted, ...]
    others: tuple[Earned, ...]  # lines over a piece or a period
    not_counted: tuple[NotCounted, ...]
    confirmed_count: int  # adoptions that both the unit and the publisher show
    claims: tuple[OneSidedClaim, ...]  # those that only one of them shows
    due: tuple[QuotaProgress, ...]
    running: tuple[QuotaProgress, ...]
    history: tuple[PastPeriod, ...]  # of the same grain, this period last
    since_previous: Rescored | None = None  # beside what was published, where another version of the rule held then
    since_year_ago: Rescored | None = None

    @property
    def place_change(self) -> int | None:
        """Places gained (+) or lost (-) against the period before."""
        return gained(self.place, self.since_previous, self.previous_place)

    @property
    def year_ago_place_change(self) -> int | None:
        """Places gained (+) or lost (-) against the same period of last year."""
        return gained(self.place, self.since_year_ago, self.year_ago_place)

    @property
    def is_rescored(self) -> bool:
        """Whether another version of the rule makes something else of an earlier period."""
        return any(past.rescored is not None for past in self.history)


@dataclass(frozen=True, slots=True)
class UnitAccounts:
    """The accounts of all units of a period, in the office's order."""

    period: OfficePeriod
    office_name: str
    measure: Denomination
    notes: Notes
    accounts: tuple[UnitAccount, ...]
    homeless_count: int  # records not counted that name no unit anybody knows
    rule_change: RuleChange | None = None
