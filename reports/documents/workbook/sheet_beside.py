"""The sheets of what some offices keep beside the ranking: one for each subject there are figures of."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reports.documents import tables as subject_tables
from reports.documents.circular.word_table import TEXT_WIDTH
from reports.documents.workbook.cells import Sheet, Styles

if TYPE_CHECKING:
    from reports.saying.figures_table import Table
    from reports.value import Report

_MILLIMETRES = 1.7  # of a character
_HEAD_ROWS = 2


def add(book: Any, styles: Styles, report: Report) -> None:
    """Add 任务进度, 报送采用率, 作者, 评优, 公众号, 全省位次 and 约稿批示."""
    under = f"统计区间：{report.period.days}"
    for subject, tables in subject_tables.by_subject(report).items():
        _sheet(book, styles, subject, f"{report.period.zh}{subject}", under, tables)


def _sheet(book: Any, styles: Styles, name: str, title: str, under: str, tables: list[Table]) -> None:
    columns = zip_longest(
        *((TEXT_WIDTH - sum(table.widths), *table.widths) for table in tables), fillvalue=0.0
    )
    sheet = Sheet(book, styles, name, [max(widths) / _MILLIMETRES for widths in columns])
    sheet.title(title, under)
    sheet.keep_head(_HEAD_ROWS)
    row = _HEAD_ROWS
    for table in tables:
        row = sheet.section(row, table.title, table.heads, table.rows, table.percents)
