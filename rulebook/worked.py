"""Worked examples: a few records and the points they must earn, by the rule they stand in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from rulebook.conditions import Placement, What
from rulebook.strict import Points, Strict, Text, Words

_Number = Annotated[Points | None, Field(ge=0)]


class PersonOn(Strict):
    """An author on a record; of the first unit unless another of the record's units is named."""

    name: Text
    unit: Text | None = None
    share: Annotated[Points | None, Field(gt=0)] = None


def _named(value: Any) -> Any:
    """A single name stands for an author of the first unit."""
    return [{"name": one} if isinstance(one, str) else one for one in value] if isinstance(value, list | tuple) else value


_Persons = Annotated[
    tuple[PersonOn, ...], BeforeValidator(_named, json_schema_input_type=tuple[Text | PersonOn, ...])
]


class Record(Strict):
    """One record of an example; what is left out is blank. `on` is by default the first day in force."""

    what: What = "采用"
    unit: Words = ("甲单位",)
    shares: tuple[Points, ...] = ()
    persons: _Persons = ()
    on: date | None = None
    received: date | None = None
    piece: Text | None = None
    times: Annotated[int, Field(ge=1)] = 1
    outlet: Text | None = None
    tier: Text | None = None
    medium: Text | None = None
    channel: Text | None = None
    placement: Placement = "一般"
    kind: Words | None = None
    form: Text | None = None
    degree: Text | None = None
    path: Text | None = None
    origin: Text | None = None
    level: Text | None = None
    grade: Text | None = None
    status: Text | None = None
    evidence: Text | None = None
    words: _Number = None
    seconds: _Number = None
    pictures: _Number = None
    reads: _Number = None
    value: Points | None = None
    given: Points | None = None
    days_late: _Number = None


class SingleExample(Record):
    """One record and what it earns each unit on it (under `whom: persons`, each person)."""

    points: Points


class UnitOf(Strict):
    """A unit of an example: its group, its attributes (heads, quotas), and whether the office ranks it."""

    group: Text = "全部"
    ranked: bool = True
    attributes: dict[str, Points] = Field(default={})


class Expected(Strict):
    """What a unit (or a person of it) must come to in the example's period; only what is named is compared."""

    unit: Text
    person: Text | None = None
    points: Points | None = None
    place: Annotated[int, Field(ge=1)] | Literal["不排名"] | None = None
    award: str | None = None
    lines: dict[str, Points] = Field(default={})
    figures: dict[str, str] = Field(default={})
    marks: tuple[Text, ...] | None = None


class Scenario(Strict):
    """Several records of several units in one period, and what must come out."""

    about: Text
    period: Annotated[Text, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12])?$")]
    units: dict[str, UnitOf] = Field(default={})
    records: tuple[Record, ...]
    expect: Annotated[tuple[Expected, ...], Field(min_length=1)]


_OF_SCENARIO = Scenario.model_fields.keys() - SingleExample.model_fields.keys()


def _kind_of(value: Any) -> str:
    is_scenario = isinstance(value, Scenario) or (isinstance(value, dict) and not _OF_SCENARIO.isdisjoint(value))
    return "#scenario" if is_scenario else "#single"


Example = Annotated[
    Annotated[SingleExample, Tag("#single")] | Annotated[Scenario, Tag("#scenario")], Discriminator(_kind_of)
]
