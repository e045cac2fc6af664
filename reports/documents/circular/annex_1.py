"""Further tables of annex 1, each only where there are such figures: progress, rates, persons, the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import tables as subject_tables
from reports.documents.circular.word_table import GRID, TEXT_WIDTH, Cell, table
from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.value import Report

_HEAD, _ROW_HEIGHT = "TableHead", 7.0


def tables(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a title and a table for each subject there are figures of."""
    if any(group.is_assessed for group in report.ranking.groups):
        yield "计入考核得分", _drawn(_assessed(report))
    for each in subject_tables.annexed(report):
        yield each.title, _drawn(each)


def _drawn(each: Table) -> str:
    cells = [
        [Cell(text, "left" if column < each.names else "center") for column, text in enumerate(row)]
        for row in each.texts
    ]
    widths = [TEXT_WIDTH - sum(each.widths), *each.widths]
    return table(widths, [[Cell(text, style=_HEAD) for text in each.heads]], cells, GRID, _ROW_HEIGHT)


def _assessed(report: Report) -> Table:
    rows = [(one.unit_name, one.points, one.converted, one.assessed) for one in report.ranking.ranked]
    heads = ("单位", report.measure.head, "折算得分", "计入考核")
    return Table("计入考核得分", "计入考核得分", heads, (28, 28, 28), rows)
