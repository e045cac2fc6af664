"""A program of its own: `python -m ingest.readers.sheets FILE` writes a workbook's sheets as JSON.

The workbook library is fast, but a damaged or hostile file can make it ask for memory that does not exist,
and that ends the process it runs in: here a small one with a ceiling, and landing goes on with the next file.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingest import limits

_Cell = str | int | float | bool | date | datetime | time | timedelta


def main(path: str) -> None:
    """Write the sheets, or one word about why there are none: encrypted, truncated, too_large."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MAX_READER_MEMORY, limits.MAX_READER_MEMORY))
    try:
        answer: dict[str, object] = {"sheets": _sheets(path)}
    except PasswordError:
        answer = {"problem": "encrypted"}
    except CalamineError:
        answer = {"problem": "truncated"}
    except MemoryError:
        answer = {"problem": "too_large"}
    except BaseException as error:
        # A panic inside the Rust library arrives as `pyo3_runtime.PanicException`, which cannot be imported
        # and derives from BaseException; it means a malformed file, not a wish to stop the program.
        if type(error).__name__ != "PanicException":
            raise
        answer = {"problem": "truncated"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _sheets(path: str) -> list[dict[str, object]]:
    sheets: list[dict[str, object]] = []
    row_count = 0
    with CalamineWorkbook.from_path(path) as workbook:
        for number, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ != SheetTypeEnum.WorkSheet:
                continue
            is_hidden = metadata.visible != SheetVisibleEnum.Visible
            sheet = workbook.get_sheet_by_index(number)
            row_count += sheet.total_height
            if not _within_limits(sheet, row_count):
                raise MemoryError
            sheets.append({"name": metadata.name, "is_hidden": is_hidden, **_content(sheet)})
    return sheets


def _within_limits(sheet: CalamineSheet, row_count: int) -> bool:
    last_row, last_column = sheet.end or (0, 0)
    return (
        row_count <= limits.MAX_ROWS
        and last_row < limits.MAX_ROWS
        and last_column < limits.MAX_COLUMNS
        and (last_row + 1) * (last_column + 1) <= limits.MAX_CELLS
    )


def _content(sheet: CalamineSheet) -> dict[str, object]:
    # The empty rows above the table are kept, so that a row's number is the one the clerk sees.
    delivered = sheet.to_python(skip_empty_area=False)
    return {
        "rows": [[cell if type(cell) is str else _text(cell) for cell in row] for row in delivered],
        "merges": [(*start, *end) for start, end in sheet.merged_cell_ranges or ()],
    }


def _text(value: _Cell) -> str:
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


if __name__ == "__main__":
    main(sys.argv[1])
