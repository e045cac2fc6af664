"""Pieces, their adoptions, and the score lines of these."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with the points it earned its first unit in the period."""

    piece_id: str
    article_title: str
    unit_name: str
    adoption_count: int
    highest_tier: str
    outlet_names: str
    points: Decimal | None  # None: not shown


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic of the office's plan: pieces in the period and since 1 January."""

    name: str
    piece_count: int
    year_piece_count: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """An adopted piece as annex 2 lists it, with its evidence; the points are its first unit's."""

    record_id: str
    unit_name: str
    co_units: str | None
    article_title: str
    outlet_name: str
    tier: str
    side: str
    medium: str
    adopted_on: str
    page: str | None
    placement: str
    points: Decimal | None  # None: not shown
    file_name: str
    sheet_name: str
    row_number: int
    kind: str = ""  # as the register words it


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of the rule applied to one adoption, for one unit; a unit's lines add up to its points."""

    score_line_id: str
    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: str
    rule_version: str
    rule_line_id: str
    points: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece as the registers word it, and its per cent of all adoptions that state one."""

    name: str
    count: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Pieces:
    """What was adopted in the period, what it earned, and the best, the foremost and the topics of it."""

    adoptions: tuple[Adoption, ...]
    score_lines: tuple[ScoreLine, ...]
    best: tuple[Piece, ...]
    front_pages: tuple[Adoption, ...]
    signed: tuple[Adoption, ...]
    kinds: tuple[Kind, ...]
    topics: tuple[TopicCount, ...]

    @property
    def untouched(self) -> tuple[TopicCount, ...]:
        """Topics of the plan without a piece this year."""
        return tuple(topic for topic in self.topics if not topic.year_piece_count)
