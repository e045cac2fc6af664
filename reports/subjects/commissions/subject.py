"""Pieces asked for by a day, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.decided import decided
from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, ToldFigure
from reports.subjects.commissions import query, table, text
from reports.subjects.commissions.value import Commissions

_COUNTS = ("asked", "kept", "late", "missed", "open")

def _figures(asked: Commissions) -> Iterator[ToldFigure]:
    """How many were asked for, and what came of each."""
    yield ToldFigure("", "约稿篇数", str(asked.asked))
    for each in asked.items:
        decided(each, ("unit_name", "article_title", "deadline", "outcome"), "is frozen")
        yield ToldFigure(each.unit_name, f"{plain.title(each.article_title)}约稿", table.OUTCOMES[each.outcome])


SUBJECT: Subject[Commissions] = Subject(
    name="commissions",
    read=query.read,
    shown=Shown(_COUNTS, lambda _asked, _extent: {"items": ()}),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("asked", "items"), _COUNTS[1:], figures=_figures),
)
