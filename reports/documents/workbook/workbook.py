"""The value as an Excel workbook: `statistics.xlsx`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reports.documents import said
from reports.documents.workbook import sheet_ranking, sheet_tables
from reports.documents.workbook.cells import Sheet, Styles
from reports.saying import plain
from reports.subjects.totals import table as totals_table
from warehouse.sheets import new_book

if TYPE_CHECKING:
    from reports.change import Compared
    from reports.saying.wording import Wording
    from reports.subjects.totals.value import Month
    from reports.value import Report


def render(report: Report, wording: Wording, title: str) -> bytes:
    """Return the workbook; the same value gives the same bytes."""
    target = io.BytesIO()
    book = new_book(target, title, report.office_name, report.period.last_day)
    styles = Styles(book, wording.fonts)
    _overview(book, styles, report, title)
    _months(book, styles, report)
    for group in report.ranking.groups:
        sheet_ranking.add(book, styles, report, group, wording.fonts)
    sheet_tables.add(book, styles, report)
    _notes(book, styles, report)
    book.close()
    return target.getvalue()


def _overview(book: Any, styles: Styles, report: Report, title: str) -> None:
    is_year = report.period.grain == "year"  # the period before a year is last year
    before = () if is_year else ("上期", "增减")
    heads = ("项目", "本期", *before, report.period.last_year, "增减", "倍数", "同比")
    sheet = Sheet(book, styles, "总体情况", [26, *[10] * (len(heads) - 1)])
    sheet.title(title, f"统计区间：{report.period.days}　单位：篇次、篇")
    sheet.heads(2, heads)
    sheet.keep_head(3)
    row = 3
    for name, counted in totals_table.blocks(report.totals, report.period):
        if name:
            sheet.sheet.merge_range(row, 0, row, sheet.last_column, name, styles.head)
            row += 1
        for label, each in counted:
            _compared(sheet, row, each, label, is_year=is_year)
            row += 1


def _compared(sheet: Sheet, row: int, each: Compared, name: str, *, is_year: bool) -> None:
    styles, past = sheet.styles, each.year_ago
    sheet.put(row, 0, name, styles.text)
    sheet.fit(row, (name,))
    sheet.put(row, 1, each.now, styles.count)
    column = 2
    for change in (past,) if is_year else (each.previous, past):
        sheet.put(row, column, change.base if change else None, styles.count)
        sheet.put(row, column + 1, change.difference if change else None, styles.difference)
        column += 2
    sheet.put(row, column, past.multiple if past else None, styles.times)
    sheet.percent(row, column + 1, past.percent if past else None, sign=True)


def _months(book: Any, styles: Styles, report: Report) -> None:
    tiers = len(report.tiers)
    sheet = Sheet(book, styles, "今年各月", [14, *[11] * (tiers + 2)])
    sheet.title(f"{report.period.year}年各月采用情况", "单位：篇次")
    sheet.heads(2, ("月份", *(plain.tier(tier) for tier in report.tiers), "合计", "上年同月"))
    sheet.keep_head(3)
    first = 3
    for row, month in enumerate(report.totals.months, start=first):
        sheet.put(row, 0, month.month_code, styles.centred)
        for column, count in enumerate(_counts(month), start=1):
            sheet.put(row, column, count, styles.count)
    last = first + len(report.totals.months)
    sheet.sheet.write_string(last, 0, "合计", styles.total)
    for column, counts in enumerate(zip(*(_counts(month) for month in report.totals.months), strict=True), start=1):
        known = [count for count in counts if count is not None]
        if len(known) == len(counts):
            sheet.total(last, column, first, sum(known))
        else:
            sheet.sheet.write_string(last, column, plain.NONE, styles.total)


def _counts(month: Month) -> tuple[int | None, ...]:
    return *month.by_tier, month.total, month.year_ago_total


def _notes(book: Any, styles: Styles, report: Report) -> None:
    sheet = Sheet(book, styles, "数据说明", [14, 90])
    sheet.title("数据说明", report.period.zh)
    for row, (name, text) in enumerate(said.notes(report), start=2):
        sheet.put(row, 0, name, styles.head)
        sheet.put(row, 1, text, styles.text)
        sheet.fit(row, (name, text))
    sheet.sheet.protect()
