"""`records.parquet`: the rows of one delivery, all text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.reading import COLUMNS, Row

FILE = "records.parquet"
# Between the names of a table's columns.
BETWEEN = "|"
# One encoder for all rows: `json.dumps` would make one for each.
_ENCODER = json.JSONEncoder(ensure_ascii=False)

SCHEMA = pa.schema(
    [
        ("sheet_name", pa.string()),
        ("row_number", pa.int64()),
        ("row_role", pa.string()),
        ("register", pa.string()),
        *((column, pa.string()) for column in COLUMNS),
        ("extra", pa.string()),
        ("cells", pa.string()),
        ("table_title", pa.string()),
        ("section_title", pa.string()),
        # Those of ours that the table has a heading for, filled or not; null where there is no table.
        ("table_columns", pa.string()),
        ("stated_count", pa.string()),
        ("stated_of", pa.string()),
        ("problem_code", pa.string()),
        ("problem", pa.string()),
    ]
)
# Columns whose texts hardly ever repeat: a dictionary of them would only cost time.
_UNLIKE = frozenset({"row_number", "article_title", "link", "extra", "cells"})
_WITH_DICTIONARY = [name for name in SCHEMA.names if name not in _UNLIKE]


def as_table(rows: Sequence[Row] | pa.Table) -> pa.Table:
    """Return the rows with the fixed schema; a table has it already."""
    if isinstance(rows, pa.Table):
        return rows
    columns: dict[str, list[str | None] | list[str] | list[int] | list[None]] = {
        "sheet_name": [row.sheet_name for row in rows],
        "row_number": [row.row_number for row in rows],
        "row_role": [str(row.role) for row in rows],
        "register": [row.register for row in rows],
        **{name: [row.values.get(name) for row in rows] for name in COLUMNS},
        "extra": [_ENCODER.encode(row.extra) if row.extra else None for row in rows],
        "cells": [_ENCODER.encode(row.cells) for row in rows],
        "table_title": [row.table_title for row in rows],
        "section_title": [row.section_title for row in rows],
        "table_columns": [None] * len(rows),
        "stated_count": [row.stated_count for row in rows],
        "stated_of": [row.stated_of for row in rows],
        "problem_code": [row.problem.code if row.problem else None for row in rows],
        "problem": [row.problem.sentence if row.problem else None for row in rows],
    }
    return pa.Table.from_pydict(columns, schema=SCHEMA)


def write(path: Path, rows: Sequence[Row] | pa.Table) -> None:
    """Write the rows with the fixed schema."""
    pq.write_table(as_table(rows), path, compression="snappy", use_dictionary=_WITH_DICTIONARY)
