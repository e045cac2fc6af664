"""Units ranked against each other: their lines, their groups, and what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from reports.change import Change
    from reports.subjects.ranking.rescored import Rescored, RuleChange


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
    by_side: tuple[int, ...]
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
        return gained(self.place, self.since_previous, self.previous_place)

    @property
    def year_ago_place_change(self) -> int | None:
        """Places gained (+) or lost (-) against the same period of last year."""
        return gained(self.place, self.since_year_ago, self.year_ago_place)


def gained(place: int | None, since: Rescored | None, earlier: int | None) -> int | None:
    """Return the places gained against an earlier period, if there are two; under another version of the rule by `since`."""
    now = since.now_place if since else place
    return None if now is None or earlier is None else earlier - now


@dataclass(frozen=True, slots=True)
class Group:
    """Units ranked against each other, in printing order, and their sums."""

    name: str
    units: tuple[Ranked, ...]
    by_tier: tuple[int, ...]
    by_side: tuple[int, ...]
    adoption_count: int
    points: Decimal
    cumulative_points: Decimal
    spread: Decimal | None  # first against last; None with fewer than two units
    others: tuple[str, ...] = ()  # units whose place is not shown

    @property
    def is_assessed(self) -> bool:
        """Whether its points go into a larger assessment."""
        return any(one.assessed is not None for one in self.units)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A unit below the same period of last year, where the rule is: only up, never down."""

    unit_name: str
    now: int
    year_ago: int


@dataclass(frozen=True, slots=True)
class UnitBand:
    """Units of a group that are shown as equals, in printing order, without places and points."""

    group: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MediaPlace:
    """A unit by the number of its adoptions in media of the two highest tiers."""

    unit_name: str
    place: int
    is_tied: bool
    count: int


@dataclass(frozen=True, slots=True)
class MediaContest:
    """A ranked group, of which those that come first in these media are named."""

    group: str
    unit_count: int
    leading: tuple[MediaPlace, ...]


@dataclass(frozen=True, slots=True)
class Rankings:
    """All groups, and who stands outside of them or has nothing to stand with."""

    groups: tuple[Group, ...]  # ranked
    unranked: tuple[Ranked, ...]  # in the totals only: the organiser itself
    unit_count: int  # ranked
    nothing_count: int  # of these, credited with nothing
    nothing: tuple[str, ...]  # their names
    waiting: tuple[str, ...]  # units of whose files some could not be read: what they have is not known
    fallen: tuple[Fallen, ...]  # only where the office says: only up, never down
    contests: tuple[MediaContest, ...]  # of a year
    rule_change: RuleChange | None  # between this period and one it is compared with
    bands: tuple[UnitBand, ...] = ()  # shown instead of the groups

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """Every ranked unit, group after group."""
        return tuple(one for group in self.groups for one in group.units)
