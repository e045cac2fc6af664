"""`records.parquet`: the rows of one delivery, all text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.reading import COLUMNS, Row

FILE = "records.parquet"
# One encoder for all rows: `json.dumps` would make one for each.
_ENCODER = json.JSONEncoder(ensure_ascii=False)

SCHEMA = pa.schema(
    [
        ("sheet_name", pa.string()),
        ("row_number", pa.int64()),
        ("row_role", pa.string()),
        *((column, pa.string()) for column in COLUMNS),
        ("extra", pa.string()),
        ("cells", pa.string()),
        ("table_title", pa.string()),
        ("problem_code", pa.string()),
        ("problem", pa.string()),
    ]
)


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows with the fixed schema."""
    columns: dict[str, list[str | None] | list[str] | list[int]] = {
        "sheet_name": [row.sheet_name for row in rows],
        "row_number": [row.row_number for row in rows],
        "row_role": [str(row.role) for row in rows],
        **{name: [row.values.get(name) for row in rows] for name in COLUMNS},
        "extra": [_ENCODER.encode(row.extra) if row.extra else None for row in rows],
        "cells": [_ENCODER.encode(row.cells) for row in rows],
        "table_title": [row.table_title for row in rows],
        "problem_code": [row.problem.code if row.problem else None for row in rows],
        "problem": [row.problem.sentence if row.problem else None for row in rows],
    }
    pq.write_table(pa.Table.from_pydict(columns, schema=SCHEMA), path, compression="zstd")
