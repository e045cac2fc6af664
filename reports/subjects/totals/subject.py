"""The whole office: totals, the months of the year so far."""

from __future__ import annotations

from reports.subject import Frozen, Shown, Subject, nothing
from reports.subjects.totals import query, text
from reports.subjects.totals.value import Totals

SUBJECT: Subject[Totals] = Subject(
    name="totals",
    read=query.read,
    shown=Shown(
        whole=(
            "adoptions", "tiers", "sides", "crossed", "upper", "media", "outlets", "pieces", "reprints", "cumulative",
            "months", "bulletins",
        )
    ),
    sentences=text.sentences,
    tables=nothing,
    frozen=Frozen(
        explained=("adoptions", "tiers", "sides", "pieces", "reprints"),
        following=("crossed", "upper", "media", "outlets", "bulletins"),
        silent=("cumulative", "months"),  # earlier months have editions of their own, that explain them
    ),
)  # fmt: skip
