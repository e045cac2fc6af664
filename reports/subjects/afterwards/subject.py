"""What comes up after a period was published: objections, and records that arrived late."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.afterwards import query, table, text
from reports.subjects.afterwards.value import Afterwards

SUBJECT: Subject[Afterwards] = Subject(
    name="afterwards",
    read=query.read,
    shown=Shown(whole=("objections", "late")),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=("objections", "late")),  # an edition lists them itself: they are why there is a revision
)
