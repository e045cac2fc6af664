"""What an edition keeps of its deliveries: their descriptions, by which they are found again and read afresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.catalogue import load_catalogue, note_path, notes_of
from ingest.delivery import Delivery, json_line
from warehouse.files import sha256_of
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A delivered original that is no longer what it was; `found` is None where it is gone."""

    file_name: str
    delivery_id: str
    found: str | None


def describe(home: Home) -> bytes:
    """Return all that is known of every delivery but its bytes and rows, one line each."""
    lines = []
    for delivery_id, delivery in load_catalogue(home).items():
        again = [
            {key: note[key] for key in ("file_name", "received_on", "turn") if note[key] != 1}
            for note in notes_of(home.raw / delivery_id)
        ]
        lines.append(json_line({**delivery.told(), "again": again}))
    return b"".join(lines)


def spoilt(described: bytes, home: Home) -> Iterator[Spoilt]:
    """Hash every original again; yield those that are not what they are named by."""
    for delivery, _ in _read(described):
        original = _original(home, delivery.delivery_id)
        found = sha256_of(original) if original else None
        if found != delivery.delivery_id:
            yield Spoilt(delivery.file_name, delivery.delivery_id, found)


def lay_out(described: bytes, home: Home, target: Home) -> None:
    """Give another home links to the same originals, as if they had just arrived and nobody had read them."""
    for delivery, again in _read(described):
        folder = target.raw / delivery.delivery_id
        original = _original(home, delivery.delivery_id)
        if original is None:
            continue
        folder.mkdir()
        (folder / original.name).symlink_to(original)
        replace(delivery, reader="").save(folder)
        for note in again:
            path = note_path(folder, note["file_name"], note.get("turn", 1))
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(json_line(note))


def _read(described: bytes) -> Iterator[tuple[Delivery, list[dict[str, Any]]]]:
    for line in described.splitlines():
        fields = json.loads(line)
        again = fields.pop("again")
        yield Delivery(**fields), again


def _original(home: Home, delivery_id: str) -> Path | None:
    return next(iter((home.raw / delivery_id).glob("original*")), None)
