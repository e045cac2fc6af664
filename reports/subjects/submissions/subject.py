"""What units sent in, and how much of it was adopted."""

from __future__ import annotations

from collections.abc import Iterator

from reports.subject import Frozen, Shown, Subject, ToldFigure, figures_of
from reports.subjects.submissions import query, table, text
from reports.subjects.submissions.value import Submissions

_SUMS = ("submitted", "adopted", "share", "groups")
_UNITS = ("units", "silent", "zero_reports")

def _figures(sent: Submissions) -> Iterator[ToldFigure]:
    """What was sent in and adopted of it, in all and unit by unit; who said that there was nothing."""
    yield ToldFigure("", "报送篇数", str(sent.submitted.now))
    yield ToldFigure("", "报送后采用篇数", str(sent.adopted))
    told = {"submitted": "报送篇数", "adopted": "报送后采用篇数"}
    yield from figures_of(sent.units, lambda each: (each.unit_name, ""), told, "unit_name", "share")
    yield from (ToldFigure(name, "零报告", "有") for name in sent.zero_reports)


SUBJECT: Subject[Submissions] = Subject(
    name="submissions",
    read=query.read,
    shown=Shown(_SUMS, lambda _sent, _extent: dict.fromkeys(_UNITS, ())),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(
        explained=("submitted", "adopted", "units", "zero_reports"),
        following=("share", "groups", "silent"),
        figures=_figures,
    ),
)
