"""Pieces asked for by a day, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Commission:
    """A piece asked for; the outcome is kept, late, missed or open."""

    unit_name: str
    article_title: str
    deadline: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Commissions:
    """Pieces asked for whose deadline lies in the period; a piece asked of two units counts once."""

    asked: int
    kept: int
    late: int
    missed: int
    open: int
    items: tuple[Commission, ...]
