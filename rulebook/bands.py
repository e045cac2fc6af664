"""Bands: spans of numbers whose edges are stated."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from rulebook.strict import Points, Strict

# Points, figures and bands keep four decimals: the next number after x is x + this.
SMALLEST = Decimal("0.0001")


class Band(Strict):
    """A span of numbers: `from` and `to` belong to it, `above` and `below` do not."""

    start: Annotated[Points | None, Field(alias="from")] = None
    above: Points | None = None
    below: Points | None = None
    to: Points | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.first is None and self.end is None:
            raise ValueError("写明 from（含）、above（不含）、to（含）或 below（不含）")
        if (self.start is not None and self.above is not None) or (self.below is not None and self.to is not None):
            raise ValueError("from 与 above、to 与 below 各只写一个")
        if self.first is not None and self.end is not None and self.first >= self.end:
            raise ValueError(f"{self.first.normalize():f} 不小于 {self.end.normalize():f}，没有数能落在其中")
        return self

    @property
    def first(self) -> Decimal | None:
        """The smallest number inside."""
        return self.above + SMALLEST if self.above is not None else self.start

    @property
    def end(self) -> Decimal | None:
        """The smallest number beyond."""
        return self.to + SMALLEST if self.to is not None else self.below

    def meets(self, other: Band) -> bool:
        """Whether some number lies in both."""
        return (
            (self.first is None or other.end is None or self.first < other.end)
            and (other.first is None or self.end is None or other.first < self.end)
        )  # fmt: skip

    def lies_in(self, other: Band) -> bool:
        """Whether every number of this band is in the other."""
        begins = other.first is None or (self.first is not None and self.first >= other.first)
        return begins and (other.end is None or (self.end is not None and self.end <= other.end))

    def zh(self, counted_in: str = "") -> str:
        """The band as a sentence says it, e.g. `600字以上1000字以下`."""
        return "".join(
            f"{number.normalize():f}{counted_in}{word}"
            for number, word in (
                (self.start, "以上"), (self.above, "以上（不含）"), (self.to, "以下（含）"), (self.below, "以下"),
            )
            if number is not None
        )  # fmt: skip
