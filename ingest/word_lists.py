"""Lists of words in csv: the shipped ones, and those an office keeps in its folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.text import decode
from warehouse.errors import DataError


def read_list(path: Path, fields: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a list with their numbers, none of one that is not there; raise `DataError` where it lacks a field."""
    if not path.exists():
        return
    text = decode(path.read_bytes())
    if text is None:
        raise DataError(f"{path}：编码无法识别，请另存为 UTF-8 的 csv", f"{path}: neither UTF-8 nor GB18030")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not set(fields) <= set(rows.fieldnames or ()):
        wanted = ",".join(fields)
        raise DataError(f"{path}：第一行应为 {wanted}", f"{path}: the first row must be {wanted}")
    for number, row in enumerate(rows, start=2):
        yield number, {field: (row[field] or "").strip() for field in fields}
