"""What the annual circular says beside the rest: bulletins by name, who leads in the higher media, who sent how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.parts import Compared


@dataclass(frozen=True, slots=True)
class Printed:
    """A bulletin; `issues` it took to print what was adopted, None where an adoption does not state its own."""

    adoptions: Compared
    issues: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit by the number of its adoptions in media of the two highest tiers."""

    unit_name: str
    place: int
    is_tied: bool
    count: int


@dataclass(frozen=True, slots=True)
class Contest:
    """A ranked group, of which those that come first are named."""

    group: str
    unit_count: int
    leading: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """Pieces that the units of a group sent in."""

    group: str
    count: int


@dataclass(frozen=True, slots=True)
class Review:
    """A year."""

    bulletins: tuple[Printed, ...]
    upper_count: (
        int  # adoptions in media of the two highest tiers; not asked in an office of fewer than three
    )
    contests: tuple[Contest, ...]  # groups with at least one of these
    sent: tuple[Sent, ...]  # of all groups, in printing order; empty where nobody keeps that register
