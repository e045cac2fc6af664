"""Lines that hold over a period: tasks, base points, caps and floors, zeroing, streaks, conversions,
pots, standards, figures.

They are worked in this order, whatever order they stand in: base points and tasks, streaks, caps within a piece,
zeroing of a piece, caps of named lines, caps and floors of the whole (month, quarter, half, year), zeroing of a
period, conversions and pots.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from rulebook.conditions import When
from rulebook.strict import Points, Strict, Text, Words

Grain = Literal["month", "quarter", "half", "year"]
Among = Literal["group", "all"]
Positive = Annotated[Points, Field(gt=0)]


def _has(value: Any, *keys: str) -> bool:
    return isinstance(value, dict) and any(key in value for key in keys)


# One set of conditions, or several of which one must hold.
Whens = Annotated[
    tuple[When, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, dict | When) else value,
        json_schema_input_type=When | tuple[When, ...],
    ),
    Field(min_length=1),
]


class Rate(Strict):
    """One count divided by another."""

    of: Whens
    to: Whens


class Total(Strict):
    """The sum of a number column over records."""

    of: Literal["words", "seconds", "pictures", "reads", "value", "given"]
    when: Whens


class Measure(Strict):
    """What is counted of a unit in a period: exactly one of these."""

    count: Whens | None = None
    pieces: Whens | None = None
    least_of: tuple[Whens, Whens] | None = None
    rate: Rate | None = None
    total: Total | None = None

    @property
    def kind(self) -> str:
        """Which of the measures it is."""
        return next(name for name in MEASURES if getattr(self, name) is not None)

    @property
    def whens(self) -> tuple[tuple[When, ...], ...]:
        """The conditions it counts by; the second is what the first is compared with."""
        match self:
            case Measure(rate=Rate(of=of, to=to)):
                return (of, to)
            case Measure(least_of=(first, second)):
                return (first, second)
            case Measure(total=Total(when=when)):
                return (when,)
        return (self.count or self.pieces or (),)

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if sum(getattr(self, name) is not None for name in MEASURES) != 1:
            raise ValueError(f"写明一种统计：{'、'.join(MEASURES)} 中的一个")
        return self


MEASURES = tuple(Measure.model_fields)


class PerAttribute(Strict):
    """What is owed by an attribute of the unit: `each` for every one of `per` (heads, counties, a quota)."""

    per: Text
    each: Points


def _kind_of_owed(value: Any) -> str:
    if isinstance(value, PerAttribute) or _has(value, "per", "each"):
        return "#by_attribute"
    return "#by_name" if isinstance(value, dict) else "#alike"


Owed = Annotated[
    Annotated[Points, Tag("#alike")]
    | Annotated[PerAttribute, Tag("#by_attribute")]
    | Annotated[dict[str, Points], Tag("#by_name")],
    Discriminator(_kind_of_owed),
]


class Need(Measure):
    """A measure and what is owed of it: a number, a number by group or unit, or by an attribute of the unit.

    `at_most` asks the opposite: met by whoever stays at or below it.
    """

    owed: Owed | None = None
    at_most: Points | None = None

    @model_validator(mode="after")
    def _one_mark(self) -> Self:
        if (self.owed is None) == (self.at_most is None):
            raise ValueError("写明 owed（应完成多少）或 at_most（至多多少）之一")
        return self


class Needs(Strict):
    """Several needs: all of them, or any one of them."""

    all_of: tuple[Need, ...] = ()
    any_of: tuple[Need, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.all_of) == bool(self.any_of):
            raise ValueError("写明 all_of（各项都要完成）或 any_of（完成一项即可）之一")
        return self


class For(Strict):
    """The units a line is for; without it, all."""

    group: Words | None = None
    unit: Words | None = None


class PeriodLine(Strict):
    """Anything that holds over a period."""

    id: Text
    per: Grain
    whom: Annotated[For | None, Field(alias="for")] = None


class Task(PeriodLine):
    """A task: what is owed, and what follows when it is met, missed, exceeded."""

    task: Annotated[
        Annotated[Need, Tag("#one")] | Annotated[Needs, Tag("#several")],
        Discriminator(lambda value: "#several" if isinstance(value, Needs) or _has(value, "all_of", "any_of") else "#one"),
    ]
    met: Points | None = None
    missed: Annotated[Points | None, Field(le=0)] = None
    in_proportion: Points | None = None
    short_each: Annotated[Points | None, Field(le=0)] = None
    over_each: Points | None = None
    posted: Literal["this", "next"] = "this"
    carry: bool = False
    mark: Text | None = None

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is owed, one or several."""
        return self.task.all_of or self.task.any_of if isinstance(self.task, Needs) else (self.task,)


