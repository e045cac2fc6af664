"""What a report is made of. Every figure any document prints stands in one of these values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.subjects.afterwards.value import LateRecord, ReportedObjection
    from reports.subjects.notes.conditions import Condition
    from reports.subjects.notes.elsewhere import Elsewhere
    from reports.subjects.notes.imprint import Imprint
    from reports.subjects.past.value import Rescored


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against an earlier one; multiple and per cent are None where the earlier one is zero."""

    base: Decimal
    difference: Decimal
    multiple: Decimal | None
    percent: Decimal | None


_MULTIPLE_DECIMALS = 2  # as circulars print: 6.07 times


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up, as circulars do."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share_of(part: int | Decimal, whole: int | Decimal, decimals: int) -> Decimal | None:
    """Return the per cent that a part is of the whole, or None of nothing."""
    return rounded(Decimal(part) * 100 / Decimal(whole), decimals) if whole > 0 else None


def change(now: int | Decimal, base: int | Decimal | None, decimals: int) -> Change | None:
    """Compare a figure with an earlier one; None where there is no earlier one."""
    if base is None:
        return None
    now, base = Decimal(now), Decimal(base)
    difference = now - base
    if base <= 0:
        return Change(base, difference, None, None)
    multiple = rounded(now / base, _MULTIPLE_DECIMALS)
    return Change(base, difference, multiple, share_of(difference, base, decimals))


@dataclass(frozen=True, slots=True)
class Compared:
    """A count of the period, against the period before and the same period of last year."""

    name: str
    now: int
    previous: Change | None
    year_ago: Change | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole office, organiser included; an adoption counts once, for its first unit."""

    adoptions: Compared
    tiers: tuple[Compared, ...]
    lines: tuple[Compared, ...]
    crossed: tuple[tuple[Compared, ...], ...]  # for each line its tiers
    upper: tuple[
        Compared, ...
    ]  # for each line its two highest tiers together; empty with fewer than three tiers
    media: tuple[Compared, ...]
    outlets: tuple[Compared, ...]  # only those that adopted something now or a year ago
    pieces: Compared
    reprints: Compared
    cumulative: Compared  # since 1 January


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the ranking of its group; past figures are None where there is nothing to compare with.

    Where another version of the rule held then, past points and places are those by this period's version.
    """

    unit_code: str
    unit_name: str
    place: int | None
    is_tied: bool
    adoption_count: int
    credited_count: int
    by_tier: tuple[int, ...]
    by_line: tuple[int, ...]
    points: Decimal
    cumulative_points: Decimal
    previous_place: int | None
    year_ago_place: int | None
    year_ago_adoption_count: int | None
    year_ago: Change | None  # of the points
    unmet_quotas: int | None  # of those due in the period; None: there was none
    unit_order: int = 0  # as the office prints its units
    converted: Decimal | None = None  # on the scale of the larger assessment
    assessed: Decimal | None = None  # the share of it that goes there
    since_previous: Rescored | None = None  # beside what was published, where another version held then
    since_year_ago: Rescored | None = None

    @property
    def place_change(self) -> int | None:
        """Places gained (+) or lost (-) against the period before."""
        now = self.since_previous.now_place if self.since_previous else self.place
        return gained(now, self.previous_place)

    @property
    def year_ago_place_change(self) -> int | None:
        """Places gained (+) or lost (-) against the same period of last year."""
        now = self.since_year_ago.now_place if self.since_year_ago else self.place
        return gained(now, self.year_ago_place)


def gained(place: int | None, earlier: int | None) -> int | None:
    """Return the places between two, if there are two."""
    return None if place is None or earlier is None else earlier - place


