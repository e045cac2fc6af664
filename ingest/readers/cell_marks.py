"""What the fast workbook library does not tell of an xlsx: rows struck out, formulas saved without a result.

Only small files get this second, slow look, and only those that have such a thing at all.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.grids import Grid, is_blank
from ingest.reading import Row

# Registers filled in by hand have some thousands of cells; a look at these takes half a second.
_MAX_CELLS = 50_000
_MAX_UNPACKED_BYTES = 20 * 1024 * 1024
_STRIKE = re.compile(rb"<(\w+:)?strike\b")
_NO_RESULT = re.compile(rb"(</f>|<f [^>]*/>)\s*(<v\s*/>|<v></v>)?\s*</c>")
_MAX_ROWS_SAID = 10
_Place = tuple[int, int]


def marked(path: Path, grids: Sequence[Grid]) -> tuple[list[Grid], list[Row]]:
    """Return the sheets with their struck rows, and notes on formulas without a result."""
    cell_count = sum(len(grid.rows) * len(grid.rows[0]) for grid in grids if grid.rows)
    if cell_count > _MAX_CELLS or not _is_worth_it(path):
        return list(grids), []
    try:
        struck, formulas = _look(path)
    except Exception:  # noqa: BLE001 - the rows are there without it, and damage makes the library raise anything
        return list(grids), []
    found = [replace(grid, struck_rows=_struck_rows(grid, struck[grid.sheet_name])) for grid in grids]
    notes = [note for grid in grids if (note := _without_result(grid, formulas[grid.sheet_name]))]
    return found, notes


def _is_worth_it(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
        if sum(part.file_size for part in parts) > _MAX_UNPACKED_BYTES:
            return False
        return any(
            (_STRIKE if "styles" in part.filename else _NO_RESULT).search(archive.read(part))
            for part in parts
            if part.filename == "xl/styles.xml" or part.filename.startswith("xl/worksheets/")
        )


def _look(path: Path) -> tuple[dict[str, set[_Place]], dict[str, set[_Place]]]:
    """Return, by sheet, the cells that are struck out and those that hold a formula."""
    import openpyxl

    struck: dict[str, set[_Place]] = defaultdict(set)
    formulas: dict[str, set[_Place]] = defaultdict(set)
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = (cell.row - 1, cell.column - 1)
                if cell.font is not None and cell.font.strike:
                    struck[sheet.title].add(place)
                if cell.data_type == "f":
                    formulas[sheet.title].add(place)
    book.close()
    return struck, formulas


def _struck_rows(grid: Grid, struck: set[_Place]) -> frozenset[int]:
    """Return the rows of which most cells are struck out; a single one may be a figure that was corrected."""
    counts: dict[int, int] = defaultdict(int)
    for row, _ in struck:
        counts[row] += 1
    return frozenset(
        row
        for row, count in counts.items()
        if row < len(grid.rows) and 2 * count > sum(not is_blank(text) for text in grid.rows[row])
    )


def _without_result(grid: Grid, formulas: set[_Place]) -> Row | None:
    rows = sorted({row + 1 for row, column in formulas if is_blank(grid.text(row, column))})
    if not rows:
        return None
    said = "、".join(map(str, rows[:_MAX_ROWS_SAID])) + ("等" if len(rows) > _MAX_ROWS_SAID else "")
    remark = (
        f"工作表“{grid.sheet_name}”第 {said} 行有公式没有保存计算结果，按空白读取："
        "请用表格程序打开、保存后重新发送"
    )
    return Row(grid.sheet_name, 0, "note", values={"remark": remark})
