"""What a line asks of a record: columns and values, bands with stated edges; never code."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from rulebook.strict import Points, Strict, Words

What = Literal["采用", "报送", "上报", "批示", "约稿", "获奖", "差错", "事项", "指标", "评分"]
Placement = Literal["头版头条", "头版", "头条", "一般"]


def _some(one: Any) -> BeforeValidator:
    """A single word of these stands for a list with that one word."""
    return BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=one | tuple[one, ...]
    )


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


class When(Strict):
    """Conditions of a line; all that are named must hold. A list names values of which one must hold.

    `but_not` takes out again what fulfils those conditions; left out, its `what` is the same.
    """

    what: Annotated[tuple[What, ...], _some(What), Field(min_length=1)] = ("采用",)
    outlet: Words | None = None
    tier: Words | None = None
    medium: Words | None = None
    channel: Words | None = None
    placement: Annotated[tuple[Placement, ...] | None, _some(Placement)] = None
    kind: Words | None = None
    form: Words | None = None
    degree: Words | None = None
    path: Words | None = None
    origin: Words | None = None
    level: Words | None = None
    grade: Words | None = None
    status: Words | None = None
    evidence: Words | None = None
    group: Words | None = None
    words: Band | None = None
    seconds: Band | None = None
    pictures: Band | None = None
    reads: Band | None = None
    value: Band | None = None
    given: Band | None = None
    units: Band | None = None
    persons: Band | None = None
    day: Band | None = None
    days_late: Band | None = None
    but_not: When | None = None

    @model_validator(mode="before")
    @classmethod
    def _exceptions_are_of_the_same_kind(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "what" not in value or not isinstance(value.get("but_not"), dict):
            return value
        return {**value, "but_not": {"what": value["what"], **value["but_not"]}}

    @model_validator(mode="after")
    def _takes_out_something(self) -> Self:
        if self.but_not is not None and self.but_not.but_not is not None:
            raise ValueError("but_not 里不能再写 but_not")
        if self.but_not is not None and set(self.but_not.what).isdisjoint(self.what):
            raise ValueError(f"but_not 说的是 {'、'.join(self.but_not.what)}，本行只看 {'、'.join(self.what)}：什么也除不掉")
        return self

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """The text columns it names, `what` aside, with the values that fulfil them."""
        return {name: value for name in TEXTS if (value := getattr(self, name)) is not None}

    @property
    def bands(self) -> dict[str, Band]:
        """The number columns it names."""
        return {name: value for name in NUMBERS if (value := getattr(self, name)) is not None}

    @property
    def specificity(self) -> int:
        """How narrow: a named outlet beats everything, then the number of conditions counts."""
        return 100 * (self.outlet is not None) + len(self.named) + len(self.bands)

    def meets(self, other: When) -> bool:
        """Whether one record could fulfil both."""
        if self._takes_out(other) or other._takes_out(self):
            return False
        mine, theirs = {"what": self.what, **self.named}, {"what": other.what, **other.named}
        if any(set(mine[name]).isdisjoint(theirs[name]) for name in mine.keys() & theirs.keys()):
            return False
        return all(self.bands[name].meets(other.bands[name]) for name in self.bands.keys() & other.bands.keys())

    def _takes_out(self, other: When) -> bool:
        """Whether all that fulfils the other is an exception here."""
        taken = self.but_not
        if taken is None:
            return False
        mine, theirs = {"what": taken.what, **taken.named}, {"what": other.what, **other.named}
        return all(name in theirs and set(theirs[name]) <= set(values) for name, values in mine.items()) and all(
            name in other.bands and other.bands[name].lies_in(band) for name, band in taken.bands.items()
        )

    def both(self, other: When) -> When | None:
        """Return the conditions that hold where both hold, or None where none can."""
        if not self.meets(other):
            return None
        merged: dict[str, object] = dict(
            _joined({"what": self.what, **self.named}, {"what": other.what, **other.named})
        )
        for name in self.bands.keys() | other.bands.keys():
            if name in self.bands and name in other.bands and self.bands[name] != other.bands[name]:
                raise ValueError(f"两处都限定了 {name}：只在其中一处写")
            merged[name] = self.bands.get(name) or other.bands[name]
        if self.but_not and other.but_not:
            raise ValueError("两处都写了 but_not：只在其中一处写")
        exception = self.but_not or other.but_not
        if exception is not None and set(exception.what).isdisjoint(set(self.what) & set(other.what)):
            exception = None  # of records that only one of the two looked at
        return When.model_validate({**merged, "but_not": exception})

    @property
    def zh(self) -> str:
        """The conditions as the explanation of a score line prints them, e.g. `中央级报纸、words 1000以上`."""
        parts = [] if self.what == ("采用",) else ["或".join(self.what)]
        named = self.named
        parts += ["单列刊物"] if "outlet" in named else []  # the sentence begins with the outlet's name
        if "tier" in named or "medium" in named:
            tiers = "或".join(tier if tier.endswith("级") else f"{tier}级" for tier in named.get("tier", ()))
            parts.append(tiers + "或".join(named.get("medium", ())))
        parts += [f"批示或评奖{'或'.join(named['level'])}级"] if "level" in named else []
        parts += [
            "或".join(values) for name, values in named.items() if name not in ("outlet", "tier", "medium", "level")
        ]
        parts += [
            band.zh("字") if name == "words" else f"{NUMBER_NAMES[name]}{band.zh()}" for name, band in self.bands.items()
        ]
        parts += [f"{self.but_not.zh}除外"] if self.but_not else []
        return "、".join(parts) or "各类刊物媒体"


def _joined(
    mine: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in mine.keys() | theirs.keys():
        wanted = mine.get(name, theirs.get(name, ()))
        yield name, tuple(value for value in wanted if value in theirs.get(name, wanted))


TEXTS = (
    "outlet", "tier", "medium", "channel", "placement", "kind", "form", "degree", "path", "origin", "level", "grade",
    "status", "evidence", "group",
)  # fmt: skip
NUMBER_NAMES = {
    "words": "字数", "seconds": "秒数", "pictures": "图片数", "reads": "阅读量", "value": "数值",
    "given": "给分", "units": "合写单位数",
    "persons": "作者数", "day": "日期", "days_late": "迟到天数",
}  # fmt: skip
NUMBERS = tuple(NUMBER_NAMES)