@dataclass(frozen=True, slots=True)
class Group:
    """Units ranked against each other, in printing order, and their sums."""

    name: str
    lines: tuple[Ranked, ...]
    by_tier: tuple[int, ...]
    by_line: tuple[int, ...]
    adoption_count: int
    points: Decimal
    cumulative_points: Decimal
    spread: Decimal | None  # first against last; None with fewer than two units
    others: tuple[str, ...] = ()  # units whose place is not shown

    @property
    def is_assessed(self) -> bool:
        """Whether its points go into a larger assessment."""
        return any(line.assessed is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class QuotaProgress:
    """What a unit owes in one period; `pace` is the per cent done. Not known: done, and short unless enough is known."""

    unit_code: str
    unit_name: str
    period_code: str
    grain: str
    what: str
    owed: int
    done: int | None
    short: int | None
    pace: Decimal | None
    by_month: tuple[int | None, ...] = ()  # done in each month of the year so far, of a quota still running; None: unknown
    expected: Decimal | None = None  # per cent that should be done by now if every month did the same

    @property
    def is_behind(self) -> bool:
        """Whether less is done than the months gone by ask for."""
        return self.expected is not None and self.pace is not None and self.pace < self.expected


@dataclass(frozen=True, slots=True)
class Quotas:
    """Quotas that fell due within the period, and those of the year still running, as at its last day."""

    due: tuple[QuotaProgress, ...]
    owing_count: int  # units with something due
    met_count: int  # of those, units that met all of it
    met_share: Decimal | None
    over_units: tuple[str, ...]  # met all of it and did more than was owed of something
    over_share: Decimal | None
    short_units: tuple[str, ...]
    zero_units: tuple[str, ...]  # short with nothing done at all
    unknown_count: int  # units of which it is not known whether they met it
    unknown_units: tuple[str, ...]
    running: tuple[QuotaProgress, ...]
    running_count: int  # units with something running
    running_pace: Decimal | None  # of all that is owed, where all is known; what one does beyond its own helps no other
    ready_units: tuple[str, ...]  # done before their time
    idle_units: tuple[str, ...]  # nothing done yet
    expected_pace: Decimal | None = None  # of the year gone by
    behind_units: tuple[str, ...] = ()  # behind it with something, idle ones left out

    @property
    def short_count(self) -> int:
        """Units that did not meet what was due."""
        return self.owing_count - self.met_count - self.unknown_count


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with the points it earned its first unit in the period."""

    piece_id: str
    article_title: str
    unit_name: str
    adoption_count: int
    highest_tier: str
    outlet_names: str
    points: Decimal | None  # None: not shown


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic of the office's plan: pieces in the period and since 1 January."""

    name: str
    piece_count: int
    year_piece_count: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year so far, by tier; None where it is not known what was adopted in it."""

    month_code: str
    by_tier: tuple[int | None, ...]
    total: int | None
    year_ago_total: int | None


@dataclass(frozen=True, slots=True)
class Adoption:
    """An adopted piece as annex 2 lists it, with its evidence; the points are its first unit's."""

    record_id: str
    unit_name: str
    co_units: str | None
    article_title: str
    outlet_name: str
    tier: str
    line: str
    medium: str
    adopted_on: str
    page: str | None
    placement: str
    points: Decimal | None  # None: not shown
    file_name: str
    sheet_name: str
    row_number: int
    kind: str = ""  # as the register words it


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of the rule applied to one adoption, for one unit; a unit's lines add up to its points."""

    score_line_id: str
    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: str
    rule_version: str
    rule_line_id: str
    points: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A record of the period that was not counted, and why."""

    outcome: str
    reason: str
    unit_name: str
    outlet_name: str
    article_title: str
    adopted_on: str
    file_name: str
    sheet_name: str
    row_number: int
    cells: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A unit with its files of the period that could not be read, or of which every record waits for an answer."""

    unit_name: str  # empty of files that nobody can tell whose they are
    file_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """An edition of the scoring rule in force within the period."""

    scheme_name: str
    rule_version: str
    decision: str
    decided_on: date
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Records of the period by what became of them."""

    accepted: int
    rejected: int
    duplicate: int
    superseded: int

    @property
    def total(self) -> int:
        return self.accepted + self.rejected + self.duplicate + self.superseded


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records of the period were rejected, and how many."""

    reason_code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Rename:
    """A unit that another one answers for since it was renamed or merged."""

    old_name: str
    new_name: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the figures come from and how to object to them."""

    rules: tuple[RuleInForce, ...]
    outcomes: Outcomes
    delivery_count: int
    reasons: tuple[Reason, ...]
    renames: tuple[Rename, ...]
    fingerprint: str
    objection_days: int
    objections_until: date
    imprint: Imprint | None = None  # of a draft there is none
    objections: tuple[ReportedObjection, ...] = ()
    late: tuple[LateRecord, ...] = ()
    blanks: tuple[Condition, ...] = ()  # where rule lines ask what records of the period leave blank
    elsewhere: tuple[Elsewhere, ...] = ()  # authors of another unit than the one they are counted under
