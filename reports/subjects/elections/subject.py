"""Elections: pieces with their votes and the marks of the jury."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.decided import only
from reports.subject import Frozen, Shown, Subject
from reports.subjects.elections import query, table, text
from reports.subjects.elections.value import Elections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.subject import Extent


def _unscored(found: Elections, _extent: Extent) -> Mapping[str, Any]:
    names = ("article_title", "unit_name", "votes", "jury")
    return {"candidates": tuple(only(each, names, points=None) for each in found.candidates)}


SUBJECT: Subject[Elections] = Subject(
    name="elections",
    read=query.read,
    shown=Shown((), _unscored),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=("candidates",)),
)
