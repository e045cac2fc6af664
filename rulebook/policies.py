"""The choices that offices decide differently; those without a default must be written out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from rulebook.conditions import What
from rulebook.period_lines import Grain, Whens
from rulebook.strict import Points, Strict, Text, Words


def _short_for(model: type[Strict], key: str) -> BeforeValidator:
    """A single word stands for a mapping with that one key."""

    def widen(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    word: Any = model.model_fields[key].annotation
    return BeforeValidator(widen, json_schema_input_type=word | model)


Within = Literal["outlet", "tier", "medium"]


class Reuse(Strict):
    """What several adoptions of one piece earn.

    `keep`: each in full, the highest (a later higher one adds the difference), or the first only.
    `per`: within each outlet, tier … apart. `top`: of what is then left, only so many.
    `others`: what the lower ones beside the highest earn, as a part of their points.
    """

    keep: Literal["all", "highest", "first"]
    per: Annotated[
        tuple[Within, ...],
        BeforeValidator(
            lambda value: (value,) if isinstance(value, str) else value,
            json_schema_input_type=Within | tuple[Within, ...],
        ),
    ] = ()
    top: Annotated[int | None, Field(ge=1)] = None
    others: Annotated[Points | None, Field(gt=0, lt=1)] = None
    of: Annotated[tuple[What, ...], Field(min_length=1)] = ("采用",)

    @model_validator(mode="after")
    def _others_beside_the_highest(self) -> Self:
        if self.others is not None and (self.keep != "highest" or self.top is not None):
            raise ValueError("others（其余按几成计）只与 keep: highest 一起写，不与 top 一起写")
        return self


class Sharing(Strict):
    """What each of several units earns, and, where persons are counted, each of a unit's persons.

    `given`: by the shares on the record; `heads`: by the number of persons each unit has on it.
    """

    units: Literal["full", "first", "equal", "given", "heads"]
    persons: Literal["full", "first", "equal", "given"] | None = None


class Late(Strict):
    """Where a record counts that arrives more than so many days after its month (quarter … year) was over."""

    count_in: Literal["adoption_period", "arrival_period", "nowhere"]
    after_days: Annotated[int | None, Field(ge=0)] = None
    of: Grain = "month"

    @model_validator(mode="after")
    def _knows_when(self) -> Self:
        if (self.count_in == "adoption_period") != (self.after_days is None):
            raise ValueError("count_in 为 arrival_period 或 nowhere 时写明 after_days（月末后几天截止），否则不写")
        return self


class Extended(Strict):
    """A month that once ended later than usual; `to` is its last day."""

    month: Annotated[Text, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    to: date


class Calendar(Strict):
    """The periods: the calendar's own, or months that end on a day, years that start in a month, single late ends.

    A year that does not start in January bears the number of the year in which it ends.
    """

    kind: Literal["natural", "own"] = "own"
    month_ends: Annotated[int | None, Field(ge=1, le=28)] = None
    year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    extended: tuple[Extended, ...] = ()

    @model_validator(mode="after")
    def _says_what_is_its_own(self) -> Self:
        if (self.kind == "own") == (self.month_ends is None and self.year_starts == 1 and not self.extended):
            raise ValueError("自然月、季、年写 natural；自己的统计期写明 month_ends、year_starts 或 extended")
        return self


class Rounding(Strict):
    """The one rounding step, on the points of each score line."""

    decimals: Annotated[int, Field(ge=0, le=4)]
    mode: Literal["half_up", "half_even", "down", "up"]


class TieBreak(Strict):
    """What decides between equal scores: a count of records, or the points of some lines; more is better."""

    count: Whens | None = None
    points: Words | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.count is None) == (self.points is None):
            raise ValueError("写明 count（按条件的篇数）或 points（按哪几行的得分）之一")
        return self


class Unranked(Strict):
    """Units that are shown but bear no place."""

    groups: tuple[Text, ...] = ()
    units: tuple[Text, ...] = ()


class Award(Strict):
    """A title for places; `places` is the first and the last place, or `last` for the end of the list.

    `needs` names tasks and standards that must be met for it.
    """

    name: Text
    per: Grain
    places: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] | Literal["last"]
    amount: Points | None = None
    groups: tuple[Text, ...] = ()
    needs: tuple[Text, ...] = ()


class Ranking(Strict):
    """How places are given. `gates` names tasks and standards: who misses one is shown without a place."""

    groups: Literal["each", "none"] = "each"
    tie_breaks: tuple[TieBreak, ...] = ()
    gates: tuple[Text, ...] = ()
    unranked: Unranked = Unranked()
    awards: tuple[Award, ...] = ()


ReusePolicy = Annotated[Reuse, _short_for(Reuse, "keep")]
SharingPolicy = Annotated[Sharing, _short_for(Sharing, "units")]
LatePolicy = Annotated[Late, _short_for(Late, "count_in")]
CalendarPolicy = Annotated[Calendar, _short_for(Calendar, "kind")]
