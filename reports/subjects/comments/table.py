"""Pieces that leaders remarked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subjects.comments.value import Comment


def comments(found: tuple[Comment, ...]) -> Iterator[Table]:
    """Yield the remarks; nothing where there are none."""
    if not found:
        return
    rows = [
        (each.article_title, each.unit_name, each.leader, each.level, str(each.commented_on))
        for each in found
    ]
    heads = ("稿件", "单位", "批示领导", "级别", "批示日期")
    yield Table("约稿批示", "领导批示", heads, (38, 22, 16, 24), rows, names=2)
