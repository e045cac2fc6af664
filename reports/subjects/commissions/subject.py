"""Pieces asked for by a day, and what came of them."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.commissions import query, table, text
from reports.subjects.commissions.value import Commissions

_COUNTS = ("asked", "kept", "late", "missed", "open")

SUBJECT: Subject[Commissions] = Subject(
    name="commissions",
    read=query.read,
    shown=Shown(_COUNTS, lambda _asked, _extent: {"items": ()}),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=(*_COUNTS, "items")),
)
