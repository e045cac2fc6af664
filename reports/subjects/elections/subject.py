"""Elections: pieces with their votes and the marks of the jury."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.decided import only
from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, figures_of
from reports.subjects.elections import query, table, text
from reports.subjects.elections.value import Elections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.subject import Extent, ToldFigure


def _unscored(found: Elections, _extent: Extent) -> Mapping[str, Any]:
    names = ("article_title", "unit_name", "votes", "jury")
    return {"candidates": tuple(only(each, names, points=None) for each in found.candidates)}


def _figures(found: Elections) -> Iterator[ToldFigure]:
    """Votes and marks of each; points follow from the score lines."""
    return figures_of(
        found.candidates,
        lambda each: (each.unit_name, f"{plain.title(each.article_title)}评选"),
        {"votes": "得票", "jury": "评审分"},
        "article_title", "unit_name", "points",
    )  # fmt: skip


SUBJECT: Subject[Elections] = Subject(
    name="elections",
    read=query.read,
    shown=Shown((), _unscored),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("candidates",), figures=_figures),
)
