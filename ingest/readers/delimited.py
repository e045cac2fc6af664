"""Delimited text: csv and "Unicode text" as spreadsheet programs save them, and exports of web sites."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest import headers, limits
from ingest.grids import Grid, checked_rows
from ingest.layouts import Layouts
from ingest.readers.article_list import kind_of
from ingest.reading import Reading, UnreadableError
from ingest.tables import reading_of
from ingest.text import decode, has_mark

_SEPARATORS = (",", "\t", ";", "|", "，")
# The header stands near the top; the separator is chosen on this much of the file.
_LOOK_AT_ROWS = 200
_LOOK_AT_CHARS = 200_000


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a text file under the separator that makes a header appear."""
    content = path.read_bytes()
    text = decode(content)
    if text is None:
        raise _broken()
    separator = _separator(text, layouts)
    if separator is None:
        if not has_mark(content) and _separator(content.decode("utf-8", errors="ignore"), layouts):
            # Damaged UTF-8 often passes for GB18030; the header shows which of them it was.
            raise _broken()
        separator = _SEPARATORS[0]
    rows = checked_rows(_records(text, separator))
    grid = Grid("", rows, range(1, len(rows) + 1))
    return reading_of(kind_of("delimited", headers.find(grid, layouts), grid), [grid], layouts)


def _broken() -> UnreadableError:
    return UnreadableError(
        "broken_encoding",
        "文字编码已损坏（既不是 UTF-8 也不是 GB18030）：请报送单位另存为 xlsx 或 UTF-8 的 csv 后重新发送",
    )


def _separator(text: str, layouts: Layouts) -> str | None:
    """Return the separator under which most header words are known, or None if none shows a header."""
    known: dict[str, int] = {}
    for separator in _SEPARATORS:
        rows = list(islice(_records(text[:_LOOK_AT_CHARS], separator), _LOOK_AT_ROWS))
        header = headers.find(Grid("", rows, range(len(rows))), layouts)
        known[separator] = header.known_count if header else 0
    best = max(_SEPARATORS, key=lambda separator: known[separator])
    return best if known[best] else None


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
