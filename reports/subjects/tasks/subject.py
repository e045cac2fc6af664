"""Quotas: what fell due within the period, and the year's progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.subject import Frozen, Shown, Subject
from reports.subjects.tasks import query, table, text
from reports.subjects.tasks.value import Quotas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.subject import Extent

_NAMED = ("due", "running", "over_units", "short_units", "zero_units", "unknown_units", "ready_units", "idle_units",
          "behind_units")  # fmt: skip
_COUNTS = ("owing_count", "met_count", "met_share", "over_share", "unknown_count", "running_count", "running_pace",
           "expected_pace")  # fmt: skip


def _unnamed(_quotas: Quotas, _extent: Extent) -> Mapping[str, Any]:
    """The counts stay, the names go."""
    return dict.fromkeys(_NAMED, ())


SUBJECT: Subject[Quotas] = Subject(
    name="tasks",
    read=query.read,
    shown=Shown(_COUNTS, _unnamed),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=(*_NAMED, *_COUNTS)),
)
