"""Pieces that stand for election, with votes and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.elections.value import Elections


def tables(found: Elections, told: Told) -> Iterator[Table]:
    """Yield the candidates with what each has of points, votes and marks."""
    columns = (
        everywhere("标题", "text", REST), everywhere("单位", "text", 34), everywhere("得票", "points", 16),
        everywhere("评审", "points", 16), everywhere(told.measure.head, "points", 16),
    )  # fmt: skip
    rows = [
        (each.article_title, each.unit_name, each.votes, each.jury, each.points) for each in found.candidates
    ]
    yield Table("评优", "优秀稿件评选", columns, rows)
