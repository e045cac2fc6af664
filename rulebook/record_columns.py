"""The columns of a record that rules may ask and registers deliver; what the office's own lists say is none of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa

from rulebook.columns import NAMES, TEXT, Row

_FILE = Path(__file__).with_name("record_columns.csv")
COLUMN_SCHEMA: dict[str, pa.DataType] = {"column_name": TEXT, "column_label": TEXT, "delivered": NAMES}


def record_columns() -> list[Row]:
    """Return each column: its name in a rule, its name to the clerk, the columns of registers it is read from."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [(row["column"], row["name"], row["delivered"].split("|")) for row in csv.DictReader(file)]
