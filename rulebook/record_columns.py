"""The columns of a record that rules may ask and registers deliver; what the office's own lists say is none of them."""

from __future__ import annotations

import pyarrow as pa

from rulebook.columns import NAMES, TEXT, Row
from rulebook.conditions import COLUMNS

COLUMN_SCHEMA: dict[str, pa.DataType] = {"column_name": TEXT, "column_label": TEXT, "delivered": NAMES}


def record_columns() -> list[Row]:
    """Return each column: its name in a rule, its name to the clerk, the columns of registers it is read from."""
    return [
        (name, column.heading or column.name, list(column.delivered))
        for name, column in COLUMNS.items()
        if column.delivered
    ]
