"""The office's city and its counties among the others of the province."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject
from reports.subjects.province import query, text
from reports.subjects.province.value import Peers

SUBJECT: Subject[Peers] = Subject(
    name="province",
    read=query.read,
    shown=Shown(whole=("cities", "counties", "spreading")),
    sentences=text.sentences,
    frozen=Frozen(silent=("cities", "counties", "spreading")),
)
