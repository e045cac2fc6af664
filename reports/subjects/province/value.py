"""The office's city and its counties among the others of the province."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
