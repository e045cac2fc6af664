"""Quotas: what fell due within the period, and the year's progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, figures_of
from reports.subjects.tasks import query, table, text
from reports.subjects.tasks.value import Quotas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.subject import Extent, ToldFigure

_NAMED = ("due", "running", "over_units", "short_units", "zero_units", "unknown_units", "ready_units", "idle_units",
          "behind_units")  # fmt: skip
_COUNTS = ("owing_count", "met_count", "met_share", "over_share", "unknown_count", "running_count", "running_pace",
           "expected_pace")  # fmt: skip


def _unnamed(_quotas: Quotas, _extent: Extent) -> Mapping[str, Any]:
    """The counts stay, the names go."""
    return dict.fromkeys(_NAMED, ())


def _figures(quotas: Quotas) -> Iterator[ToldFigure]:
    """What each unit owes and has done."""
    return figures_of(
        (*quotas.due, *quotas.running),
        lambda each: (each.unit_name, f"{plain.term(each.period_code)}{each.what}任务"),
        {"owed": "任务数", "done": "完成数"},
        "unit_code", "unit_name", "period_code", "grain", "what", "short", "pace", "by_month", "expected",
    )  # fmt: skip


SUBJECT: Subject[Quotas] = Subject(
    name="tasks",
    read=query.read,
    shown=Shown(_COUNTS, _unnamed),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("due", "running"), (*_NAMED[2:], *_COUNTS), figures=_figures),
)
