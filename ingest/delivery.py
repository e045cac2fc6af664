"""`delivery.json`: what a delivery is, beside its bytes and rows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.reading import Kind
from warehouse.errors import BrokenError

FILE = "delivery.json"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery; `reader` is the fingerprint it was last read under, `part_of` the zip it came in.

    `turn` counts the files that lay under this name one after the other: a replaced file's is 2.
    """

    delivery_id: str
    file_name: str
    kind: Kind
    received_on: str
    size: int
    sheet_count: int
    record_count: int
    reader: str
    part_of: str | None = None
    problem_code: str | None = None
    problem: str | None = None
    turn: int = 1

    @classmethod
    def load(cls, folder: Path) -> Delivery:
        """Read the description in a folder of raw; raise `BrokenError` naming a folder that has none."""
        try:
            return cls(**json.loads((folder / FILE).read_bytes()))
        except (FileNotFoundError, ValueError, TypeError) as error:
            raise BrokenError(
                f"{folder} 不完整（缺少或读不懂 delivery.json）：请从备份恢复这个文件夹，或移走后重新接收原件",
                f"{folder} has no readable delivery.json: restore it, or move it away and land the file again",
            ) from error

    def save(self, folder: Path) -> None:
        """Write the description into a folder."""
        (folder / FILE).write_bytes(json_line(self.told()))

    def told(self) -> dict[str, Any]:
        """Return what is written of it; the turn only of a file that took another's place."""
        return {name: value for name, value in asdict(self).items() if name != "turn" or value > 1}


def json_line(value: dict[str, object]) -> bytes:
    """Write a value as one line with sorted keys: the same value is the same bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()
