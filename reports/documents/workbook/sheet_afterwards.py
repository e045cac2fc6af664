"""The sheets of what came up after a period was published; a workbook without any has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.documents.workbook.cells import Column, Styles
from reports.documents.workbook.sheet_lists import ListSheet
from reports.subjects.afterwards.text import OUTCOMES, TREATMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.saying.figures_table import Value
    from reports.value import Report


def add(book: Any, styles: Styles, report: Report) -> None:
    """Add 异议 and 迟到记录."""
    if report.afterwards.objections:
        _objections(book, styles, report)
    if report.afterwards.late:
        _late(book, styles, report)


def _objections(book: Any, styles: Styles, report: Report) -> None:
    columns = (
        Column("编号", 12, styles.centred), Column("统计期", 10, styles.centred), Column("单位", 20, styles.text),
        Column("所指", 34, styles.text), Column("提出日期", 12, styles.centred), Column("理由", 36, styles.text),
        Column("是否逾期", 9, styles.centred), Column("结果", 9, styles.centred), Column("办理日期", 12, styles.centred),
        Column("说明", 30, styles.text), Column("更正", 24, styles.text),
    )  # fmt: skip
    rows = [
        (each.objection_id, each.period_code, each.unit_name, each.about, str(each.raised_on), each.reason,
         "逾期" if each.is_late else "", OUTCOMES[each.outcome], str(each.decided_on or ""), each.why or "",
         each.correction or "")
        for each in report.afterwards.objections
    ]  # fmt: skip
    _sheet(book, styles, "异议", f"{report.period.zh}异议", columns, rows)


def _late(book: Any, styles: Styles, report: Report) -> None:
    columns = (
        Column("单位", 20, styles.text), Column("标题", 40, styles.text), Column("刊物媒体", 18, styles.text),
        Column("采用日期", 12, styles.centred), Column("收到日期", 12, styles.centred), Column("印发日期", 12, styles.centred),
        Column("处理", 16, styles.centred), Column("计分月份", 10, styles.centred), Column("来件", 28, styles.text),
        Column("记录编号", 36, styles.text),
    )  # fmt: skip
    rows = [
        (each.unit_name, each.article_title, each.outlet_name, each.adopted_on, str(each.received_on),
         str(each.issued_on or ""), TREATMENTS[each.treatment], each.counted_in, each.file_name, each.record_id)
        for each in report.afterwards.late
    ]  # fmt: skip
    _sheet(book, styles, "迟到记录", f"{report.period.zh}迟到记录", columns, rows)


def _sheet(
    book: Any,
    styles: Styles,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
) -> None:
    ListSheet(name, f"{name}表", title, f"共 {len(rows)} 条", tuple(columns), len(columns)).add(book, styles, rows)
