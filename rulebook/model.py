"""What a rule file may say: one version of one scheme.

Every choice that offices decide differently (reuse, sharing, ties, what is not listed, rounding) must be written out:
a file that leaves one out is refused and told the choices.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Placement = Literal["头版头条", "头版", "头条", "一般"]

# YAML reads 0.1 as a float; its written form is what the rule says.
Points = Annotated[Decimal, BeforeValidator(lambda value: str(value) if isinstance(value, float) else value)]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Band(_Strict):
    """A length band in words: `from` belongs to it, `below` does not."""

    start: Annotated[int | None, Field(alias="from", ge=0)] = None
    below: Annotated[int | None, Field(gt=0)] = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.start is None and self.below is None:
            raise ValueError("写明 from 或 below")
        if self.start is not None and self.below is not None and self.start >= self.below:
            raise ValueError(f"from {self.start} 不小于 below {self.below}，没有字数能落在其中")
        return self

    def meets(self, other: Band) -> bool:
        """Whether some number of words lies in both."""
        return (self.start or 0) < (other.below or 10**9) and (other.start or 0) < (self.below or 10**9)


class When(_Strict):
    """Conditions of a line; all that are named must hold."""

    outlet: Text | None = None
    tier: Text | None = None
    medium: Text | None = None
    placement: Placement | None = None
    words: Band | None = None

    @property
    def specificity(self) -> int:
        """How narrow: a named outlet beats everything, then the number of conditions counts."""
        return 100 * (self.outlet is not None) + len(self.model_fields_set)

    def meets(self, other: When) -> bool:
        """Whether one adoption could fulfil both."""
        pairs = zip(
            (self.outlet, self.tier, self.medium, self.placement),
            (other.outlet, other.tier, other.medium, other.placement),
            strict=True,
        )
        agree = all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)
        return agree and (self.words is None or other.words is None or self.words.meets(other.words))


class _Line(_Strict):
    id: Text
    when: When


class TariffLine(_Line):
    """Points of one adoption that fulfils the conditions."""

    points: Annotated[Points, Field(ge=0)]


class Factor(_Line):
    """A multiplier for adoptions that fulfil the conditions."""

    times: Annotated[Points, Field(gt=0)]


class Decision(_Strict):
    """Who decided this version, when, in which document."""

    by: Text
    on: date
    document: Text


class Span(_Strict):
    """The days a version is in force, both inclusive."""

    start: Annotated[date, Field(alias="from")]
    end: Annotated[date, Field(alias="to")] = date(9999, 12, 31)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"from {self.start} 晚于 to {self.end}")
        return self


class Rounding(_Strict):
    """The one rounding step, on the points of each score line."""

    decimals: Annotated[int, Field(ge=0, le=4)]
    mode: Literal["half_up"]


class Example(_Strict):
    """A worked example: one adoption and the points it earns under this version."""

    outlet: Text
    placement: Placement = "一般"
    words: Annotated[int, Field(ge=0)] | None = None
    points: Points


class RuleVersion(_Strict):
    """One rule file."""

    scheme: Text
    name: Text
    version: Text
    decided: Decision
    effective: Span
    tariff: Annotated[tuple[TariffLine, ...], Field(min_length=1)]
    factors: tuple[Factor, ...] = ()
    unlisted: Literal["zero"]
    reuse: Literal["all", "highest"]
    sharing: Literal["full", "first"]
    ties: Literal["shared", "dense"]
    rounding: Rounding
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_line_wins(self) -> Self:
        seen: set[str] = set()
        for line in (*self.tariff, *self.factors):
            if line.id in seen:
                raise ValueError(f"编号 {line.id} 用了两次")
            seen.add(line.id)
        for position, line in enumerate(self.tariff):
            for other in self.tariff[:position]:
                if line.when.specificity == other.when.specificity and line.when.meets(other.when):
                    raise ValueError(
                        f"{other.id} 与 {line.id} 同样具体，同一篇稿件可能两行都符合：请给其中一行加条件，或写明刊物"
                    )
        return self
