"""The sheets that list: quotas, pieces and topics, adoptions, score lines, records not counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.documents.workbook.cells import Column, Sheet, Styles
from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.saying.figures_table import Value
    from reports.value import Report

_HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet that is one table; right of the `printed` columns lies evidence that on paper would make all tiny."""

    name: str
    table: str
    title: str
    under: str
    columns: tuple[Column, ...]
    printed: int

    def add(self, book: Any, styles: Styles, rows: Sequence[Sequence[Value]]) -> Sheet:
        """Add it to a workbook, with frozen heads that repeat on paper."""
        sheet = Sheet(book, styles, self.name, [column.width for column in self.columns])
        sheet.sheet.set_landscape()
        sheet.sheet.print_area(0, 0, _HEAD_ROW + max(len(rows), 1), self.printed - 1)
        sheet.title(self.title, self.under, columns=self.printed)
        sheet.table(self.table, _HEAD_ROW, self.columns, rows)
        sheet.keep_head(_HEAD_ROW + 1)
        return sheet


def add_quotas(book: Any, styles: Styles, report: Report) -> None:
    """Add 任务完成: quotas due within the period, then those still running."""
    columns = (
        Column("单位", 24, styles.text),
        Column("任务期", 12, styles.centred),
        Column("任务内容", 20, styles.text),
        Column("任务数", 9, styles.count),
        Column("完成数", 9, styles.count),
        Column("欠数", 9, styles.short),
        Column("完成率（%）", 12, styles.points),
        Column("说明", 22, styles.text),
    )
    rows: list[Sequence[Value]] = []
    for kind, quotas in (("本期到期", report.tasks.due), ("全年任务，截至本期末", report.tasks.running)):
        rows += [
            (quota.unit_name, plain.term(quota.period_code), quota.what, quota.owed, quota.done,
             quota.short, quota.pace, kind)
            for quota in quotas
        ]  # fmt: skip
    summary = report.tasks
    under = (
        f"承担本期到期任务的单位 {summary.owing_count} 个，完成 {summary.met_count} 个"
        f"（{plain.percent(summary.met_share)}）"
        if not summary.unknown_count
        else f"承担本期到期任务的单位 {summary.owing_count} 个，完成 {summary.met_count} 个，"
        f"完成情况不详 {summary.unknown_count} 个"
    )
    title = f"{report.period.zh}任务完成情况"
    sheet = ListSheet("任务完成", "任务表", title, under, columns, len(columns)).add(book, styles, rows)
    if report.tasks.due:
        sheet.sheet.conditional_format(
            _HEAD_ROW + 1, 5, _HEAD_ROW + len(report.tasks.due), 5,
            # a dash is more than any number
            {"type": "cell", "criteria": "between", "minimum": 1, "maximum": 1_000_000, "format": styles.is_short},
        )  # fmt: skip


def add_pieces(book: Any, styles: Styles, report: Report) -> None:
    """Add 稿件选题: the best pieces, the front pages, the topics of the plan."""
    sheet = Sheet(book, styles, "稿件选题", [46, 24, 30, 10, 10, 10])
    sheet.sheet.set_landscape()
    sheet.title(f"{report.period.zh}重点稿件与选题", f"单位：篇、篇次、{report.measure.unit}")
    best = [
        (piece.article_title, piece.unit_name, piece.outlet_names, plain.tier(piece.highest_tier),
         piece.adoption_count, piece.points)
        for piece in report.pieces.best
    ]  # fmt: skip
    front = [
        (
            each.article_title,
            each.unit_name,
            each.outlet_name,
            plain.tier(each.tier),
            each.placement,
            each.points,
        )
        for each in report.pieces.front_pages
    ]
    topics = [(each.name, each.piece_count, each.year_piece_count) for each in report.pieces.topics]
    blocks: tuple[tuple[str, Sequence[str], Sequence[Sequence[Value]]], ...] = (
        (
            f"{report.measure.noun}最高的稿件（第一单位{report.measure.noun}）",
            ("标题", "单位", "刊物媒体", "最高层级", "采用篇次", report.measure.noun),
            best,
        ),
        ("头版刊发", ("标题", "单位", "刊物媒体", "层级", "版位", report.measure.noun), front),
        ("年度选题", ("选题", "本期篇数", "今年篇数"), topics),
    )
    row = 2
    for title, heads, rows in blocks:
        row = sheet.section(row, title, heads, rows)
    if report.pieces.kinds:
        kinds = [(kind.name, kind.count, kind.share) for kind in report.pieces.kinds]
        sheet.section(row, "稿件体裁", ("体裁", "采用篇次", "占比"), kinds, percents=(2,))


