"""The sheets that hold what was reported against its sources; a period without any has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.documents.workbook.cells import Column, Styles
from reports.documents.workbook.sheet_lists import ListSheet
from reports.saying import plain

if TYPE_CHECKING:
    from reports.value import Report

_SHOWN_BY = {"confirmed": "单位和刊物", "claimed_only": "仅单位", "observed_only": "仅刊物"}


def add(book: Any, styles: Styles, report: Report) -> None:
    """Add 来源核对 and 刊物计数."""
    if report.claims.claims:
        _claims(book, styles, report)
    if report.claims.outlet_counts:
        _outlet_counts(book, styles, report)


def _claims(book: Any, styles: Styles, report: Report) -> None:
    columns = (
        Column("见于", 12, styles.centred),
        Column("刊物来件", 9, styles.centred),
        Column("计分", 8, styles.centred),
        Column("单位", 20, styles.text),
        Column("刊物媒体", 18, styles.text),
        Column("采用日期", 12, styles.centred),
        Column("标题", 46, styles.text),
        Column("单位记录编号", 36, styles.text),
        Column("刊物记录编号", 36, styles.text),
    )
    rows = [
        (_SHOWN_BY[each.claim], "有" if each.is_watched else "无", "已计" if each.is_counted else "未计", each.unit_name,
         each.outlet_name, each.day, each.article_title, each.claimed_record_id, each.observed_record_id)
        for each in report.claims.claims
    ]  # fmt: skip
    counted = {code: sum(each.claim == code for each in report.claims.claims) for code in _SHOWN_BY}
    under = "　".join(f"{_SHOWN_BY[code]} {count} 篇次" for code, count in counted.items())
    ListSheet("来源核对", "核对表", f"{report.period.zh}来源核对", under, columns, 7).add(book, styles, rows)


def _outlet_counts(book: Any, styles: Styles, report: Report) -> None:
    columns = (
        Column("单位", 22, styles.text),
        Column("刊物媒体", 22, styles.text),
        Column("统计期", 12, styles.centred),
        Column("计数表所列", 12, styles.count),
        Column("本库计入", 12, styles.count),
        Column("差数", 10, styles.difference),
        Column("说明", 30, styles.text),
        Column("记录编号", 40, styles.text),
    )
    rows = [
        (each.unit_name, each.outlet_name, plain.term(each.period_code), each.claimed_count, each.adoption_count,
         each.difference, _said(each.difference), each.record_ids)
        for each in report.claims.outlet_counts
    ]  # fmt: skip
    differing = sum(each.difference != 0 for each in report.claims.outlet_counts)
    under = f"共 {len(rows)} 项，其中 {differing} 项不一致"
    ListSheet("刊物计数", "计数表", f"{report.period.zh}刊物计数核对", under, columns, 7).add(
        book, styles, rows
    )


def _said(difference: int) -> str:
    if difference > 0:
        return "计数表多：请补报这些稿件的记录"
    return "计数表少：请核对计数表" if difference else "一致"
