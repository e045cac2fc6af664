"""Remarks of leaders on pieces."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.comments import query, table, text
from reports.subjects.comments.value import Comments

SUBJECT: Subject[Comments] = Subject(
    name="comments",
    read=query.read,
    shown=Shown(("remarks",)),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=("remarks",)),
)
