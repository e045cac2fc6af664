"""What units sent in, and how much of it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from reports.change import Compared


@dataclass(frozen=True, slots=True)
class AdoptionRate:
    """Pieces a unit sent in, and how many of them were adopted; `share` is the per cent. Not known: None."""

    unit_name: str
    submitted: int | None
    adopted: int | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Submissions:
    """The register of submissions; zero reports are units that said they had nothing."""

    submitted: Compared
    adopted: int
    share: Decimal | None
    groups: tuple[AdoptionRate, ...]  # ranked ones, each under its name
    units: tuple[AdoptionRate, ...]  # of these groups, in their order
    silent: tuple[str, ...]  # ranked units with neither a piece nor a zero report in what has arrived of them
    zero_reports: tuple[str, ...]
