"""What a document says of itself once it is issued; a draft has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Imprint:
    """The number a document bears, and for a revision what it takes the place of, why, and what became different."""

    edition: str
    number: int
    issued_on: date
    issued_by: str
    open_objections: int = 0
    revises: str | None = None
    reason: str = ""
    changes: tuple[str, ...] = ()
