"""What cells with numbers show: 3.1 in a format of two decimals is 3.10, and was typed so.

The fast library gives numbers without their formats: only where a number may be a day that has lost its last zero are
the formats looked up. What shows no more than the number itself stays among the `short_numbers`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree

from ingest.columns import Columns, columns_of, flags
from ingest.grids import Grid

# The month and the day of a date, or the year and the month, typed with a point between them.
SHORT = re.compile(r"(?:[1-9]|1[0-2])\.[1-9]|(?:19|20)\d\d\.1")
# A day of three tens or more is none: who sees 3.50 there has formatted 3.5.
_IN_VAIN = re.compile(r".*\.[4-9]0+")
_BUILT_IN = {2: 2, 4: 2, 7: 2, 8: 2, 39: 2, 40: 2, 43: 2, 44: 2}
_NO_NUMBER = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[\s()¥$￥-]')
_DECIMALS = re.compile(r"[#,0?]*\.(0+)[#?]*")
_MAX_REPEATED = 10_000
_Place = tuple[int, int]
_Shows = Callable[[zipfile.ZipFile, Grid], Mapping[_Place, str]]


def as_shown(path: Path, grids: Sequence[Grid]) -> list[Grid]:
    """Return the sheets with the zeros that the formats of an xlsx or ods add to their short numbers."""
    if not any(grid.short_numbers for grid in grids):
        return list(grids)
    try:
        with zipfile.ZipFile(path) as archive:
            shows: _Shows = _shown_in_ods if "content.xml" in archive.namelist() else _shown_in_xlsx
            return [_shown(grid, shows(archive, grid)) if grid.short_numbers else grid for grid in grids]
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError):
        return list(grids)  # without a format nobody knows what is shown


def as_shown_in_xls(grid: Grid, book: Any) -> Grid:
    """Return a sheet with the zeros that its formats add to its short numbers; `book` is xlrd's."""
    if not grid.short_numbers or grid.sheet_name not in book.sheet_names():
        return grid
    sheet = book.sheet_by_name(grid.sheet_name)
    told: dict[_Place, str] = {}
    for row, at in grid.short_numbers:
        if row < sheet.nrows and at < sheet.row_len(row):
            code = book.format_map[book.xf_list[sheet.cell_xf_index(row, at)].format_key].format_str
            if decimals := _decimals(code):
                told[row, at] = f"{Decimal(grid.text(row, at)):.{decimals}f}"
    return _shown(grid, told)


def _decimals(code: str) -> int:
    """Return how many decimals a format of numbers shows at least."""
    match = _DECIMALS.fullmatch(_NO_NUMBER.sub("", code.split(";", maxsplit=1)[0]))
    return len(match[1]) if match else 0


def _shown(grid: Grid, told: Mapping[_Place, str]) -> Grid:
    """Return the sheet with what is shown in the numbers' place, if it is as much."""
    columns = columns_of(grid.rows)
    vain = {column for (_, column), text in told.items() if _IN_VAIN.fullmatch(text)}
    fuller = {
        (row, column): text
        for (row, column), text in told.items()
        if column not in vain and text != (own := grid.text(row, column)) and Decimal(text) == Decimal(own)
    }
    arrays = list(columns.arrays)
    for at in {column for _, column in fuller}:
        rows = sorted(row for row, column in fuller if column == at)
        texts = pa.array([fuller[row, at] for row in rows], pa.string())
        arrays[at] = pc.replace_with_mask(arrays[at], flags(rows, len(columns)), texts)
    return replace(
        grid,
        rows=Columns(tuple(arrays), len(columns)),
        short_numbers=grid.short_numbers - fuller.keys(),
    )


def _shown_in_xlsx(archive: zipfile.ZipFile, grid: Grid) -> dict[_Place, str]:
    decimals = _decimals_of_styles(archive)
    with archive.open(_part_of(archive, grid.sheet_name)) as part:
        return {
            place: f"{Decimal(grid.text(*place)):.{decimals[style]}f}"
            for place, style in _styles_of(part, grid.short_numbers)
            if style in decimals
        }


def _decimals_of_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return how many decimals the cell formats show at least that say so, by their number."""
    root = etree.fromstring(
        archive.read("xl/styles.xml"), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    codes = {one.get("numFmtId"): one.get("formatCode") or "" for one in root.iter("{*}numFmt")}
    found: dict[str, int] = {}
    for number, form in enumerate(root.findall("{*}cellXfs/{*}xf")):
        name = form.get("numFmtId") or "0"
        decimals = _decimals(codes[name]) if name in codes else _BUILT_IN.get(int(name), 0)
        if decimals:
            found[str(number)] = decimals
    return found


def _part_of(archive: zipfile.ZipFile, sheet_name: str) -> str:
    """Return the part that a sheet lies in."""
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    sheet = next(one for one in book.iter("{*}sheet") if one.get("name") == sheet_name)
    link = next(value for key, value in sheet.attrib.items() if str(key).endswith("}id"))
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship")
    target = next(one.get("Target") or "" for one in links if one.get("Id") == link)
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _styles_of(part: IO[bytes], wanted: Collection[_Place]) -> Iterator[tuple[_Place, str]]:
    """Give the cells wanted with their formats; a part need not say which cell is which."""
    row = column = -1
    for event, element in etree.iterparse(
        part, ("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False
    ):
        is_row = element.tag.endswith("}row")
        if event == "start" and is_row:
            row, column = int(element.get("r") or row + 2) - 1, -1
        elif event == "start":
            letters = re.match(r"[A-Z]+", element.get("r") or "")
            column = _number(letters[0]) if letters else column + 1
            if (row, column) in wanted:
                yield (row, column), element.get("s") or "0"
        elif is_row:
            element.clear()


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shown_in_ods(archive: zipfile.ZipFile, grid: Grid) -> dict[_Place, str]:
    """Return what the sheet's numbers show: this kind of file says it beside each."""
    found: dict[_Place, str] = {}
    rows = {row for row, _ in grid.short_numbers}
    with archive.open("content.xml") as part:
        for _, table in etree.iterparse(part, tag="{*}table", resolve_entities=False):
            if _attribute(table, "name") != grid.sheet_name:
                table.clear()
                continue
            at = 0
            for row in table.iter("{*}table-row"):
                repeated = _repeated(row, "rows")
                if any(at <= one < at + repeated for one in rows):
                    found |= {
                        (at + further, column): text
                        for column, text in _texts(row)
                        for further in range(min(repeated, _MAX_REPEATED))
                        if (at + further, column) in grid.short_numbers
                    }
                at += repeated
    return found


def _texts(row: etree._Element) -> Iterator[tuple[int, str]]:
    at = 0
    for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
        repeated = _repeated(cell, "columns")
        text = "".join("".join(line.itertext()) for line in cell.iterchildren("{*}p")).strip()
        if re.fullmatch(r"\d+\.\d+", text):
            yield from ((at + further, text) for further in range(min(repeated, _MAX_REPEATED)))
        at += repeated


def _repeated(element: etree._Element, what: str) -> int:
    return int(_attribute(element, f"number-{what}-repeated") or 1)


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), None)
