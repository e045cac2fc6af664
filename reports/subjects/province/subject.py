"""The office's city and its counties among the others of the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.subject import Frozen, Shown, Subject, figures_of
from reports.subjects.province import query, table, text
from reports.subjects.province.value import Peers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import ToldFigure


def _figures(peers: Peers) -> Iterator[ToldFigure]:
    """The cities and the counties of the office's own, by the province's figures."""
    return figures_of(
        (*peers.cities, *peers.own_counties),
        lambda each: ("", f"全省通报中{each.name}"),
        {"count": "采用篇次", "place": "名次"},
        "name", "city_name", "is_tied", "is_own",
    )  # fmt: skip


SUBJECT: Subject[Peers] = Subject(
    name="province",
    read=query.read,
    shown=Shown(whole=("cities", "counties", "spreading")),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("cities", "counties"), ("spreading",), figures=_figures),
)
