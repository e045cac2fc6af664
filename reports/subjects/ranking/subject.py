"""Places: groups, leaders, who rose and fell, and the points of earlier periods by one rule."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.ranking import query, shown, table, text
from reports.subjects.ranking.value import Rankings

SUBJECT: Subject[Rankings] = Subject(
    name="ranking",
    read=query.read,
    shown=Shown(shown.WHOLE, shown.part),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(
        explained=("groups",),
        following=("unranked", "unit_count", "nothing_count", "nothing", "fallen", "contests", "bands"),
        silent=("waiting", "rule_change"),  # no figures: the files that wait are told by the notes
    ),
)
