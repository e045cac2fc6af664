"""What has landed: every delivery, and every further arrival of the same bytes.

Read from raw each time, which takes a second for tens of thousands of deliveries: there is nothing that could be out of date.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.delivery import Delivery
from ingest.packs import write_packs
from warehouse.files import sha256_of
from warehouse.home import Home
from warehouse.office_rows import write_rows

_TEXT = pa.string()
_DELIVERY = {
    "delivery_id": _TEXT, "file_name": _TEXT, "kind": _TEXT, "received_on": _TEXT, "reader": _TEXT, "part_of": _TEXT,
    "record_count": pa.int64(), "turn": pa.int64(),
}  # fmt: skip
_AGAIN = {"delivery_id": _TEXT, "file_name": _TEXT, "received_on": _TEXT, "turn": pa.int64()}


def load_catalogue(home: Home) -> dict[str, Delivery]:
    """Return every delivery by its id, in their order; raise `BrokenError` naming a folder that is not whole."""
    return {name: Delivery.load(home.raw / name) for name in sorted(os.listdir(home.raw))}  # noqa: PTH208 - only names


def write_catalogue(home: Home) -> int:
    """Write what dbt reads of the deliveries into the build folder; return their number."""
    catalogue = write_deliveries(home, home.build)
    write_packs(home, {delivery_id: delivery.reader for delivery_id, delivery in catalogue.items()})
    return len(catalogue)


def write_deliveries(home: Home, folder: Path) -> dict[str, Delivery]:
    """Write what dbt reads of the deliveries, but for their rows, into a folder; return them."""
    catalogue = load_catalogue(home)
    deliveries = [asdict(delivery) for delivery in catalogue.values()]
    again = [note for delivery_id in catalogue for note in notes_of(home.raw / delivery_id)]
    for name, columns, rows in (("delivery", _DELIVERY, deliveries), ("again", _AGAIN, again)):
        write_rows(
            folder / f"landed_{name}.parquet",
            columns,
            [tuple(row[column] for column in columns) for row in rows],
        )
    return catalogue


def notes_of(folder: Path) -> list[Mapping[str, Any]]:
    """Return the notes of further arrivals of a delivery; most have none. Their `turn` is as that of a delivery."""
    if not (folder / "again").exists():
        return []
    return [
        {"delivery_id": folder.name, "turn": 1, **json.loads(path.read_bytes())}
        for path in sorted(folder.glob("again/*.json"))
    ]


def note_path(folder: Path, file_name: str, turn: int) -> Path:
    """Return where the arrival of a delivery under a name is noted, which may come again after others lay there."""
    stem = sha256_of(file_name.encode())[:16]
    return folder / "again" / (f"{stem}.json" if turn == 1 else f"{stem}-{turn}.json")
