"""Persons: what each earned under each rule that counts them, and what each owes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.decided import decided, only
from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, ToldFigure, figures_of
from reports.subjects.persons import query, table, text
from reports.subjects.persons.value import Persons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def _figures(found: Persons) -> Iterator[ToldFigure]:
    """What each earned under each rule, what he owes, and what he is named for."""
    for scheme in found.schemes:
        yield from _earned(scheme)
    yield from figures_of(
        found.quotas,
        lambda each: (each.unit_name, f"{each.person}{plain.term(each.period_code)}{each.what}任务"),
        {"owed": "任务数", "done": "完成数"},
        "person", "unit_name", "period_code", "what", "short",
    )  # fmt: skip
    yield from figures_of(
        found.marks,
        lambda each: (each.unit_name, f"{each.person}{plain.term(each.period_code)}"),
        {"mark": "注明"},
        "person", "unit_name", "period_code",
    )  # fmt: skip


def _earned(scheme: PersonScheme) -> Iterator[ToldFigure]:
    """What follows: the sums, by unit and of all, and the adoptions that earned nobody anything."""
    decided(scheme, ("name", "measure", "persons", "units", "points", "unsigned"), "is frozen")
    return figures_of(
        scheme.persons,
        lambda each: (each.unit_name, f"{each.person}按《{scheme.name}》"),
        {"adoption_count": "采用篇次", "points": scheme.measure.noun, "place": "名次", "award": "奖项"},
        "person", "unit_name", "contest", "is_tied",
    )  # fmt: skip


SUBJECT: Subject[Persons] = Subject(
    name="persons",
    read=query.read,
    shown=Shown((), _foremost),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("schemes", "quotas", "marks"), figures=_figures),
)
