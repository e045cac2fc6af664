"""What the fast workbook library does not tell of an xls: fonts, runs, errors; and all of Excel 5.0/95, which it misreads.

A second library knows all of it and is slow: the bytes are searched first for what it would be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ingest import marks
from ingest.clean_grids import with_texts
from ingest.grids import Grid, Merge
from ingest.marks import Code
from ingest.readers import shown
from ingest.reading import UnreadableError

# Records of the format as bytes: a font with its style, a format of cells with its font, an error as value and as result.
_FONT = re.compile(rb"\x31\x00[\x0f-\x60]\x00..(.)\x00(..)", re.DOTALL)
_FORM = re.compile(rb"\xe0\x00[\x10\x14]\x00(..)..(.)", re.DOTALL)
_ERROR = re.compile(
    rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.\x00.{6}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff", re.DOTALL
)
_NOTHING = (b";;;", ";;;".encode("utf-16-le"))
_STRUCK = 0x08
_WHITE = (1, 9)
# Windows; the number of a font in a list that leaves out the fourth.
_OF_STYLE = 0x04
_BOOK, _BOOK_97 = ("Book".encode("utf-16-le") + b"\0\0", "Workbook".encode("utf-16-le") + b"\0\0")


def is_old(content: bytes) -> bool:
    """Tell whether this is a workbook of Excel 5.0/95, with text in the characters of one country."""
    return _BOOK in content and _BOOK_97 not in content


def is_worth_it(content: bytes) -> bool:
    """Tell whether there is anything in the bytes that only the second library tells; it may look like it by chance."""
    fonts = [(one[1][0], int.from_bytes(one[2], "little")) for one in _FONT.finditer(content)]
    if any(style & _STRUCK for style, _ in fonts) or any(word in content for word in _NOTHING):
        return True
    white = {at if at < 4 else at + 1 for at, (_, colour) in enumerate(fonts) if colour in _WHITE}
    forms = _FORM.finditer(content) if white else ()
    if any(int.from_bytes(one[1], "little") in white and not one[2][0] & _OF_STYLE for one in forms):
        return True
    return _ERROR.search(content) is not None


def _library() -> Any:
    import xlrd  # type: ignore[import-untyped]

    return xlrd


def opened(content: bytes) -> Any:
    """Return the workbook as the second library sees it; Chinese text that says to be of another country is Chinese."""
    xlrd = _library()
    book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    if book.biff_version < 80 and book.codepage != 936:
        try:
            return xlrd.open_workbook(
                file_contents=content, formatting_info=True, encoding_override="gb18030"
            )
        except UnicodeDecodeError:
            pass
    return book


def sheets(content: bytes, as_text: Callable[[Any], str]) -> Iterator[Grid]:
    """Give the sheets of a workbook that only the second library reads."""
    book = _tried(content)
    for sheet in book.sheets():
        rows = [
            [_value(sheet, row, at, as_text) for at in range(sheet.row_len(row))]
            for row in range(sheet.nrows)
        ]
        merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        short = frozenset(
            (row, at)
            for row, texts in enumerate(rows)
            for at, text in enumerate(texts)
            if sheet.cell_type(row, at) == _library().XL_CELL_NUMBER and shown.SHORT.fullmatch(text)
        )
        grid = Grid(
            sheet.name, rows, range(1, len(rows) + 1), merges, sheet.visibility != 0, short_numbers=short
        )
        yield marked(shown.as_shown_in_xls(grid, book), book)


def _tried(content: bytes) -> Any:
    try:
        return opened(content)
    except Exception as error:
        # The library meets damage in many ways, few of them its own.
        raise UnreadableError(
            "truncated",
            "这是 Excel 5.0/95 的旧格式，打不开（已损坏，或用了别的文字编码）：请报送单位另存为 xlsx 重新发送",
        ) from error


def _value(sheet: Any, row: int, at: int, as_text: Callable[[Any], str]) -> str:
    xlrd = _library()
    cell = sheet.cell(row, at)
    match cell.ctype:
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        case xlrd.XL_CELL_DATE:
            return as_text(xlrd.xldate_as_datetime(cell.value, sheet.book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return as_text(bool(cell.value))
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return ""
    return as_text(cell.value)


def marked(grid: Grid, book: Any) -> Grid:
    """Return a sheet with its errors as texts, and marked what is struck out or not to be seen."""
    xlrd = _library()
    if grid.sheet_name not in book.sheet_names():
        return grid
    sheet = book.sheet_by_name(grid.sheet_name)
    forms = {number: code for number in range(len(book.xf_list)) if (code := _meaning(book, number))}
    found: dict[tuple[int, int], str] = {}
    for row in range(min(sheet.nrows, len(grid.rows))):
        for at, kind in enumerate(sheet.row_types(row)):
            code = forms.get(sheet.cell_xf_index(row, at))
            runs = sheet.rich_text_runlist_map.get((row, at))
            if kind == xlrd.XL_CELL_ERROR:
                found[row, at] = str(xlrd.error_text_from_code.get(sheet.cell_value(row, at), "#N/A"))
            elif runs:
                found[row, at] = _runs_marked(book, sheet.cell_value(row, at), runs, code)
            elif code:
                found[row, at] = marks.marked(grid.text(row, at), code)
    return with_texts(grid, found)


def _runs_marked(book: Any, text: str, runs: list[tuple[int, int]], code: Code | None) -> str:
    """Return a text with its struck runs marked; what stands before the first run has the format of the cell."""
    starts = [*([] if runs[0][0] == 0 else [(0, code == "struck_out")])]
    starts += [(start, bool(book.font_list[font].struck_out)) for start, font in runs]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    return "".join(
        marks.marked(text[start:end], "struck_out") if is_struck else text[start:end]
        for (start, is_struck), end in zip(starts, ends, strict=True)
    )


def _meaning(book: Any, number: int) -> Code | None:
    form = book.xf_list[number]
    font = book.font_list[form.font_index]
    if font.struck_out:
        return "struck_out"
    shown_as = book.format_map.get(form.format_key)
    is_paper = form.background.fill_pattern == 0 or form.background.pattern_colour_index in _WHITE
    is_white = font.colour_index in _WHITE and is_paper
    return "unseen" if is_white or (shown_as is not None and shown_as.format_str == ";;;") else None
