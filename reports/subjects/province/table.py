"""Cities of the province, and the office's own counties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subjects.province.value import Peer, Peers


def tables(peers: Peers | None) -> Iterator[Table]:
    """Yield the cities, then the counties of the office's own; nothing where the province's figures are not kept."""
    if not peers:
        return
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
    heads = ("市", "名次", "采用篇次", "县（市、区）数", "有采用的", "县均篇次")
    return Table("全省位次", "全省各市", heads, (20, 22, 28, 22, 22), rows)


def _counties(peers: Peers) -> Table:
    rows = [
        (each.name, _place(each), each.count) for each in peers.own_counties
    ]
    heads = ("县（市、区）", "名次", "采用篇次")
    return Table("全省位次", "所属县（市、区）在全省的位次", heads, (40, 40), rows)
