"""How much of the ranking the common documents show: its first places, bands of equals, or nothing.

Anything but a full ranking also names nobody who fell short: a unit with nothing would show what is hidden.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.decided import only
from reports.subjects.ranking.value import UnitBand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.saying.wording import Display
    from reports.subject import Extent
    from reports.subjects.ranking.value import Group, Ranked, Rankings

WHOLE = ("unranked", "unit_count", "nothing_count", "waiting", "rule_change")
_RANKED = (
    "unit_code", "unit_name", "place", "is_tied", "adoption_count", "credited_count", "by_tier", "by_side", "points",
    "cumulative_points", "previous_place", "year_ago_place", "year_ago_adoption_count", "year_ago", "unit_order",
    "converted", "assessed", "since_previous", "since_year_ago",
)  # fmt: skip


def part(ranking: Rankings, extent: Extent) -> Mapping[str, Any]:
    """Return what is shown of the places."""
    mode = extent.display.mode
    bands = tuple(band for group in ranking.groups for band in _bands(group, extent.display))
    return {
        "groups": tuple(_first(group, extent.display.top) for group in ranking.groups) if mode == "top" else (),
        "bands": bands if mode == "bands" else (),
        "nothing": (),
        "fallen": (),
        "contests": (),
    }


def places(ranking: Rankings, display: Display) -> frozenset[str]:
    """Return the units whose places are shown."""
    return frozenset(
        one.unit_name
        for one in ranking.ranked
        if display.mode == "top" and one.place is not None and one.place <= display.top
    )


def _first(group: Group, count: int) -> Group:
    """The places that are shown, ties included, with their own sums; the rest by name, in the office's order."""
    units = tuple(one for one in group.units if one.place is not None and one.place <= count)
    rest = sorted((one for one in group.units if one not in units), key=_order)
    units = tuple(only(one, _RANKED, unmet_quotas=None) for one in units)
    tiers, media = ([one.by_tier for one in units], [one.by_side for one in units])
    return only(
        group,
        ("name",),
        units=units,
        by_tier=_columns(tiers, len(group.by_tier)),
        by_side=_columns(media, len(group.by_side)),
        adoption_count=sum(one.adoption_count for one in units),
        points=sum((one.points for one in units), Decimal(0)),
        cumulative_points=sum((one.cumulative_points for one in units), Decimal(0)),
        spread=None if rest else group.spread,
        others=tuple(one.unit_name for one in rest),
    )


def _columns(rows: list[tuple[int, ...]], count: int) -> tuple[int, ...]:
    return tuple(sum(row[column] for row in rows) for column in range(count))


def _order(one: Ranked) -> tuple[int, str]:
    return one.unit_order, one.unit_code


def _bands(group: Group, display: Display) -> Iterator[UnitBand]:
    """Each band takes its share of the units by place, the last one the rest; equal places are never parted."""
    ranked = [one for one in group.units if one.place is not None]
    start = taken = 0
    for number, (name, share) in enumerate(display.bands, start=1):
        taken += share
        until = max(start, min(math.ceil(len(ranked) * taken / 100), len(ranked)))
        if number == len(display.bands):
            until = len(ranked)
        while start < until < len(ranked) and ranked[until].place == ranked[until - 1].place:
            until += 1
        units = sorted(ranked[start:until], key=_order)
        start = until
        if units:
            yield UnitBand(group.name, name, tuple(one.unit_name for one in units))
