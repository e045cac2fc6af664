"""Pieces asked for, with what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.commissions.value import Commissions

OUTCOMES = {"kept": "按期完成", "late": "逾期完成", "missed": "未完成", "open": "尚未到期"}
_COLUMNS = (
    everywhere("稿件", "text", REST), everywhere("单位", "text", 40), everywhere("截止日期", "word", 26),
    everywhere("完成情况", "word", 22),
)  # fmt: skip


def tables(asked: Commissions, _told: Told) -> Iterator[Table]:
    """Yield the pieces that were asked for, if they are shown."""
    if asked.items:
        rows = [
            (each.article_title, each.unit_name, str(each.deadline), OUTCOMES[each.outcome]) for each in asked.items
        ]
        yield Table("约稿批示", "约稿", _COLUMNS, rows, is_told=True)
