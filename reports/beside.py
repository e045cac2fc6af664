"""What a report says beside totals and ranking: what was sent in, asked for, remarked on, and the province's view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from reports.parts import Compared


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


@dataclass(frozen=True, slots=True)
class Comment:
    """A leader's remark on a piece."""

    unit_name: str
    article_title: str
    leader: str
    level: str
    commented_on: date


@dataclass(frozen=True, slots=True)
class Commission:
    """A piece asked for; the outcome is kept, late, missed or open."""

    unit_name: str
    article_title: str
    deadline: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Commissions:
    """Pieces asked for whose deadline lies in the period; a piece asked of two units counts once."""

    asked: int
    kept: int
    late: int
    missed: int
    open: int
    items: tuple[Commission, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that stands for election: its points, its votes and the jury's mean mark, each counted apart."""

    article_title: str
    unit_name: str
    points: Decimal | None
    votes: Decimal | None
    jury: Decimal | None


@dataclass(frozen=True, slots=True)
class MediaAccount:
    """An account of a unit: reads within the period, followers when last counted."""

    account_name: str
    unit_name: str
    reads: int | None
    followers: int | None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Pushes of WeChat accounts and what came of them; figures beside the ranking."""

    pushes: int
    own_pushes: int  # of the organiser's own accounts
    reads: int | None
    items: tuple[MediaAccount, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """A city of the province, or a county, by the province's published figures."""

    name: str
    city_name: str
    count: int
    place: int
    is_tied: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Spreading:
    """How the counties of a city share in it."""

    city_name: str
    county_count: int
    with_one: int  # counties with at least one adoption
    average: Decimal
    is_own: bool


@dataclass(frozen=True, slots=True)
class Peers:
    """The province's view."""

    cities: tuple[Peer, ...]
    counties: tuple[Peer, ...]
    spreading: tuple[Spreading, ...]

    @property
    def own(self) -> Peer | None:
        """The office's own city."""
        return next((city for city in self.cities if city.is_own), None)

    @property
    def own_counties(self) -> tuple[Peer, ...]:
        """The counties of the office's own city, by their places."""
        return tuple(county for county in self.counties if county.is_own)


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
class Kind:
    """A kind of piece as the registers word it, and its per cent of all adoptions that state one."""

    name: str
    count: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin that numbers its issues, with how many it took to print what was adopted."""

    outlet_name: str
    issues: int
    adoptions: int


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
