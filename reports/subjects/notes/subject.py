"""Where the figures come from: what came in, what became of it, what was not counted, by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from reports.subject import Frozen, Shown, Subject, ToldFigure, figures_of
from reports.subjects.notes import query, table, text
from reports.subjects.notes.value import Notes


def _figures(notes: Notes) -> Iterator[ToldFigure]:
    """What became of the records, and whose files could not be read."""
    yield ToldFigure("", "来件份数", str(notes.delivery_count))
    told = {
        "accepted": "计入", "rejected": "不计", "duplicate": "重复", "superseded": "被更正件替代",
    }  # fmt: skip
    yield from figures_of((notes.outcomes,), lambda _outcomes: ("", "登记记录"), told)
    for each in notes.unread:
        yield ToldFigure(each.unit_name, "未能读取的来件", "、".join(each.file_names))


SUBJECT: Subject[Notes] = Subject(
    name="notes",
    read=query.read,
    shown=Shown(
        whole=(
            "rules", "outcomes", "delivery_count", "reasons", "renames", "fingerprint", "objection_days", "objections_until",
            "imprint", "blanks", "elsewhere", "excluded", "unread", "not_read",
        )
    ),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(
        explained=("rules", "outcomes", "delivery_count", "unread"),
        following=("reasons", "excluded"),
        silent=(
            "fingerprint", "objection_days", "objections_until", "imprint",  # no figures
            "renames", "blanks", "elsewhere", "not_read",  # remarks on lists and registers: what they change is told as a figure
        ),
        figures=_figures,
    ),
)  # fmt: skip
