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
        # Which of several adoptions in one row: the column, counted from 1, of the cell that tells it; null for the row.
        ("place_in_row", pa.string()),
        ("row_role", pa.string()),
        ("register", pa.string()),
        *((column, pa.string()) for column in COLUMNS),
        ("extra", pa.string()),
        ("cells", pa.string()),
        ("table_title", pa.string()),
        ("section_title", pa.string()),
        # Those of ours that the table has a heading for, filled or not; null where there is no table.
        ("table_columns", pa.string()),
        # Those of ours whose number may have lost its last zero: 3.1, typed as 3.10.
        ("doubtful", pa.string()),
        # A JSON list of what stands above each column, null where there is no table.
        ("headings", pa.string()),
        # A JSON list of the columns that may decide something and nobody knows what they are.
        ("unknown_columns", pa.string()),
        # Whether the row itself says that it was not adopted, and its words for it (ingest/deciding.py).
        ("verdict_code", pa.string()),
        ("verdict_said", pa.string()),
        ("stated_count", pa.string()),
        ("stated_of", pa.string()),
        ("problem_code", pa.string()),
        ("problem", pa.string()),
        # What was understood of a table, and what was not: of the rows of that role alone.
        ("account", pa.string()),
    ]
)
# Columns whose texts hardly ever repeat: a dictionary of them would only cost time.
_UNLIKE = frozenset({"row_number", "article_title", "link", "extra", "cells", "account"})
# Written whatever they hold: a file without rows has its columns all the same.
_ALWAYS = frozenset({"sheet_name", "row_number", "row_role"})


def as_table(rows: Sequence[Row] | pa.Table) -> pa.Table:
    """Return the rows with the fixed schema; a table has it already."""
    if isinstance(rows, pa.Table):
        return rows
    if not rows:
        return SCHEMA.empty_table()
    said = frozenset().union(*(row.values for row in rows))
    columns: dict[str, list[str | None] | list[str] | list[int]] = {
        "sheet_name": [row.sheet_name for row in rows],
        "row_number": [row.row_number for row in rows],
        "place_in_row": [row.place_in_row for row in rows],
        "row_role": [str(row.role) for row in rows],
        "register": [row.register for row in rows],
        **{name: [row.values.get(name) for row in rows] for name in said},
        "extra": [_ENCODER.encode(row.extra) if row.extra else None for row in rows],
        "cells": [_ENCODER.encode(row.cells) for row in rows],
        "table_title": [row.table_title for row in rows],
        "section_title": [row.section_title for row in rows],
        "stated_count": [row.stated_count for row in rows],
        "stated_of": [row.stated_of for row in rows],
        "problem_code": [row.problem.code if row.problem else None for row in rows],
        "problem": [row.problem.sentence if row.problem else None for row in rows],
        "account": [row.account for row in rows],
    }
    return _whole(pa.table({name: pa.array(texts, SCHEMA.field(name).type) for name, texts in columns.items()}))


def write(path: Path, rows: Sequence[Row] | pa.Table) -> None:
    """Write the rows, without the columns in which nothing stands: most are, and each costs as much as a full one."""
    table = as_table(rows)
    filled = [name for name in SCHEMA.names if table[name].null_count < table.num_rows or name in _ALWAYS]
    with_dictionary = [name for name in filled if name not in _UNLIKE]
    pq.write_table(
        table.select(filled),
        path,
        compression="snappy",
        use_dictionary=with_dictionary,
        # Nobody asks a file for some of its rows.
        write_statistics=False,
    )


def read(path: Path) -> pa.Table:
    """Return the rows of a delivery with the fixed schema; what is no column of the file is empty."""
    # Threads take longer to start than so few rows to read.
    rows = pq.ParquetFile(path).read(use_threads=False)
    return _whole(rows)


def _whole(rows: pa.Table) -> pa.Table:
    """Return the rows with the fixed schema; what is none of their columns is empty."""
    # Each without its nulls' own copy: whatever may be missing is text.
    nothing = pa.nulls(rows.num_rows, pa.string())
    there = dict(zip(rows.column_names, rows.columns, strict=True))
    return pa.table([there.get(name, nothing) for name in SCHEMA.names], schema=SCHEMA)
