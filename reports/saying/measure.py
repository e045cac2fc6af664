"""What a way of counting is counted in, and how that is called: points, money, pieces."""

from __future__ import annotations

from typing import NamedTuple


class Denomination(NamedTuple):
    """The unit behind a figure, the noun over a column of them, and how having none is said."""

    unit: str
    noun: str
    nothing: str

    @property
    def head(self) -> str:
        """The head of a column: points need no unit beside their noun."""
        return self.noun if self == POINTS else f"{self.noun}（{self.unit}）"


POINTS = Denomination("分", "得分", "未得分")
_MEASURES = {each.unit: each for each in (POINTS, Denomination("元", "金额", "没有金额"), Denomination("篇", "篇数", "没有篇数"))}


def measure(counted_in: str | None) -> Denomination:
    """Return the measure of a rule by its `counted_in`; points where no version of the rule is in force."""
    return _MEASURES.get(counted_in or "", POINTS)
