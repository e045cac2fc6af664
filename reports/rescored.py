"""Growth told apart from a dearer rule: an earlier period as it was published, and by the version of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.parts import change, share_of

if TYPE_CHECKING:
    from decimal import Decimal

    from reports.parts import Change


@dataclass(frozen=True, slots=True)
class Rescored:
    """A unit's points and place of an earlier period under another version of the rule, and this period's points."""

    published: Decimal
    published_place: int | None
    points: Decimal  # of the earlier period, by this period's version
    published_now: Decimal
    now: Decimal  # by the one version, where this period lies under several; else as published

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

    def growth(self, decimals: int) -> Change | None:
        """The growth of work, in points of one rule."""
        return change(self.now, self.points, decimals)

    def growth_by_rule(self, decimals: int) -> Decimal | None:
        """The growth by the rule, in per cent of what was published then."""
        return share_of(self.by_rule, self.published, decimals)
