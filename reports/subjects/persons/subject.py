"""Persons: what each earned under each rule that counts them, and what each owes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.decided import only
from reports.subject import Frozen, Shown, Subject
from reports.subjects.persons import query, table, text
from reports.subjects.persons.value import Persons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.subject import Extent
    from reports.subjects.persons.value import PersonScheme


def _foremost(found: Persons, extent: Extent) -> Mapping[str, Any]:
    """The first places, where first places are shown at all; nobody who fell short."""
    is_top = extent.display.mode == "top"
    schemes = tuple(_first(scheme, extent.display.top) for scheme in found.schemes) if is_top else ()
    return {"schemes": schemes, "quotas": (), "marks": ()}


def _first(scheme: PersonScheme, count: int) -> PersonScheme:
    persons = tuple(each for each in scheme.persons if each.place is not None and each.place <= count)
    points = sum((each.points for each in persons), Decimal(0))
    return only(scheme, ("name", "measure"), persons=persons, units=(), points=points, unsigned=())


SUBJECT: Subject[Persons] = Subject(
    name="persons",
    read=query.read,
    shown=Shown((), _foremost),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=("schemes", "quotas", "marks")),
)