class Base(PeriodLine):
    """Points that every unit has in every period."""

    base: Points


class Limit(PeriodLine):
    """A cap or a floor, on the whole score or on the lines named in `of`; within a piece or within a period."""

    per: Literal["piece", "month", "quarter", "half", "year"]  # type: ignore[assignment]
    cap: Points | None = None
    floor: Points | None = None
    of: Words | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if self.per == "piece" and self.floor is not None:
            raise ValueError(f"{self.id}：per: piece 只有 cap")
        return self


class Standard(PeriodLine):
    """A score that must be reached: whoever is below is named, and as a gate of the ranking has no place."""

    standard: Points
    mark: Text | None = None


class Because(Strict):
    """What sets a score to zero: so many records of a kind."""

    count: Whens
    at_least: Annotated[int, Field(ge=1)] = 1


class Zero(PeriodLine):
    """The score of a piece or of a whole period becomes nothing."""

    per: Literal["piece", "month", "quarter", "half", "year"]  # type: ignore[assignment]
    zero: Because


class Run(Strict):
    """So many periods in a row in which a task was met or missed."""

    of: Text
    state: Literal["met", "missed"]
    periods: Annotated[int, Field(ge=2)]
    again: Literal["once", "every"]


class Streak(PeriodLine):
    """Points for a run of periods: once when the run is reached, or in every period it goes on."""

    streak: Run
    points: Points


class Conversion(Strict):
    """The score counted anew: times a number, against the best, or against a mark that earns it in full."""

    times: Positive | None = None
    best_is: Positive | None = None
    among: Among | None = None
    full: Positive | None = None
    full_at: Positive | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.times is not None, self.best_is is not None, self.full is not None)
        if sum(ways) != 1:
            raise ValueError("写明一种折算：times（乘以）、best_is（最高分折算为）或 full 与 full_at（达到多少得满分）")
        if (self.best_is is None) != (self.among is None):
            raise ValueError("best_is 要与 among（group 本组、all 全体）一起写")
        if (self.full is None) != (self.full_at is None):
            raise ValueError("full 要与 full_at 一起写")
        return self


class Convert(PeriodLine):
    """The score of a period converted."""

    convert: Conversion


class Pot(PeriodLine):
    """An amount shared out by score: each unit's score becomes its share."""

    pot: Positive
    among: Among


class Figure(PeriodLine):
    """A figure shown beside the score and never inside it, with the way it is printed."""

    figure: Measure
    printed: Literal["number", "percent_whole", "percent_one", "percent_one_padded"]


# A tag begins with a mark that no key begins with: where an error lies is told in keys alone.
def _kind_of(value: Any) -> str | None:
    for name in KINDS:
        if _has(value, name) or getattr(value, name, None) is not None:
            return "#limit" if name in ("cap", "floor") else f"#{name}"
    return None


KINDS = ("task", "base", "cap", "floor", "zero", "streak", "convert", "pot", "figure", "standard")
AnyPeriodLine = Annotated[
    Annotated[Task, Tag("#task")]
    | Annotated[Base, Tag("#base")]
    | Annotated[Limit, Tag("#limit")]
    | Annotated[Zero, Tag("#zero")]
    | Annotated[Streak, Tag("#streak")]
    | Annotated[Convert, Tag("#convert")]
    | Annotated[Pot, Tag("#pot")]
    | Annotated[Figure, Tag("#figure")]
    | Annotated[Standard, Tag("#standard")],
    Discriminator(
        _kind_of,
        custom_error_type="period_kind",
        custom_error_message=f"看不出是哪一种：写明 {'、'.join(KINDS)} 中的一个",
    ),
]
