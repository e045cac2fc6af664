"""Reporting periods: the one place where calendar arithmetic is done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from warehouse.errors import DataError

Grain = Literal["month", "quarter", "half", "year"]
_MONTHS_IN: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_WORDS: dict[Grain, tuple[str, str]] = {
    "month": ("月", "2025-03"), "quarter": ("季度", "2025-Q1"), "half": ("半年", "2025-H1"), "year": ("年", "2025"),
}  # fmt: skip
_QUARTERS = "一二三四"
YEARS = range(1900, 9999)  # a period's neighbours must be days too, and calendars end with 9999


class PeriodError(DataError):
    """A period code that cannot be read."""


@dataclass(frozen=True, slots=True)
class Period:
    """A closed reporting period, written ``2025-03``, ``2025-Q1``, ``2025-H1`` or ``2025``."""

    first_day: date
    grain: Grain

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read a period code; raise `PeriodError` naming the code otherwise."""
        if re.match(r"\d{4}", code) and int(code[:4]) not in YEARS:
            raise PeriodError(
                f"统计期“{code}”的年份不对：只能是 {YEARS[0]} 至 {YEARS[-1]} 年",
                f"the year of {code!r} is not one of {YEARS[0]} to {YEARS[-1]}",
            )
        if m := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", code):
            return cls(date(int(m[1]), int(m[2]), 1), "month")
        if m := re.fullmatch(r"(\d{4})-Q([1-4])", code):
            return cls(date(int(m[1]), 3 * int(m[2]) - 2, 1), "quarter")
        if m := re.fullmatch(r"(\d{4})-H([12])", code):
            return cls(date(int(m[1]), 6 * int(m[2]) - 5, 1), "half")
        if m := re.fullmatch(r"(\d{4})", code):
            return cls(date(int(m[1]), 1, 1), "year")
        raise PeriodError(
            f"读不懂统计期“{code}”：请写成 2025-03（月）、2025-Q1（季度）、2025-H1（半年）或 2025（年）",
            f"not a period code: {code!r} (want 2025-03, 2025-Q1, 2025-H1 or 2025)",
        )

    @classmethod
    def parse_of(cls, grain: Grain, code: str) -> Self:
        """Read the code of a period of one grain; raise `PeriodError` naming the code if it is of another."""
        period = cls.parse(code)
        if period.grain != grain:
            words, example = _WORDS[grain]
            raise PeriodError(
                f"统计期“{code}”不是{words}：请写成 {example} 这样的形式",
                f"{code!r} is not a {grain}: write it like {example}",
            )
        return period

    @classmethod
    def last_complete(cls, grain: Grain, as_of: date) -> Self:
        """Return the newest period of this grain that ended before ``as_of``."""
        span = _MONTHS_IN[grain]
        months = as_of.year * 12 + as_of.month - 1
        return cls(_month_start((months // span - 1) * span), grain)

    def _shifted(self, months: int) -> Self:
        return type(self)(
            _month_start(self.first_day.year * 12 + self.first_day.month - 1 + months), self.grain
        )

    @property
    def last_day(self) -> date:
        """The period's last day, inclusive."""
        return self._shifted(_MONTHS_IN[self.grain]).first_day - timedelta(days=1)

    @property
    def previous(self) -> Self:
        """The period just before, of the same grain."""
        return self._shifted(-_MONTHS_IN[self.grain])

    @property
    def year_ago(self) -> Self:
        """The same period of the year before."""
        return self._shifted(-12)

    @property
    def code(self) -> str:
        """The written form, as used in tables, file names and commands."""
        year, month = self.first_day.year, self.first_day.month
        match self.grain:
            case "month":
                return f"{year}-{month:02d}"
            case "quarter":
                return f"{year}-Q{(month + 2) // 3}"
            case "half":
                return f"{year}-H{(month + 5) // 6}"
            case "year":
                return f"{year}"

    @property
    def zh(self) -> str:
        """The period as a circular prints it."""
        year, month = self.first_day.year, self.first_day.month
        match self.grain:
            case "month":
                return f"{year}年{month}月"
            case "quarter":
                return f"{year}年第{_QUARTERS[(month - 1) // 3]}季度"
            case "half":
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case "year":
                return f"{year}年"


def _month_start(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
