"""Workbooks that the fast library refuses for a single value or part: read by a slower one that takes them as they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest import limits
from ingest.grids import Grid, Merge, check_shape
from ingest.readers import shown
from ingest.reading import UnreadableError

# What a value of each type may be; indexes of shared strings, texts and errors may be anything.
_FITS = {
    "n": re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"),
    "b": re.compile(r"[01]|true|false"),
    "d": re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.Z]+)?"),
    "s": re.compile(r"\d+"),
    "str": re.compile(r".*", re.DOTALL),
    "e": re.compile(r".*", re.DOTALL),
    "inlineStr": re.compile(r".*", re.DOTALL),
}
_NEVER = re.compile(r"(?!)")
# It takes a second and fifty times the room for each megabyte.
_MAX_BYTES = 8 * 1024 * 1024


def sheets(source: Path | io.BytesIO, refused: UnreadableError, as_text: Callable[[Any], str]) -> list[Grid]:
    """Return the sheets; raise what the first library was told of the file if the second one cannot read it either."""
    import openpyxl

    size = source.stat().st_size if isinstance(source, Path) else len(source.getbuffer())
    if size > _MAX_BYTES:
        raise refused
    try:
        book = openpyxl.load_workbook(_mended(source), data_only=True)
        return list(_grids(book, as_text))
    except UnreadableError:
        raise
    # A damaged part makes it raise anything.
    except Exception as error:
        raise refused from error


def _mended(source: Path | io.BytesIO) -> io.BytesIO:
    """Return the workbook with values that are not what they say to be as texts: a number "1,200", a truth of 2."""
    mended = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(mended, "w", zipfile.ZIP_STORED) as written:
        for member in archive.infolist():
            content = archive.read(member)
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                content = _with_plain_values(content)
            written.writestr(member.filename, content)
    mended.seek(0)
    return mended


def _with_plain_values(sheet: bytes) -> bytes:
    root = etree.fromstring(sheet, etree.XMLParser(resolve_entities=False, no_network=True))
    for cell in root.iter("{*}c"):
        value = cell.findtext("{*}v")
        if value and not _FITS.get(cell.get("t") or "n", _NEVER).fullmatch(value.strip()):
            cell.set("t", "str")
    return bytes(etree.tostring(root))


def _grids(book: Any, as_text: Callable[[Any], str]) -> Iterator[Grid]:
    for sheet in book.worksheets:
        # Cells that exist are fewer than the rectangle around them.
        check_shape(min(sheet.max_row, limits.MAX_ROWS + 1), sheet.max_column)
        values = list(sheet.iter_rows(values_only=True))
        rows = [["" if value is None else as_text(value) for value in row] for row in values]
        short = frozenset(
            (row, at)
            for row, texts in enumerate(rows)
            for at, text in enumerate(texts)
            if isinstance(values[row][at], float) and shown.SHORT.fullmatch(text)
        )
        merges = [
            Merge(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
            for one in sheet.merged_cells.ranges
        ]
        is_hidden = sheet.sheet_state != "visible"
        yield Grid(sheet.title, rows, range(1, len(rows) + 1), merges, is_hidden, short_numbers=short)
