"""Workbooks: xlsx, xlsm, xls and ods, as units fill them in and send them by mail.

Hidden rows are data. Hidden sheets are old copies, left behind in last month's form: their rows are kept and not counted.
A damaged or hostile file can make the workbook library ask for memory that does not exist, and that ends the process
it runs in: readers run in a worker with a ceiling.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingest import archives, headers, limits
from ingest.clean_grids import cleaned
from ingest.columns import Columns, blank, columns_of
from ingest.grids import Grid, Merge, is_blank
from ingest.layouts import Layouts
from ingest.readers import ods_look, shown, xls_look, xlsx_look, xlsx_second
from ingest.readers.article_list import kind_of
from ingest.reading import Kind, Reading, UnreadableError, encrypted, only_pictures, truncated
from ingest.tables import reading_of

_PICTURES = (b"\x89PNG", b"JFIF", b"\xff\xd8\xff\xe1")
# The second library takes a second for so many.
_MAX_CELLS = 300_000


def read_zip(path: Path, layouts: Layouts) -> Reading:
    """Read an xlsx, xlsm or ods workbook."""
    seen = archives.check(path, {**xlsx_look.WORDS, **ods_look.WORDS})
    look = xlsx_look.look(path, seen)
    source = look.copy or path
    try:
        sheets = _sheets(source)
    except UnreadableError as error:
        if error.problem.code != "truncated":
            raise
        sheets = xlsx_second.sheets(source, error, _text)
    sheets = shown.as_shown(path, sheets)
    if "content.xml" in seen:
        sheets = ods_look.marked(path, seen, sheets)
    notes = xlsx_look.notes(look, sheets)
    if any(name.startswith(("xl/media/", "Pictures/")) for name in seen) and not any(map(_has_text, sheets)):
        raise only_pictures("工作簿")
    grids = [cleaned(xlsx_look.marked(grid, look.marked.get(grid.sheet_name, {}))) for grid in sheets]
    return reading_of(_kind(grids, layouts), grids, layouts, notes)


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a workbook of the old kind."""
    content = path.read_bytes()
    is_old = xls_look.is_old(content)
    sheets = xls_look.sheets(content, _text) if is_old else _looked_through(_sheets(path), content)
    grids = [cleaned(grid) for grid in sheets]
    if any(sign in content for sign in _PICTURES) and not any(map(_has_text, grids)):
        raise only_pictures("工作簿")
    return reading_of(_kind(grids, layouts), grids, layouts)


def _has_text(grid: Grid) -> bool:
    return any(not pc.all(blank(array)).as_py() for array in columns_of(grid.rows).arrays)


def _looked_through(grids: Sequence[Grid], content: bytes) -> list[Grid]:
    """Return the sheets of an xls with what only the second library tells, if there seems to be anything."""
    cell_count = sum(len(grid.rows) * len(grid.rows[0]) for grid in grids if grid.rows)
    is_short = any(grid.short_numbers for grid in grids)
    if cell_count > _MAX_CELLS or not (is_short or xls_look.is_worth_it(content)):
        return list(grids)
    try:
        book = xls_look.opened(content)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - the first library has read it; damage makes the second one raise anything
        return list(grids)
    return [xls_look.marked(shown.as_shown_in_xls(grid, book), book) for grid in grids]


def _kind(grids: Sequence[Grid], layouts: Layouts) -> Kind:
    """Return what a workbook is: a list that a publisher or an account has exported, or a register."""
    return kind_of("workbook", headers.find(grids[0], layouts), grids[0]) if grids else "workbook"


def _sheets(source: Path | io.BytesIO) -> list[Grid]:
    try:
        return list(_grids(source))
    except PasswordError as error:
        raise encrypted() from error
    except CalamineError as error:
        raise truncated() from error
    except MemoryError as error:
        raise _too_large() from error
    except BaseException as error:
        # A panic inside the Rust library arrives as `pyo3_runtime.PanicException`, which cannot be imported
        # and derives from BaseException; it means a malformed file, not a wish to stop the program.
        if type(error).__name__ != "PanicException":
            raise
        raise truncated() from error


def _grids(source: Path | io.BytesIO) -> Iterator[Grid]:
    row_count = 0
    with CalamineWorkbook.from_object(source) as workbook:
        for number, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(number)
            height = _height(sheet)
            row_count += height
            if not _within_limits(sheet, height, row_count):
                raise _too_large()
            yield _grid(sheet, height, metadata.visible != SheetVisibleEnum.Visible)


def _height(sheet: CalamineSheet) -> int:
    """Return how many rows the sheet has; one formatted blank in the last row makes it a million rows high."""
    last_row, last_column = sheet.end or (0, 0)
    if last_row < limits.MAX_ROWS or (last_row + 1) * (last_column + 1) > limits.MAX_LOOKED_CELLS:
        return last_row + 1
    told = (at for at, row in enumerate(sheet.iter_rows(), start=1) if not all(map(_is_blank, row)))
    return max(told, default=0)


def _is_blank(value: Any) -> bool:
    return value == "" or (type(value) is str and is_blank(value))


def _within_limits(sheet: CalamineSheet, height: int, row_count: int) -> bool:
    width = (sheet.end or (0, 0))[1] + 1
    return (
        row_count <= limits.MAX_ROWS and width <= limits.MAX_COLUMNS and height * width <= limits.MAX_CELLS
    )


def _too_large() -> UnreadableError:
    return UnreadableError(
        "too_large",
        f"表格范围过大（最多 {limits.MAX_ROWS} 行、{limits.MAX_COLUMNS} 列）："
        f"请把记录复制到新的 xlsx 后重新发送",
    )


def _grid(sheet: CalamineSheet, height: int, is_hidden: bool) -> Grid:
    # The library gives the empty rows above the table, so that a row's number is the one the clerk sees,
    # but not the empty columns beside it.
    left = [""] * (sheet.start or (0, 0))[1]
    rows: Iterator[list[Any]] = islice(sheet.iter_rows(), height)
    short: set[str] = set()

    def text_of(value: Any) -> str:
        text = _text(value)
        if isinstance(value, float) and "." in text and shown.SHORT.fullmatch(text):
            short.add(text)
        return text

    columns = Columns.of(([*left, *row] for row in rows) if left else rows, text_of)
    merged = sheet.merged_cell_ranges
    merges = None if merged is None else [Merge(*start, *end) for start, end in merged]
    places = _places(sheet, short) if short else frozenset()
    return Grid(sheet.name, columns, range(1, len(columns) + 1), merges, is_hidden, short_numbers=places)


def _places(sheet: CalamineSheet, short: Collection[str]) -> frozenset[tuple[int, int]]:
    """Return where the numbers stand that are written so, counted as in the grid."""
    left = (sheet.start or (0, 0))[1]
    return frozenset(
        (at, left + column)
        for at, row in enumerate(sheet.iter_rows())
        for column, value in enumerate(row)
        if isinstance(value, float) and not value.is_integer() and _text(value) in short
    )


def _text(value: float | bool | date | time | timedelta) -> str:
    """Write a cell as the sheet shows it: whole numbers without a fraction, dates as ISO text."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).upper() if isinstance(value, bool) else str(value)


def _moment(value: datetime) -> str:
    # Excel stores times as fractions of a day; the library's microseconds are rounding.
    if value.microsecond >= 500_000 and value.year < 9999:
        value += timedelta(seconds=1)
    value = value.replace(microsecond=0)
    return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
