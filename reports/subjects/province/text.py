"""What the circular says of the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.plain import number
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.province.value import Peer, Peers

_PLACES_NAMED = 3


def sentences(peers: Peers, _told: Told) -> Iterator[Sentence]:
    """Say where the city and its counties stand in the province, by the province's own figures."""
    yield Sentence("总体情况", "全省位次", _standing(peers))


def _standing(peers: Peers) -> str:
    if peers.own is None:
        return ""
    own = peers.own
    text = f"据全省通报，{own.name}被采用{own.count}篇次，居{len(peers.cities)}个市{_placed(own)}"
    leading = [county for county in peers.own_counties if county.count][:_PLACES_NAMED]
    if leading:
        named = "、".join(f"{county.name}（{county.count}篇次，{_placed(county)}）" for county in leading)
        text += f"；所属县（市、区）在全省{len(peers.counties)}个县（市、区）中居前的是{named}"
    for each in peers.spreading:
        if each.is_own:
            text += f"；全市{each.county_count}个县（市、区）中有采用的{each.with_one}个，平均{number(each.average)}篇次"
    return f"{text}。"


def _placed(peer: Peer) -> str:
    return f"{'并列' if peer.is_tied else ''}第{peer.place}位"
