"""Objections, and records that arrived late, each as a list; a period without any has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Column, Table
from reports.subjects.afterwards.text import OUTCOMES, TREATMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subject import Told
    from reports.subjects.afterwards.value import Afterwards

_OBJECTIONS = (
    Column("编号", "word", sheet=12), Column("统计期", "word", sheet=10), Column("单位", "text", sheet=20),
    Column("所指", "text", sheet=34), Column("提出日期", "day", sheet=12), Column("理由", "text", sheet=36),
    Column("是否逾期", "word", sheet=9), Column("结果", "word", sheet=9), Column("办理日期", "day", sheet=12),
    Column("说明", "text", sheet=30), Column("更正", "text", sheet=24),
)  # fmt: skip
_LATE = (
    Column("单位", "text", sheet=20), Column("标题", "text", sheet=40), Column("刊物媒体", "text", sheet=18),
    Column("采用日期", "day", sheet=12), Column("收到日期", "day", sheet=12), Column("印发日期", "day", sheet=12),
    Column("处理", "word", sheet=16), Column("计分月份", "word", sheet=10), Column("来件", "text", sheet=28),
    Column("记录编号", "text", sheet=36),
)  # fmt: skip


def tables(found: Afterwards, _told: Told) -> Iterator[Table]:
    """Yield both lists."""
    objections = [
        (each.objection_id, each.period_code, each.unit_name, each.about, str(each.raised_on), each.reason,
         "逾期" if each.is_late else "", OUTCOMES[each.outcome], str(each.decided_on or ""), each.why or "",
         each.correction or "")
        for each in found.objections
    ]  # fmt: skip
    late = [
        (each.unit_name, each.article_title, each.outlet_name, each.adopted_on, str(each.received_on),
         str(each.issued_on or ""), TREATMENTS[each.treatment], each.counted_in, each.file_name, each.record_id)
        for each in found.late
    ]  # fmt: skip
    if objections:
        yield _list("异议", _OBJECTIONS, objections)
    if late:
        yield _list("迟到记录", _LATE, late)


def _list(name: str, columns: tuple[Column, ...], rows: Sequence[Sequence[Value]]) -> Table:
    return Table(name, name, columns, rows, f"共 {len(rows)} 条")
