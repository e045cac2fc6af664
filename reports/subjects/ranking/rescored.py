"""Growth told apart from a dearer rule: an earlier period as it was published, and by the version of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.change import change, share_of

if TYPE_CHECKING:
    from decimal import Decimal

    from reports.change import Change


@dataclass(frozen=True, slots=True)
class Rescored:
    """A unit's earlier period under another version of the rule, beside this one."""

    published: Decimal
    published_place: int | None
    points: Decimal  # of the earlier period, by this period's version
    place: int | None
    published_now: Decimal
    now: Decimal  # by the one version, where this period lies under several; else as published
    now_place: int | None

    @property
    def total(self) -> Decimal:
        """How many points more or less are published."""
        return self.published_now - self.published

    @property
    def by_work(self) -> Decimal:
        """How many of them are more or less work: what one rule makes of both periods."""
        return self.now - self.points

    @property
    def by_rule(self) -> Decimal:
        """How many of them the rule has made: the rest."""
        return self.total - self.by_work

    @property
    def changes_nothing(self) -> bool:
        """Whether the one version gives what was published."""
        return (self.points, self.place, self.now) == (self.published, self.published_place, self.published_now)

    def growth(self, decimals: int) -> Change | None:
        """The growth of work, in points of one rule."""
        return change(self.now, self.points, decimals)

    def growth_by_rule(self, decimals: int) -> Decimal | None:
        """The growth by the rule, in per cent of what was published then."""
        return share_of(self.by_rule, self.published, decimals)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Which versions of the rule held in the periods that are compared; empty where it makes no difference."""

    version: str  # at the period's end: what all are scored by
    within: tuple[str, ...]  # the period itself, if several
    previous: tuple[str, ...]
    year_ago: tuple[str, ...]
    decimals: int  # of the per cents
    previous_unit: str = ""  # what was published then is counted in, where that is not what this period is
    year_ago_unit: str = ""
