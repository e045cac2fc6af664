"""What has landed, as two tables for the build: deliveries, and further arrivals of the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from warehouse.home import Home
from warehouse.office_rows import write_rows

_TEXT = pa.string()
_DELIVERY = {"delivery_id": _TEXT, "file_name": _TEXT, "kind": _TEXT, "received_on": _TEXT, "reader": _TEXT}
_AGAIN = {"delivery_id": _TEXT, "file_name": _TEXT, "received_on": _TEXT}


def write_catalogue(home: Home) -> int:
    """Write `landed_delivery.parquet` and `landed_again.parquet` into the build folder; return the number of deliveries."""
    deliveries = [_read(path) for path in sorted(home.raw.glob("*/delivery.json"))]
    again = [
        {"delivery_id": path.parents[1].name, **_read(path)} for path in sorted(home.raw.glob("*/again/*.json"))
    ]
    for name, columns, entries in (("delivery", _DELIVERY, deliveries), ("again", _AGAIN, again)):
        rows = [tuple(entry[column] for column in columns) for entry in entries]
        write_rows(home.build / f"landed_{name}.parquet", columns, rows)
    return len(deliveries)


def _read(path: Path) -> dict[str, str]:
    entry: dict[str, str] = json.loads(path.read_bytes())
    return entry
