"""What every workbook of ours has in common: texts stay texts, the same input gives the same bytes, rows are high enough."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

SONG, HEI = "宋体", "黑体"
HEAD_COLOUR = "#F2DCDB"
A4 = 9
_LINE_HEIGHT = 14
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def new_book(target: io.BytesIO, title: str, author: str, day: date) -> Any:
    """Begin a workbook that bears a day of its content, not the moment at which it is made."""
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties({"title": title, "author": author, "created": datetime.combine(day, time())})
    return book


def text_height(cells: Sequence[object], widths: Sequence[float], most_lines: int) -> int:
    """Return the height of a row's longest text: spreadsheet programs do not agree on finding it themselves."""
    needed = [-(-_width(cell) // width) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)]
    return _LINE_HEIGHT * int(min(max(needed, default=1) or 1, most_lines))


def _width(text: str) -> int:
    """The width in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
