"""What a line asks of a record: columns and values, bands with stated edges; never code.

The fields of `When` are the one list of it; macros/conditions.sql is the same in SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from rulebook.bands import Band
from rulebook.strict import Strict, Words

What = Literal["采用", "报送", "上报", "批示", "约稿", "获奖", "差错", "事项", "指标", "评分"]
Placement = Literal["头版头条", "头版", "头条", "一般"]


def _some(one: Any) -> BeforeValidator:
    """A single word of these stands for a list with that one word."""
    return BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=one | tuple[one, ...]
    )


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """What a record may say: its name in a sentence, and the columns of registers that deliver it.

    `heading` is its name to the clerk where he knows it by another word.
    """

    name: str
    delivered: tuple[str, ...] = ()
    heading: str = ""


class When(Strict):
    """Conditions of a line; all that are named must hold. A list names values of which one must hold.

    `but_not` takes out again what fulfils those conditions; left out, its `what` is the same.
    """

    what: Annotated[tuple[What, ...], _some(What), Field(min_length=1)] = ("采用",)
    outlet: Words | None = None
    tier: Words | None = None
    medium: Words | None = None
    channel: Annotated[Words | None, AskedColumn("栏目", ("channel",))] = None
    placement: Annotated[tuple[Placement, ...] | None, _some(Placement)] = None
    kind: Annotated[
        Words | None, AskedColumn("稿件类别", ("kind", "comment_kind", "penalty_kind", "figure_name", "item_name"))
    ] = None
    form: Annotated[Words | None, AskedColumn("稿件形式", ("form", "adopted_as"))] = None
    degree: Annotated[Words | None, AskedColumn("采用程度", ("degree", "adopted_as"))] = None
    path: Annotated[Words | None, AskedColumn("报送渠道", ("path",))] = None
    origin: Annotated[Words | None, AskedColumn("原创或转载", ("origin", "reprint"))] = None
    level: Annotated[Words | None, AskedColumn("级别", ("level", "tier_name"))] = None
    grade: Annotated[Words | None, AskedColumn("等次", ("grade",))] = None
    status: Annotated[Words | None, AskedColumn("完成情况", ("status", "verdict", "deadline"))] = None
    evidence: Annotated[Words | None, AskedColumn("证明材料", ("evidence",))] = None
    group: Words | None = None
    words: Annotated[Band | None, AskedColumn("字数", ("words",))] = None
    seconds: Annotated[Band | None, AskedColumn("秒数", ("seconds", "minutes"), heading="时长")] = None
    pictures: Annotated[Band | None, AskedColumn("图片数", ("pictures",))] = None
    reads: Annotated[Band | None, AskedColumn("阅读量", ("reads",))] = None
    value: Annotated[Band | None, AskedColumn("数值", ("value", "score", "followers", "reads"))] = None
    given: Annotated[Band | None, AskedColumn("给分", ("given",), heading="赋分")] = None
    units: Annotated[Band | None, AskedColumn("合写单位数")] = None
    persons: Annotated[Band | None, AskedColumn("作者数", ("author", "co_author"), heading="作者")] = None
    day: Annotated[Band | None, AskedColumn("日期")] = None
    days_late: Annotated[Band | None, AskedColumn("迟到天数", ("days_late", "deadline"), heading="逾期天数")] = None
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
            band.zh("字") if name == "words" else f"{COLUMNS[name].name}{band.zh()}" for name, band in self.bands.items()
        ]
        parts += [f"{self.but_not.zh}除外"] if self.but_not else []
        return "、".join(parts) or "各类刊物媒体"


def _joined(
    mine: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in mine.keys() | theirs.keys():
        wanted = mine.get(name, theirs.get(name, ()))
        yield name, tuple(value for value in wanted if value in theirs.get(name, wanted))


COLUMNS = {
    name: column
    for name, field in When.model_fields.items()
    for column in field.metadata
    if isinstance(column, AskedColumn)
}
NUMBERS = tuple(name for name, field in When.model_fields.items() if field.annotation == Band | None)
TEXTS = tuple(name for name in When.model_fields if name not in {*NUMBERS, "what", "but_not"})
