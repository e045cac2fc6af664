"""The registers a rule needs, as a workbook to send to the units: its columns, and lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rulebook.form_columns import FormColumn, registers_of
from rulebook.model import RuleVersion
from warehouse.office import Office
from warehouse.sheets import A4, HEAD_COLOUR, HEI, SONG, new_book

_TITLES = {
    "采用": "信息采用情况登记表", "报送": "信息报送登记表", "批示": "领导批示登记表", "约稿": "约稿登记表",
    "获奖": "获奖登记表", "差错": "差错通报登记表", "评分": "评审打分表", "指标": "指标登记表",
    "上报": "信息呈报登记表", "事项": "其他事项登记表",
}  # fmt: skip
_LISTS, _GUIDE = "名单", "填写说明"
_ROWS_TO_FILL, _ROWS_DRAWN = 500, 30
_HEAD_ROW = 1
_HINT_WIDTH = 70
_WIDTHS = {"title": 40, "names": 22, "authors": 26, "number": 9, "": 12}
_HINTS = {
    "unit": "从名单中选；几个单位合写的都写上，用顿号（、）隔开，第一个为主",
    "outlet": "从名单中选，写全称",
    "title": "写完整的标题，不加书名号",
    "day": "写年月日，如 2025-03-05",
    "number": "只写数字；不清楚的留空，不要写 0",
    "text": "选一个；不清楚的留空",
    "texts": "选一个，同时属于几类的用顿号（、）隔开；不清楚的留空",
    "authors": "几个人的用顿号（、）隔开，单位写在姓名后的括号里，如 作者甲（某镇）、作者乙（某局）",
    "shares": "合写的几个单位各占多少，按单位的先后，如 60、40",
    "page": "如 头版头条、头版、第3版",
}
_DAY = "yyyy-mm-dd"


def render(rule: RuleVersion, office: Office, on: date) -> bytes:
    """Return the workbook: one sheet for each register, what to write in each column, and the lists.

    `on`: the day whose units and outlets can be chosen; the file bears it, so that the same day gives the same bytes.
    """
    target = io.BytesIO()
    book = new_book(target, f"{rule.name}登记表", office.settings.name, on)
    styles = _styles(book)
    registers = registers_of(rule)
    sheets = {what: book.add_worksheet(_TITLES[what]) for what in registers}
    _explain(book.add_worksheet(_GUIDE), registers, styles)
    lists = _Lists(book.add_worksheet(_LISTS), _names(office, on))
    for what, sheet in sheets.items():
        _lay_out(sheet, _TITLES[what], registers[what], styles)
        for position, column in enumerate(registers[what]):
            _offer(sheet, position, column, lists)
    book.close()
    return target.getvalue()


def _names(office: Office, on: date) -> dict[str, tuple[str, ...]]:
    return {
        "unit": tuple(unit.name for unit in office.units if unit.valid_from <= on <= unit.valid_to),
        "outlet": tuple(outlet.name for outlet in office.outlets if outlet.valid_from <= on <= outlet.valid_to),
    }


class _Lists:
    """The words to choose from, one column of a hidden sheet for each list: a cell's own list holds 255 characters."""

    def __init__(self, sheet: Any, names: Mapping[str, Sequence[str]]) -> None:
        self._sheet, self._names = sheet, names
        self._ranges: dict[tuple[str, ...], str] = {}
        sheet.hide()

    def source(self, column: FormColumn) -> str | None:
        """Return where the words of a column stand; None if it has none."""
        words = tuple(self._names.get(column.holds, column.words))
        if words and words not in self._ranges:
            at = len(self._ranges)
            self._sheet.write_column(0, at, words)
            letter = xl_col_to_name(at, col_abs=True)
            self._ranges[words] = f"={_LISTS}!{letter}$1:{letter}${len(words)}"
        return self._ranges.get(words)


def _styles(book: Any) -> dict[str, Any]:
    def made(**properties: object) -> Any:
        return book.add_format({"font_name": SONG, "font_size": 11, "valign": "vcenter", **properties})

    return {
        "title": made(font_name=HEI, font_size=16),
        "head": made(font_name=HEI, bg_color=HEAD_COLOUR, border=1, align="center", text_wrap=True),
        "text": made(border=1, text_wrap=True),
        "day": made(border=1, num_format=_DAY),
    }


def _lay_out(sheet: Any, title: str, columns: Sequence[FormColumn], styles: Mapping[str, Any]) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    sheet.set_row(0, 30)
    for position, column in enumerate(columns):
        style = styles["day" if column.holds == "day" else "text"]
        width = _WIDTHS.get("names" if column.holds in ("unit", "outlet") else column.holds, _WIDTHS[""])
        sheet.set_column(position, position, width)
        sheet.write_string(_HEAD_ROW, position, column.heading, styles["head"])
        for row in range(_HEAD_ROW + 1, _HEAD_ROW + 1 + _ROWS_DRAWN):
            sheet.write_blank(row, position, None, style)
    sheet.set_row(_HEAD_ROW, 32)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(0, _HEAD_ROW)
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _offer(sheet: Any, position: int, column: FormColumn, lists: _Lists) -> None:
    """Say what a cell is to hold and offer its list; several names at once may still be typed."""
    rule: dict[str, object] = {"validate": "any"}
    if source := lists.source(column):
        rule = {"validate": "list", "source": source, "show_error": False}
    elif column.holds == "day":
        rule = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1), "error_title": "日期",
                "error_message": "请写年月日，如 2025-03-05"}  # fmt: skip
    elif column.holds == "number":
        rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": column.heading,
                "error_message": "只写数字；不清楚的留空"}  # fmt: skip
    if hint := _HINTS.get(column.holds):
        rule |= {"input_title": column.heading, "input_message": hint}
    sheet.data_validation(_HEAD_ROW + 1, position, _HEAD_ROW + _ROWS_TO_FILL, position, rule)


def _explain(sheet: Any, registers: Mapping[str, Sequence[FormColumn]], styles: Mapping[str, Any]) -> None:
    """Write what each column is for: which lines of the rule ask it, what may stand there."""
    for position, width in enumerate((20, 16, _HINT_WIDTH, 28)):
        sheet.set_column(position, position, width)
    for position, head in enumerate(("登记表", "栏目", "怎么填", "计分办法中问到它的条款")):
        sheet.write_string(0, position, head, styles["head"])
    every = ((what, column) for what, columns in registers.items() for column in columns)
    for row, (what, column) in enumerate(every, start=1):
        words = f"（{'、'.join(column.words)}）" if column.words else ""
        hint = _HINTS.get(column.holds, "") + words
        for position, text in enumerate((_TITLES[what], column.heading, hint, "、".join(column.lines))):
            sheet.write_string(row, position, text, styles["text"])
        sheet.set_row(row, 16 * (1 + 2 * len(hint) // _HINT_WIDTH))
    _on_paper(sheet)
