"""The ranking of one group as a sheet, with a native chart of points beside last year's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reports.documents.workbook.cells import GREY, PALE_RED, RED, Sheet, Styles
from reports.saying import plain
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.saying.figures_table import Value
    from reports.saying.wording import Fonts
    from reports.subjects.ranking.value import Group, Ranked
    from reports.value import Report

_FIRST_ROW = 4
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class _RankingColumn:
    """A column right of the units: the head above it, if any, its own head, and what it holds of a unit."""

    above: str
    head: str
    width: float
    style: Any  # None: per cents
    of: Callable[[Ranked], Value]
    total: Decimal | int | None = None


def add(book: Any, styles: Styles, report: Report, group: Group, fonts: Fonts) -> None:
    """Add the sheet of a group."""
    columns = _columns(styles, report, group)
    sheet = Sheet(book, styles, _name(book, group), [7, 22, *(each.width for each in columns)])
    sheet.sheet.set_landscape()
    sheet.title(
        f"{report.period.zh}{plain.group(group.name)}采用情况统计表",
        f"统计区间：{report.period.days}　单位：篇次、{report.measure.unit}",
    )
    _heads(sheet, columns)
    for row, one in enumerate(group.units, start=_FIRST_ROW):
        _ranked(sheet, row, one, columns)
    last = _FIRST_ROW + len(group.units)
    _totals(sheet, last, group, columns)
    points = [each.above for each in columns].index(report.measure.noun) + 2
    sheet.sheet.conditional_format(
        _FIRST_ROW, points, last - 1, points,
        {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": PALE_RED, "min_type": "num",
         "min_value": 0},
    )  # fmt: skip
    sheet.sheet.conditional_format(
        _FIRST_ROW, sheet.last_column, last - 1, sheet.last_column,
        {"type": "cell", "criteria": "greater than", "value": 0, "format": styles.is_short},
    )  # fmt: skip
    than = rescored_text.last_year(report.ranking, report.period)
    past = next(column for column, each in enumerate(columns, start=2) if each.head == than)
    title = f"{report.measure.noun}与{than}对比"
    _chart(book, sheet, group, {"本期": points, than: past}, title, fonts)


def _name(book: Any, group: Group) -> str:
    """Name the sheet of a group; what Excel would take for a name that stands already gets a number behind it."""
    wanted = ("排名 " + _FORBIDDEN_IN_NAMES.sub(" ", group.name))[:_LONGEST_NAME]
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    name, number = wanted, 1
    while name.lower() in taken:
        number += 1
        name = f"{wanted[: _LONGEST_NAME - len(f' {number}')]} {number}"
    return name


def _columns(styles: Styles, report: Report, group: Group) -> list[_RankingColumn]:
    """What a year would say twice is left out: it is its own sum since January, and the period before is last year."""
    is_year, noun = report.period.grain == "year", report.measure.noun
    published = rescored_text.published(report.ranking, report.period)
    heads = (*(plain.tier(tier) for tier in report.tiers), "合计", "内刊", "媒体")
    columns = [
        _RankingColumn("采用篇次", head, 7, styles.count, partial(_count, position), total)
        for position, (head, total) in enumerate(
            zip(heads, (*group.by_tier, group.adoption_count, *group.by_side), strict=True)
        )
    ]
    columns.append(_RankingColumn(noun, "本期", 10, styles.points, attrgetter("points"), group.points))
    if not is_year:
        columns.append(
            _RankingColumn(
                noun, "累计", 11, styles.points, attrgetter("cumulative_points"), group.cumulative_points
            )
        )
    if published:
        columns.append(_past(styles, group, noun, published, _published_points))
    columns += [
        _past(styles, group, noun, rescored_text.last_year(report.ranking, report.period), _year_ago_points),
        _RankingColumn(noun, "同比", 10, None, lambda one: one.year_ago.percent if one.year_ago else None),
    ]
    if group.is_assessed:
        columns += [
            _RankingColumn("考核", "折算得分", 9, styles.points, attrgetter("converted")),
            _RankingColumn("考核", "计入考核", 9, styles.points, attrgetter("assessed")),
        ]
    if is_year:
        columns.append(_RankingColumn("", "名次较上年", 8, styles.moved, attrgetter("year_ago_place_change")))
    else:
        columns += [
            _RankingColumn("名次变化", "较上期", 8, styles.moved, attrgetter("place_change")),
            _RankingColumn("名次变化", "较上年", 8, styles.moved, attrgetter("year_ago_place_change")),
        ]
    return [*columns, _RankingColumn("", "任务", 8, styles.unmet, attrgetter("unmet_quotas"))]


def _count(position: int, one: Ranked) -> int:
    return (*one.by_tier, one.adoption_count, *one.by_side)[position]


def _year_ago_points(one: Ranked) -> Decimal | None:
    return one.year_ago.base if one.year_ago else None


def _published_points(one: Ranked) -> Decimal | None:
    return one.since_year_ago.published if one.since_year_ago else _year_ago_points(one)


def _past(styles: Styles, group: Group, noun: str, head: str, of: Callable[[Ranked], Decimal | None]) -> _RankingColumn:
    known = [points for one in group.units if (points := of(one)) is not None]
    return _RankingColumn(noun, head, 11, styles.points, of, sum(known, Decimal(0)) if known else None)


def _heads(sheet: Sheet, columns: list[_RankingColumn]) -> None:
    styles = sheet.styles
    for index, head in enumerate(("名次", "单位")):
        sheet.sheet.merge_range(2, index, 3, index, head, styles.head)
    numbered = enumerate(columns, start=2)
    for above, found in groupby(numbered, key=lambda each: each[1].above):
        spanned = list(found)
        if above:
            sheet.sheet.merge_range(2, spanned[0][0], 2, spanned[-1][0], above, styles.head)
        for index, each in spanned:
            if above:
                sheet.sheet.write_string(3, index, each.head, styles.head)
            else:
                sheet.sheet.merge_range(2, index, 3, index, each.head, styles.head)
    sheet.keep_head(_FIRST_ROW)


def _ranked(sheet: Sheet, row: int, one: Ranked, columns: list[_RankingColumn]) -> None:
    styles = sheet.styles
    sheet.put(row, 0, plain.placed(one.place, is_tied=True) if one.is_tied else one.place, styles.count)
    sheet.put(row, 1, one.unit_name, styles.text)
    sheet.fit(row, ("", one.unit_name))
    for column, each in enumerate(columns, start=2):
        value = each.of(one)
        if each.style is None:
            sheet.percent(row, column, value if isinstance(value, Decimal) else None, sign=True)
        else:
            sheet.put(row, column, value, each.style)


def _totals(sheet: Sheet, row: int, group: Group, columns: list[_RankingColumn]) -> None:
    sheet.sheet.merge_range(row, 0, row, 1, "以上合计" if group.others else "合计", sheet.styles.total)
    for column, each in enumerate(columns, start=2):
        if each.total is None:
            sheet.sheet.write_blank(row, column, None, sheet.styles.total)
        else:
            sheet.total(row, column, _FIRST_ROW, each.total)


def _chart(book: Any, sheet: Sheet, group: Group, series: dict[str, int], title: str, fonts: Fonts) -> None:
    first, last = _FIRST_ROW, _FIRST_ROW + len(group.units) - 1
    name = sheet.sheet.get_name()
    font = {"name": fonts.song, "size": 9}
    chart = book.add_chart({"type": "bar"})
    for (label, column), colour in zip(series.items(), (RED, GREY), strict=True):
        labelled = {"data_labels": {"value": True, "font": font}} if colour == RED else {}
        chart.add_series({
            "name": label, "categories": [name, first, 1, last, 1], "values": [name, first, column, last, column],
            "fill": {"color": colour}, "gap": 60, **labelled,
        })  # fmt: skip
    chart.set_title(
        {"name": title, "name_font": {"name": fonts.hei, "size": 12, "bold": False}}
    )
    # The first unit stands on top; the value axis must then be told to stay below.
    chart.set_y_axis({"reverse": True, "num_font": font, "major_gridlines": {"visible": False}})
    faint = {"visible": True, "line": {"color": "#E5E5E5"}}
    chart.set_x_axis({"label_position": "high", "num_font": font, "major_gridlines": faint})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 860, "height": 110 + 30 * len(group.units)})
    sheet.sheet.insert_chart(last + 3, 0, chart, {"object_position": 1})
