"""The office's city and its counties among the others of the province."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.province import query, table, text
from reports.subjects.province.value import Peers

SUBJECT: Subject[Peers] = Subject(
    name="province",
    read=query.read,
    shown=Shown(whole=("cities", "counties", "spreading")),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=("cities", "counties", "spreading")),
)
