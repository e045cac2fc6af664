"""Pieces asked for, with what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subjects.commissions.value import Commissions

_OUTCOMES = {"kept": "按期完成", "late": "逾期完成", "missed": "未完成", "open": "尚未到期"}


def items(asked: Commissions | None) -> Iterator[Table]:
    """Yield the pieces that were asked for, if that is kept and shown."""
    if not asked or not asked.items:
        return
    rows = [
        (each.article_title, each.unit_name, str(each.deadline), _OUTCOMES[each.outcome])
        for each in asked.items
    ]
    yield Table("约稿批示", "约稿", ("稿件", "单位", "截止日期", "完成情况"), (40, 26, 22), rows, names=2)
