"""Pieces that stand for election."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that stands for election: its points, its votes and the jury's mean mark, each counted apart."""

    article_title: str
    unit_name: str
    points: Decimal | None
    votes: Decimal | None
    jury: Decimal | None


@dataclass(frozen=True, slots=True)
class Elections:
    """The pieces that were voted on or marked in the period, in the order of their points."""

    candidates: tuple[Candidate, ...]
