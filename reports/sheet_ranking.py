"""The ranking of one group as a sheet, with a native chart of points beside last year's."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports import plain
from reports.cells import GREY, PALE_RED, RED, Sheet, Styles

if TYPE_CHECKING:
    from reports.parts import Group, Line
    from reports.value import Report
    from reports.wording import Fonts

_FIRST_ROW = 4
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def add(book: Any, styles: Styles, report: Report, group: Group, fonts: Fonts) -> None:
    """Add the sheet of a group."""
    tiers = len(report.tiers)
    name = "排名 " + _FORBIDDEN_IN_NAMES.sub(" ", group.name)
    sheet = Sheet(book, styles, name[:_LONGEST_NAME], [7, 22, *[7] * (tiers + 3), 10, 11, 11, 10, 8, 8, 8])
    sheet.sheet.set_landscape()
    sheet.title(
        f"{report.period.zh}{plain.group(group.name)}采用情况统计表",
        f"统计区间：{plain.days(report.period)}　单位：篇次、分",
    )
    _heads(sheet, report)
    for row, line in enumerate(group.lines, start=_FIRST_ROW):
        _line(sheet, row, line, tiers)
    last = _FIRST_ROW + len(group.lines)
    _totals(sheet, last, group)
    points = tiers + 5
    sheet.sheet.conditional_format(
        _FIRST_ROW, points, last - 1, points,
        {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": PALE_RED, "min_type": "num",
         "min_value": 0},
    )  # fmt: skip
    sheet.sheet.conditional_format(
        _FIRST_ROW, points + 6, last - 1, points + 6,
        {"type": "cell", "criteria": "greater than", "value": 0, "format": styles.is_short},
    )  # fmt: skip
    _chart(book, sheet, group, points, fonts)


def _heads(sheet: Sheet, report: Report) -> None:
    counts = [*(plain.tier(tier) for tier in report.tiers), "合计", "内刊", "媒体"]
    spans = [
        ("采用篇次", counts),
        ("得分", ["本期", "累计", "上年同期", "同比"]),
        ("名次变化", ["较上期", "较上年"]),
    ]
    styles, column = sheet.styles, 2
    for index, head in enumerate(("名次", "单位")):
        sheet.sheet.merge_range(2, index, 3, index, head, styles.head)
    for head, below in spans:
        sheet.sheet.merge_range(2, column, 2, column + len(below) - 1, head, styles.head)
        for offset, text in enumerate(below):
            sheet.sheet.write_string(3, column + offset, text, styles.head)
        column += len(below)
    sheet.sheet.merge_range(2, column, 3, column, "任务", styles.head)
    sheet.keep_head(_FIRST_ROW)


def _line(sheet: Sheet, row: int, line: Line, tiers: int) -> None:
    styles = sheet.styles
    sheet.put(row, 0, plain.place(line) if line.is_tied else line.place, styles.count)
    sheet.put(row, 1, line.unit_name, styles.text)
    sheet.fit(row, ("", line.unit_name))
    for column, count in enumerate((*line.by_tier, line.adoption_count, *line.by_line), start=2):
        sheet.put(row, column, count, styles.count)
    points = tiers + 5
    sheet.put(row, points, line.points, styles.points)
    sheet.put(row, points + 1, line.cumulative_points, styles.points)
    sheet.put(row, points + 2, line.year_ago.base if line.year_ago else None, styles.points)
    sheet.percent(row, points + 3, line.year_ago.percent if line.year_ago else None, sign=True)
    sheet.put(row, points + 4, line.place_change, styles.moved)
    sheet.put(row, points + 5, line.year_ago_place_change, styles.moved)
    sheet.put(row, points + 6, line.unmet_quotas, styles.unmet)


def _totals(sheet: Sheet, row: int, group: Group) -> None:
    past = sum((line.year_ago.base for line in group.lines if line.year_ago), Decimal(0))
    sums: list[Decimal | int] = [
        *group.by_tier,
        group.adoption_count,
        *group.by_line,
        group.points,
        group.cumulative_points,
        past,
    ]
    sheet.sheet.merge_range(row, 0, row, 1, "合计", sheet.styles.total)
    for column, value in enumerate(sums, start=2):
        sheet.total(row, column, _FIRST_ROW, value)
    for column in range(2 + len(sums), sheet.last_column + 1):
        sheet.sheet.write_blank(row, column, None, sheet.styles.total)


def _chart(book: Any, sheet: Sheet, group: Group, points: int, fonts: Fonts) -> None:
    first, last = _FIRST_ROW, _FIRST_ROW + len(group.lines) - 1
    name = sheet.sheet.get_name()
    font = {"name": fonts.song, "size": 9}
    chart = book.add_chart({"type": "bar"})
    for column, label, colour in ((points, "本期", RED), (points + 2, "上年同期", GREY)):
        labelled = {"data_labels": {"value": True, "font": font}} if column == points else {}
        chart.add_series({
            "name": label, "categories": [name, first, 1, last, 1], "values": [name, first, column, last, column],
            "fill": {"color": colour}, "gap": 60, **labelled,
        })  # fmt: skip
    chart.set_title(
        {"name": "得分与上年同期对比", "name_font": {"name": fonts.hei, "size": 12, "bold": False}}
    )
    # The first unit stands on top; the value axis must then be told to stay below.
    chart.set_y_axis({"reverse": True, "num_font": font, "major_gridlines": {"visible": False}})
    faint = {"visible": True, "line": {"color": "#E5E5E5"}}
    chart.set_x_axis({"label_position": "high", "num_font": font, "major_gridlines": faint})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 860, "height": 110 + 30 * len(group.lines)})
    sheet.sheet.insert_chart(last + 3, 0, chart, {"object_position": 1})
