"""Where the figures come from: what came in, what became of it, what was not counted, by which rule."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.notes import query, table, text
from reports.subjects.notes.value import Notes

SUBJECT: Subject[Notes] = Subject(
    name="notes",
    read=query.read,
    shown=Shown(
        whole=(
            "rules", "outcomes", "delivery_count", "reasons", "renames", "fingerprint", "objection_days", "objections_until",
            "imprint", "blanks", "elsewhere", "excluded", "unread",
        )
    ),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(
        explained=("rules",),
        silent=(
            "outcomes", "delivery_count", "reasons", "renames", "fingerprint", "objection_days", "objections_until",
            "imprint", "blanks", "elsewhere", "excluded", "unread",
        ),
    ),
)  # fmt: skip
