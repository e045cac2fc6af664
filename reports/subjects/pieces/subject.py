"""Pieces and their adoptions: the best, the front pages, the topics, and the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.decided import only
from reports.subject import Frozen, Shown, Subject, figures_of
from reports.subjects.pieces import query, table, text
from reports.subjects.pieces.value import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.subject import Extent, ToldFigure
    from reports.subjects.pieces.value import Adoption

_PIECE = ("piece_id", "article_title", "unit_name", "adoption_count", "highest_tier", "outlet_names")
_ADOPTION = (
    "record_id", "unit_name", "co_units", "article_title", "outlet_name", "tier", "side", "medium", "adopted_on", "page",
    "placement", "file_name", "sheet_name", "row_number", "kind",
)  # fmt: skip


def _unscored(found: Pieces, extent: Extent) -> Mapping[str, Any]:
    """Points are those of the units that are shown with theirs."""
    return {
        "adoptions": _without_points(found.adoptions),
        "score_lines": tuple(one for one in found.score_lines if one.unit_name in extent.units),
        "best": tuple(
            piece if piece.unit_name in extent.units else only(piece, _PIECE, points=None) for piece in found.best
        ),
        "front_pages": _without_points(found.front_pages),
        "signed": _without_points(found.signed),
    }


def _without_points(adoptions: tuple[Adoption, ...]) -> tuple[Adoption, ...]:
    return tuple(only(each, _ADOPTION, points=None) for each in adoptions)


def _figures(found: Pieces) -> Iterator[ToldFigure]:
    """Pieces on each topic."""
    told = {"piece_count": "本期篇数", "year_piece_count": "今年篇数"}
    return figures_of(found.topics, lambda each: ("", f"选题“{each.name}”"), told, "name")


SUBJECT: Subject[Pieces] = Subject(
    name="pieces",
    read=query.read,
    shown=Shown(("kinds", "topics"), _unscored),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(
        explained=("adoptions", "score_lines", "topics"),
        following=("best", "front_pages", "signed", "kinds"),
        figures=_figures,
    ),
)
