"""What units owe, and what they have done of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
