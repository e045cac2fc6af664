"""What was reported held against what publishers show."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject, nothing
from reports.subjects.claims import query, table
from reports.subjects.claims.value import Claims

SUBJECT: Subject[Claims] = Subject(
    name="claims",
    read=query.read,
    shown=Shown(whole=("claims",), part=lambda _claims, _extent: {"outlet_counts": ()}),
    sentences=nothing,
    tables=table.tables,
    frozen=Frozen(silent=("claims", "outlet_counts")),  # evidence beside the figures, and none of them
)
