"""The totals as blocks of labelled rows: sheet and page print the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain

if TYPE_CHECKING:
    from reports.change import Compared
    from reports.subjects.totals.value import Totals
    from reports.when import OfficePeriod

Block = tuple[str, tuple[tuple[str, "Compared"], ...]]


def blocks(totals: Totals, period: OfficePeriod) -> tuple[Block, ...]:
    """Return the blocks, each with its heading; the first has none. A year is its own sum since January."""
    whole: tuple[tuple[str, Compared], ...] = (
        ("采用总数", totals.adoptions),
        ("被采用稿件（篇）", totals.pieces),
        ("其中转载", totals.reprints),
    )
    if period.grain != "year":
        whole = (*whole, ("今年累计", totals.cumulative))
    return (
        ("", whole),
        ("按层级", tuple((plain.tier(each.name), each) for each in totals.tiers)),
        ("按载体", tuple((each.name, each) for each in totals.sides)),
        ("按类别", tuple((each.name, each) for each in totals.media)),
        ("按刊物媒体", tuple((each.name, each) for each in totals.outlets)),
    )
