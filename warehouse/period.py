"""Reporting periods as they are written. Which days one has, the office's calendar tells: `reports.when` reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    """A closed reporting period as it is written: ``2025-03``, ``2025-Q1``, ``2025-H1`` or ``2025``."""

    year: int
    grain: Grain
    number: int  # of the month, the quarter or the half within the year; of a year 1

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read a period code; raise `PeriodError` naming the code otherwise."""
        if re.match(r"\d{4}", code) and int(code[:4]) not in YEARS:
            raise PeriodError(
                f"统计期“{code}”的年份不对：只能是 {YEARS[0]} 至 {YEARS[-1]} 年",
                f"the year of {code!r} is not one of {YEARS[0]} to {YEARS[-1]}",
            )
        if m := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", code):
            return cls(int(m[1]), "month", int(m[2]))
        if m := re.fullmatch(r"(\d{4})-Q([1-4])", code):
            return cls(int(m[1]), "quarter", int(m[2]))
        if m := re.fullmatch(r"(\d{4})-H([12])", code):
            return cls(int(m[1]), "half", int(m[2]))
        if m := re.fullmatch(r"(\d{4})", code):
            return cls(int(m[1]), "year", 1)
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

    @property
    def code(self) -> str:
        """The written form, as used in tables, file names and commands."""
        match self.grain:
            case "month":
                return f"{self.year:04d}-{self.number:02d}"
            case "quarter":
                return f"{self.year:04d}-Q{self.number}"
            case "half":
                return f"{self.year:04d}-H{self.number}"
            case "year":
                return f"{self.year:04d}"

    @property
    def zh(self) -> str:
        """The period as a circular prints it."""
        match self.grain:
            case "month":
                return f"{self.year}年{self.number}月"
            case "quarter":
                return f"{self.year}年第{_QUARTERS[self.number - 1]}季度"
            case "half":
                return f"{self.year}年{'上' if self.number == 1 else '下'}半年"
            case "year":
                return f"{self.year}年"

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts periods by the end that their codes name; of those with one end, the longer comes first."""
        return self.year, self.number * _MONTHS_IN[self.grain], -_MONTHS_IN[self.grain]

    def last_month(self, year_starts: int) -> tuple[int, int]:
        """Return year and month in which it ends where a year starts in a month and is named after the one it ends in.

        For what is read before there is a warehouse. A built one has it in `dim_period_month`, by the macro
        `last_serial`, which counts alike.
        """
        behind = 0 if self.grain == "month" else (13 - year_starts) % 12
        months = self.year * 12 + self.number * _MONTHS_IN[self.grain] - 1 - behind
        return months // 12, months % 12 + 1
