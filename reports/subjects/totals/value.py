"""The whole office in figures, and the months of the year so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.change import Compared


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year so far, by tier; None where it is not known what was adopted in it."""

    month_code: str
    by_tier: tuple[int | None, ...]
    total: int | None
    year_ago_total: int | None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin that numbers its issues, with how many it took to print what was adopted."""

    outlet_name: str
    issues: int
    adoptions: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole office, organiser included; an adoption counts once, for its first unit."""

    adoptions: Compared
    tiers: tuple[Compared, ...]
    sides: tuple[Compared, ...]
    crossed: tuple[tuple[Compared, ...], ...]  # for each side its tiers
    upper: tuple[
        Compared, ...
    ]  # for each side its two highest tiers together; empty with fewer than three tiers
    media: tuple[Compared, ...]
    outlets: tuple[Compared, ...]  # only those that adopted something now or a year ago
    pieces: Compared
    reprints: Compared
    cumulative: Compared  # since 1 January
    months: tuple[Month, ...]
    bulletins: tuple[Bulletin, ...]  # those all of whose adoptions state their issue
