"""Turns of phrase that the circular's sentences share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.plain import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.change import Change, Compared

ANNEX = "附件1"


@dataclass(frozen=True, slots=True)
class Shortened:
    """How many names a list may hold before it is cut; None: as many as there are."""

    most: int | None

    def names(self, names: Sequence[str], where: str = ANNEX, unit: str = "个单位") -> str:
        """Join names; a list that is cut says how many there are and where they stand."""
        if self.most is None or len(names) <= self.most:
            return "、".join(names)
        return f"{'、'.join(names[: self.most])}等{len(names)}{unit}（其余见{where}）"


def against(change: Change | None, than: str, unit: str = "篇次") -> str:
    """Compare with an earlier figure: difference, then the per cent, and the multiple from twice as much on."""
    if change is None:
        return ""
    if change.difference == 0:
        return f"，与{than}持平"
    size = f"{number(abs(change.difference))}{unit}"
    if change.percent is None or change.multiple is None:
        return f"，比{than}增加{size}（{than}为0）"
    if change.difference < 0:
        return f"，比{than}减少{size}，下降{plain.percent(abs(change.percent))}"
    growth = f"增长{plain.percent(change.percent)}"
    if change.multiple >= 2:
        return f"，比{than}增加{size}，是{than}的{number(change.multiple)}倍、{growth}"
    return f"，比{than}增加{size}，{growth}"


def counted(each: Compared, name: str, last_year: str) -> str:
    """State a count and hold it against last year."""
    return f"{name}{each.now}篇次{against(each.year_ago, last_year)}"


def is_worth_saying(each: Compared) -> bool:
    """Tell whether there is anything now or was last year."""
    return bool(each.now or (each.year_ago and each.year_ago.base))


def titled(title: str, *about: str) -> str:
    """Name a piece with what belongs to it in brackets."""
    return f"{plain.title(title)}（{'，'.join(filter(None, about))}）"
