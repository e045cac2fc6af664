"""The months of a period, and whether the warehouse knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from warehouse.period import Period

# What XML cannot hold: a delivered cell may have any of it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, both ends included; month codes sort as text."""

    first_month: str
    last_month: str

    @classmethod
    def of(cls, period: Period) -> Self:
        """The months of a period."""
        return cls(f"{period.first_day:%Y-%m}", f"{period.last_day:%Y-%m}")

    @classmethod
    def year_to(cls, period: Period) -> Self:
        """The months since 1 January up to the period's last."""
        return cls(f"{period.first_day.year}-01", f"{period.last_day:%Y-%m}")

    @property
    def bounds(self) -> dict[str, str]:
        """The parameters of `month_code between $first_month and $last_month`."""
        return {"first_month": self.first_month, "last_month": self.last_month}

    @property
    def months(self) -> tuple[str, ...]:
        """Every month of the span; spans lie within one year."""
        year = self.first_month[:4]
        first, last = int(self.first_month[5:]), int(self.last_month[5:])
        return tuple(f"{year}-{month:02d}" for month in range(first, last + 1))

    @property
    def year_ago(self) -> Span:
        """The same months of the year before."""
        year = int(self.first_month[:4]) - 1
        return Span(f"{year}{self.first_month[4:]}", f"{year}{self.last_month[4:]}")


def is_known(con: duckdb.DuckDBPyConnection, span: Span, counted_from: date) -> bool:
    """Tell whether the office counted in all months of the span, so that a zero there means zero."""
    if span.first_month < f"{counted_from:%Y-%m}":
        return False
    query = """
        select count(distinct month_code)
        from marts.fct_unit_tier_month
        where month_code between $first_month and $last_month
    """
    row = con.execute(query, span.bounds).fetchone()
    return row is not None and row[0] == len(span.months)


def rows(
    con: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, object]
) -> Iterator[tuple[Any, ...]]:
    """Run a query; texts come without the characters no document can hold, line breaks as blanks."""
    for row in con.execute(query, parameters).fetchall():
        yield tuple(printable(cell) if isinstance(cell, str) else cell for cell in row)


def printable(text: str) -> str:
    """Make a delivered text fit for a document."""
    return " ".join(_UNPRINTABLE.sub("", text).split())
