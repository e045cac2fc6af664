"""Every record that was not counted, where it stands and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.notes.value import Excluded, Notes

_COLUMNS = (
    Column("处理", "label", sheet=14, page=True),
    Column("原因", "long", sheet=44, page=True),
    Column("单位", "text", sheet=18, page=True),
    Column("刊物媒体", "text", sheet=16),
    Column("标题", "long", sheet=36, page=True),
    Column("采用日期", "day", sheet=12),
    Column("来件", "text", sheet=26),
    Column("工作表", "text", sheet=12),
    Column("行", "count", sheet=6),
    Column("出处", "text", page=True),
    Column("原文", "text", sheet=40, is_evidence=True),
    Column("记录编号", "text", sheet=36, is_evidence=True),
)


def tables(notes: Notes, _told: Told) -> Iterator[Table]:
    """Yield the records that were not counted."""
    rows = [
        (plain.OUTCOME[each.outcome], each.reason, each.unit_name, each.outlet_name, each.article_title, each.adopted_on,
         each.file_name, each.sheet_name, each.row_number, _place(each), each.cells, each.record_id)
        for each in notes.excluded
    ]  # fmt: skip
    yield Table("未计入记录", "未计入记录", _COLUMNS, rows, f"共 {len(rows)} 条；登记的内容保持原样")


def _place(each: Excluded) -> str:
    row = f" 第{each.row_number}行" if each.row_number else ""
    return f"{each.file_name} {each.sheet_name}{row}"
