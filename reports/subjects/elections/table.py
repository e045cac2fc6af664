"""Pieces that stand for election, with votes and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.measure import Denomination
    from reports.subjects.elections.value import Candidate


def candidates(found: tuple[Candidate, ...], measure: Denomination) -> Iterator[Table]:
    """Yield the candidates with what each has of points, votes and marks; nothing where there was no election."""
    if not found:
        return
    rows = [
        (each.article_title, each.unit_name, each.votes, each.jury, each.points) for each in found
    ]
    heads = ("标题", "单位", "得票", "评审", measure.head)
    yield Table("评优", "优秀稿件评选", heads, (34, 16, 16, 16), rows, names=2)
