"""What units sent in, and how much of it was adopted."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.submissions import query, table, text
from reports.subjects.submissions.value import Submissions

_SUMS = ("submitted", "adopted", "share", "groups")
_UNITS = ("units", "silent", "zero_reports")

SUBJECT: Subject[Submissions] = Subject(
    name="submissions",
    read=query.read,
    shown=Shown(_SUMS, lambda _sent, _extent: dict.fromkeys(_UNITS, ())),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=(*_SUMS, *_UNITS)),
)
