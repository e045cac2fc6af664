"""What a report says of persons: what each earned under each rule that counts them, and what each owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from reports.saying.measure import Denomination


@dataclass(frozen=True, slots=True)
class Person:
    """An author, by the name or number he is entered under; the same name in two units is two persons."""

    person: str
    unit_name: str
    contest: str  # the group he is ranked in; empty where all are ranked together
    place: int | None
    is_tied: bool
    adoption_count: int
    points: Decimal
    award: str


@dataclass(frozen=True, slots=True)
class Fed:
    """What the persons of a unit brought it."""

    unit_name: str
    person_count: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An adoption that earned nobody anything, as its register names no author; `author` is the cell."""

    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: date
    author: str


@dataclass(frozen=True, slots=True)
class PersonScheme:
    """One way of counting persons, with all who earned something or were adopted, in printing order."""

    name: str
    measure: Denomination
    persons: tuple[Person, ...]
    units: tuple[Fed, ...]
    points: Decimal  # of all persons
    unsigned: tuple[Unsigned, ...]


@dataclass(frozen=True, slots=True)
class PersonQuota:
    """What a person owed in a period that ended, or owes of the year so far; not known: done and short are None."""

    person: str
    unit_name: str
    period_code: str
    what: str
    owed: int
    done: int | None
    short: int | None


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A task of a rule that a person has not met in a period, in the rule's words."""

    person: str
    unit_name: str
    period_code: str
    mark: str


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons under every rule that counts them, what they owe, and who is named for what he has not done."""

    schemes: tuple[PersonScheme, ...]
    quotas: tuple[PersonQuota, ...]
    marks: tuple[PersonMark, ...]
