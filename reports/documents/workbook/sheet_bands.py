"""The sheet of a ranking that is not shown in full: bands, or those beyond the places that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.documents.workbook.cells import Sheet, Styles
from reports.saying import plain

if TYPE_CHECKING:
    from reports.value import Report


def add(book: Any, styles: Styles, report: Report) -> None:
    """Add 分档情况; nothing where the whole ranking is shown."""
    bands = [(plain.group(band.group), band.name, "、".join(band.units)) for band in report.ranking.bands]
    others = [
        (plain.group(group.name), "其余单位", "、".join(group.others))
        for group in report.ranking.groups
        if group.others
    ]
    if not bands and not others:
        return
    sheet = Sheet(book, styles, "分档情况", [14, 14, 90])
    sheet.title(f"{report.period.zh}分档情况", "同档单位按本单位名册排列")
    sheet.heads(2, ("组别", "档次", "单位"))
    sheet.keep_head(3)
    for row, cells in enumerate((*bands, *others), start=3):
        for column, text in enumerate(cells):
            sheet.put(row, column, text, styles.text)
        sheet.fit(row, cells)
