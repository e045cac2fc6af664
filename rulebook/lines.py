"""Lines that look at one record: tariff, factors, additions, and what is not recognised at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rulebook.conditions import When
from rulebook.strict import Points, Strict, Text


class Line(Strict):
    """Anything with a number of its own and conditions."""

    id: Text
    when: When = When()


class Each(Strict):
    """Points by quantity: `points` for every `every` of a number column beyond `after`.

    `rest`: what a last part that is not full counts: `dropped` nothing, `counted` as a full one, `exact` its share.
    `most`: what it comes to at most.
    """

    of: Literal["words", "seconds", "pictures", "reads", "value", "given"]
    every: Annotated[Points, Field(gt=0)]
    points: Points
    after: Points = Decimal(0)
    rest: Literal["dropped", "counted", "exact"]
    most: Points | None = None


class Amount(Line):
    """A line that gives points: a fixed number, a number by quantity, or both."""

    points: Points | None = None
    each: Each | None = None

    @property
    def gives(self) -> bool:
        """Whether it says how much."""
        return self.points is not None or self.each is not None

    @model_validator(mode="after")
    def _gives_something(self) -> Self:
        if not self.gives:
            raise ValueError(f"{self.id} 没有写分值：写明 points 或 each")
        return self


class BodyLine(Strict):
    """A line of another body's tariff, which lines of our own may refer to."""

    when: When
    points: Points


class TariffLine(Amount):
    """Points of one record. The most specific line that fits wins; a line with `adds` is added to it.

    `of_body` takes the points of another body's tariff instead, `times` so many times.
    """

    adds: bool = False
    of_body: Text | None = None
    times: Annotated[Points | None, Field(gt=0)] = None

    @property
    def gives(self) -> bool:
        """Whether it says how much."""
        return super().gives or self.of_body is not None

    @model_validator(mode="after")
    def _takes_or_gives(self) -> Self:
        if (self.of_body is None) != (self.times is None):
            raise ValueError(f"{self.id}：of_body 与 times 要一起写")
        if self.of_body is not None and super().gives:
            raise ValueError(f"{self.id}：写了 of_body，就不再写 points 或 each")
        return self


class Factor(Line):
    """A multiplier of the tariff. Within a family only the largest that fits holds; families multiply."""

    times: Annotated[Points, Field(ge=0)]
    family: Text | None = None


class Addition(Amount):
    """Points beside the tariff, untouched by factors and by reuse. Of a family, a piece earns only the highest."""

    family: Text | None = None


class Exclusion(Line):
    """Records that do not count, with the reason the unit reads."""

    reason: Text


class Recognition(Strict):
    """Which records count at all: those that fulfil one of `only` (if any stand there) and none of `exclude`."""

    only: tuple[Exclusion, ...] = ()
    exclude: tuple[Exclusion, ...] = ()
