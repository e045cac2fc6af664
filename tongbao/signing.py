"""What whoever signs an edition says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Signed:
    """Who issues on which day, under which number (None: the next), signed with which key."""

    by: str
    on: date
    number: int | None = None
    key: Path | None = None
    with_open_objections: bool = False