def add_adoptions(book: Any, styles: Styles, report: Report) -> None:
    """Add 采用明细: every adoption with the record it comes from."""
    columns = (
        Column("序号", 6, styles.count),
        Column("层级", 8, styles.centred),
        Column("刊物媒体", 18, styles.text),
        Column("标题", 46, styles.text),
        Column("单位", 20, styles.text),
        Column("合写单位", 16, styles.text),
        Column("采用日期", 12, styles.centred),
        Column("版面", 9, styles.centred),
        Column("版位", 10, styles.centred),
        Column(report.measure.noun, 9, styles.points),
        Column("来件", 26, styles.text),
        Column("工作表", 12, styles.text),
        Column("行", 6, styles.count),
        Column("记录编号", 36, styles.text),
    )
    rows = [
        (number, plain.tier(each.tier), each.outlet_name, each.article_title, each.unit_name, each.co_units or "",
         each.adopted_on, each.page or "", each.placement, each.points, each.file_name, each.sheet_name,
         each.row_number, each.record_id)
        for number, each in enumerate(report.pieces.adoptions, start=1)
    ]  # fmt: skip
    under = f"共 {len(rows)} 篇次；{report.measure.noun}为第一单位所得"
    ListSheet("采用明细", "采用表", f"{report.period.zh}采用明细", under, columns, 10).add(book, styles, rows)


def add_score_lines(book: Any, styles: Styles, report: Report) -> None:
    """Add 得分明细: every line of the rule applied; the lines of a unit add up to its points."""
    columns = (
        Column("单位", 22, styles.text),
        Column("采用日期", 12, styles.centred),
        Column("刊物媒体", 18, styles.text),
        Column("标题", 46, styles.text),
        Column(report.measure.noun, 9, styles.points),
        Column("计分说明", 52, styles.text),
        Column("办法版本", 9, styles.centred),
        Column("条款", 9, styles.centred),
        Column("明细编号", 36, styles.text),
    )
    rows = [
        (each.unit_name, each.adopted_on, each.outlet_name, each.article_title, each.points, each.explanation,
         each.rule_version, each.rule_line_id, each.score_line_id)
        for each in report.pieces.score_lines
    ]  # fmt: skip
    under = f"按单位筛选后，{report.measure.noun}之和即该单位{report.measure.noun}"
    ListSheet("得分明细", "得分表", f"{report.period.zh}得分明细", under, columns, 8).add(book, styles, rows)


def add_excluded(book: Any, styles: Styles, report: Report) -> None:
    """Add 未计入记录: every record that was not counted, where it stands and why."""
    columns = (
        Column("处理", 14, styles.centred),
        Column("原因", 44, styles.text),
        Column("单位", 18, styles.text),
        Column("刊物媒体", 16, styles.text),
        Column("标题", 36, styles.text),
        Column("采用日期", 12, styles.centred),
        Column("来件", 26, styles.text),
        Column("工作表", 12, styles.text),
        Column("行", 6, styles.count),
        Column("原文", 40, styles.text),
        Column("记录编号", 36, styles.text),
    )
    rows = [
        (plain.OUTCOME[each.outcome], each.reason, each.unit_name, each.outlet_name, each.article_title, each.adopted_on,
         each.file_name, each.sheet_name, each.row_number, each.cells, each.record_id)
        for each in report.notes.excluded
    ]  # fmt: skip
    under = f"共 {len(rows)} 条；登记的内容保持原样"
    ListSheet("未计入记录", "未计入表", f"{report.period.zh}未计入记录", under, columns, 9).add(
        book, styles, rows
    )
