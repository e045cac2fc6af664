"""The sheets of the subjects' tables: whole lists, one a sheet, and smaller tables under one another."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reports.documents import tables as subject_tables
from reports.documents.circular.word_table import TEXT_WIDTH
from reports.documents.workbook.cells import Sheet, Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.saying.figures_table import Table
    from reports.value import Report

_HEAD_ROW = 2
# The sheet of each list, and what its table is called in formulas.
_BEFORE = {"任务完成": "任务表"}
_AFTER = {
    "采用明细": "采用表", "得分明细": "得分表", "未计入记录": "未计入表", "来源核对": "核对表", "刊物计数": "计数表",
    "异议": "异议表", "迟到记录": "迟到记录表",
}  # fmt: skip


def add(book: Any, styles: Styles, report: Report) -> None:
    """Add a sheet for each name there are tables of."""
    found = {
        name: [table.in_sheet() for table in tables] for name, tables in subject_tables.by_name(report).items()
    }
    zh, under = report.period.zh, f"统计区间：{report.period.days}"
    for table in found.get("分档情况", ()):
        _bands(book, styles, zh, table)
    _lists(book, styles, zh, _BEFORE, found)
    unit = f"单位：篇、篇次、{report.measure.unit}"
    foremost = _sections(
        book, styles, subject_tables.FOREMOST, f"{zh}重点稿件与选题", unit, found[subject_tables.FOREMOST]
    )
    foremost.sheet.set_landscape()
    for name in subject_tables.BESIDE:
        if name in found:
            _sections(book, styles, name, f"{zh}{name}", under, found[name]).keep_head(_HEAD_ROW)
    _lists(book, styles, zh, _AFTER, found)


def _lists(
    book: Any, styles: Styles, zh: str, names: Mapping[str, str], found: Mapping[str, list[Table]]
) -> None:
    for name, in_formulas in names.items():
        for table in found.get(name, ()):
            _list(book, styles, f"{zh}{table.title}", in_formulas, table)


def _list(book: Any, styles: Styles, title: str, in_formulas: str, table: Table) -> None:
    """Add a sheet that is one table, with frozen heads that repeat on paper; evidence lies right of what is printed."""
    printed = sum(not column.is_evidence for column in table.columns)
    sheet = Sheet(book, styles, table.name, table.sheet_widths(TEXT_WIDTH))
    sheet.sheet.set_landscape()
    sheet.sheet.print_area(0, 0, _HEAD_ROW + max(len(table.rows), 1), printed - 1)
    sheet.title(title, table.under, columns=printed)
    sheet.table(in_formulas, _HEAD_ROW, table)
    sheet.keep_head(_HEAD_ROW + 1)
    for column, each in enumerate(table.columns):
        if each.form == "short" and table.judged:
            sheet.sheet.conditional_format(
                _HEAD_ROW + 1, column, _HEAD_ROW + table.judged, column,
                # a dash is more than any number
                {"type": "cell", "criteria": "between", "minimum": 1, "maximum": 1_000_000, "format": styles.is_short},
            )  # fmt: skip


def _bands(book: Any, styles: Styles, zh: str, table: Table) -> None:
    sheet = Sheet(book, styles, table.name, table.sheet_widths(TEXT_WIDTH))
    sheet.title(f"{zh}{table.title}", table.under)
    sheet.plain_rows(_HEAD_ROW, table)
    sheet.keep_head(_HEAD_ROW + 1)


def _sections(book: Any, styles: Styles, name: str, title: str, under: str, tables: list[Table]) -> Sheet:
    columns = zip_longest(*(table.sheet_widths(TEXT_WIDTH) for table in tables), fillvalue=0.0)
    sheet = Sheet(book, styles, name, [max(widths) for widths in columns])
    sheet.title(title, under)
    row = _HEAD_ROW
    for table in tables:
        row = sheet.section(row, table)
    return sheet
