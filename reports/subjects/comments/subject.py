"""Remarks of leaders on pieces."""

from __future__ import annotations

from collections.abc import Iterator

from reports.decided import decided
from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, ToldFigure
from reports.subjects.comments import query, table, text
from reports.subjects.comments.value import Comments


def _figures(found: Comments) -> Iterator[ToldFigure]:
    """Each remark: by whom, when."""
    for each in found.remarks:
        decided(each, ("unit_name", "article_title", "leader", "level", "commented_on"), "is frozen")
        by = " ".join(filter(None, (each.leader, each.level, str(each.commented_on))))
        yield ToldFigure(each.unit_name, f"{plain.title(each.article_title)}领导批示", by)


SUBJECT: Subject[Comments] = Subject(
    name="comments",
    read=query.read,
    shown=Shown(("remarks",)),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("remarks",), figures=_figures),
)
