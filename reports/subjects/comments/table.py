"""Pieces that leaders remarked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.comments.value import Comments

_COLUMNS = (
    everywhere("稿件", "text", REST), everywhere("单位", "text", 38), everywhere("批示领导", "word", 22),
    everywhere("级别", "word", 16), everywhere("批示日期", "word", 24),
)  # fmt: skip


def tables(found: Comments, _told: Told) -> Iterator[Table]:
    """Yield the remarks."""
    rows = [
        (each.article_title, each.unit_name, each.leader, each.level, str(each.commented_on)) for each in found.remarks
    ]
    yield Table("约稿批示", "领导批示", _COLUMNS, rows, is_told=True)
