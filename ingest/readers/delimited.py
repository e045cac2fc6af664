"""Delimited text: csv and "Unicode text" as spreadsheet programs save them, and exports of web sites."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest import headers, limits
from ingest.clean_grids import cleaned
from ingest.columns import Columns
from ingest.grids import Grid, is_blank
from ingest.layouts import Layouts
from ingest.readers import plain_csv
from ingest.readers.article_list import kind_of
from ingest.reading import Reading, UnreadableError
from ingest.tables import reading_of
from ingest.text import as_utf8, has_mark

_SEPARATORS = (",", "\t", ";", "|", "，")
# The header stands near the top; the separator is chosen on this much of the file.
_LOOK_AT_ROWS = 200
_LOOK_AT_BYTES = 100_000


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a text file under the separator that makes a header appear."""
    delivered = path.read_bytes()
    content = as_utf8(delivered)
    if content is None:
        raise _broken()
    separator, width = _shape(content, layouts)
    if separator is None and not has_mark(delivered) and _shape(delivered, layouts)[0]:
        # Damaged UTF-8 often passes for GB18030; the header shows which of them it was.
        raise _broken()
    columns = _columns(content, separator or _SEPARATORS[0], width)
    grid = cleaned(Grid("", columns, range(1, len(columns) + 1), merges=None))
    return reading_of(kind_of("delimited", headers.find(grid, layouts), grid), [grid], layouts)


def _columns(content: bytes, separator: str, width: int) -> Columns:
    plain = plain_csv.read(content, separator, width)
    if plain is not None:
        return plain
    return Columns.of(map(_without_blank_end, _records(content.decode(), separator)))


def _broken() -> UnreadableError:
    return UnreadableError(
        "broken_encoding",
        "文字编码已损坏（既不是 UTF-8 也不是 GB18030）：请报送单位另存为 xlsx 或 UTF-8 的 csv 后重新发送",
    )


def _shape(content: bytes, layouts: Layouts) -> tuple[str | None, int]:
    """Return the separator under which most header words are known, None if none shows a header, and the usual width."""
    text = content[:_LOOK_AT_BYTES].decode(errors="ignore")
    found: list[tuple[int, str | None, int]] = [(0, None, 0)]
    for separator in (mark for mark in _SEPARATORS if mark in text):
        rows = list(islice(_records(text, separator), _LOOK_AT_ROWS))
        header = headers.find(Grid("", rows, range(len(rows))), layouts)
        if header:
            width = Counter(map(len, rows)).most_common(1)[0][0]
            found.append((header.known_count, separator, width))
    return max(found, key=lambda one: one[0])[1:]


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Split into records; a stray quotation mark must not swallow the records behind it."""
    # The library's own limit is 131,072 characters; a longer cell is cut later, with a word to the clerk.
    csv.field_size_limit(limits.MAX_FILE_BYTES)
    try:
        return iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)))
    except csv.Error:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if any(_swallowed(cell, separator) for record in records for cell in record):
        return (_line(line, separator) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return iter(records)


def _line(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return line.split(separator)


def _swallowed(cell: str, separator: str) -> bool:
    return "\n" in cell and cell.count(separator) > 1


def _without_blank_end(cells: list[str]) -> list[str]:
    width = len(cells)
    while width and is_blank(cells[width - 1]):
        width -= 1
    return cells[:width]
