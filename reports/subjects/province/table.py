"""Cities of the province, and the office's own counties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subject import Told
    from reports.subjects.province.value import Peer, Peers


_CITIES = (
    everywhere("市", "text", REST), everywhere("名次", "word", 20), everywhere("采用篇次", "count", 22),
    everywhere("县（市、区）数", "count", 28), everywhere("有采用的", "count", 22), everywhere("县均篇次", "points", 22),
)  # fmt: skip
_COUNTIES = (
    everywhere("县（市、区）", "text", REST), everywhere("名次", "word", 40), everywhere("采用篇次", "count", 40),
)  # fmt: skip


def tables(peers: Peers, _told: Told) -> Iterator[Table]:
    """Yield the cities, then the counties of the office's own."""
    yield _cities(peers)
    if peers.own_counties:
        yield _counties(peers)


def _place(of: Peer) -> Value:
    return plain.placed(of.place, is_tied=True) if of.is_tied else of.place


def _cities(peers: Peers) -> Table:
    spread = {each.city_name: each for each in peers.spreading}
    rows: list[Sequence[Value]] = []
    for city in peers.cities:
        counties = spread.get(city.name)
        more = (counties.county_count, counties.with_one, counties.average) if counties else (None,) * 3
        rows.append((city.name, _place(city), city.count, *more))
    return Table("全省位次", "全省各市", _CITIES, rows)


def _counties(peers: Peers) -> Table:
    rows = [
        (each.name, _place(each), each.count) for each in peers.own_counties
    ]
    return Table("全省位次", "所属县（市、区）在全省的位次", _COUNTIES, rows)
