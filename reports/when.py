"""The office's own calendar: the days and months of a period, what came before it, and what it is called.

Read once a report from `marts.dim_period` and `marts.dim_period_month`. Nothing else computes months: an office may
end its months on the 25th, start its year in December, or have closed one month later than the others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from warehouse.errors import DataError

if TYPE_CHECKING:
    import duckdb

    from warehouse.period import Grain, Period

_PERIOD = """
    select grain, year, previous_code, year_ago_code
    from marts.dim_period
    where period_code = $period
"""

_MONTHS = """
    select period_code, is_inside, month_code, first_day, last_day, is_known
    from marts.dim_period_month
    where period_code in ($period, $previous, $year_ago)
    order by period_code, first_day
"""

_THERE_ARE = """
    select period_code
    from marts.dim_period
    where grain = $grain
    order by first_day
"""

# What counts in a month without saying what was adopted in it: a remark, a penalty, a task done.
_ANYTHING = """
    select 1
    from marts.fct_record
    where outcome = 'accepted' and month_code between $first_month and $last_month
    limit 1
"""

_NOT_READ = """
    select distinct file_name
    from marts.fct_unread
    where month_code between $first_month and $last_month
    order by file_name
"""

_NEWEST_KNOWN = """
    select max_by(period_code, first_day)
    from marts.dim_period
    where grain = $grain and is_known
"""

_MONTHS_OF_YEAR = 12

# Days after the period's end on which its reports are due: the DAGs ask every morning whether it is the one.
DUE_DAYS: dict[Grain, int] = {"month": 5, "quarter": 10, "half": 10, "year": 10}


class OfficeMonth(NamedTuple):
    """A month as the office counts it; it bears the name of the calendar's."""

    code: str
    first_day: date
    last_day: date
    is_known: bool  # something that tells what was adopted in it has arrived: nothing means nothing


@dataclass(frozen=True, slots=True)
class Months:
    """At least one month of the office, one after another."""

    each: tuple[OfficeMonth, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The months as written; as text they sort in their order."""
        return tuple(month.code for month in self.each)

    @property
    def bounds(self) -> dict[str, str]:
        """The parameters of `month_code between $first_month and $last_month`."""
        return {"first_month": self.each[0].code, "last_month": self.each[-1].code}

    @property
    def is_known(self) -> bool:
        """Whether every month of it is known, so that a zero there means zero."""
        return all(month.is_known for month in self.each)

    @property
    def unknown(self) -> str:
        """Those of which nothing has arrived, as printed: 2025-04、2025-06 至 2025-11; empty if all are known."""
        runs = groupby(self.each, key=lambda month: month.is_known)
        spans = [[month.code for month in run] for is_known, run in runs if not is_known]
        return "、".join(codes[0] if len(codes) == 1 else f"{codes[0]} 至 {codes[-1]}" for codes in spans)

    @property
    def first_day(self) -> date:
        """The first day, inclusive."""
        return self.each[0].first_day

    @property
    def last_day(self) -> date:
        """The last day, inclusive."""
        return self.each[-1].last_day


@dataclass(frozen=True, slots=True)
class OfficePeriod:
    """A period as the office counts it, with what it may be compared with.

    What the calendar does not reach is None. So are the period before and that of last year where a month of them or of
    the period itself is unknown: there is nothing to compare. Of the year so far each month says it for itself.
    """

    period: Period
    year: int  # the number of the office's year that it lies in
    months: Months
    so_far: Months  # of its year, up to its own end
    previous: Months | None
    year_ago: Months | None
    year_ago_so_far: Months | None

    @property
    def code(self) -> str:
        """The written form, as used in tables, file names and commands."""
        return self.period.code

    @property
    def grain(self) -> Grain:
        """Month, quarter, half or year."""
        return self.period.grain

    @property
    def zh(self) -> str:
        """The period as a circular prints it."""
        return self.period.zh

    @property
    def first_day(self) -> date:
        """The first day, inclusive."""
        return self.months.first_day

    @property
    def last_day(self) -> date:
        """The last day, inclusive."""
        return self.months.last_day

    @property
    def ends_year(self) -> bool:
        """Whether the office's year is over with it."""
        return len(self.so_far.each) == _MONTHS_OF_YEAR

    @property
    def due_day(self) -> date:
        """The day on which its reports are due: what they bear unless another day is given."""
        return self.last_day + timedelta(days=DUE_DAYS[self.grain])

    @property
    def days(self) -> str:
        """The first and the last day, as printed."""
        return f"{self.first_day} 至 {self.last_day}"

    @property
    def this(self) -> str:
        """What it is to its readers: 本月, 本季度, 上半年, 全年."""
        half = "上半年" if self._is_first_half else "下半年"
        return {"month": "本月", "quarter": "本季度", "half": half, "year": "全年"}[self.grain]

    @property
    def before(self) -> str:
        """What the period before is to its readers: 上月, 上季度, 上年下半年, 上年."""
        half = "上年下半年" if self._is_first_half else "上半年"
        return {"month": "上月", "quarter": "上季度", "half": half, "year": "上年"}[self.grain]

    @property
    def last_year(self) -> str:
        """What the same period of last year is to its readers."""
        return "上年" if self.grain == "year" else "上年同期"

    @property
    def since(self) -> str:
        """The months of the year so far: 1—3月; 上年12月—2月 of a year that began in another; 全年."""
        if self.ends_year:
            return "全年"
        (first_year, first), (last_year, last) = (_split(self.so_far.codes[at]) for at in (0, -1))
        if len(self.so_far.each) == 1:
            return f"{last}月"
        return f"{first}—{last}月" if first_year == last_year else f"上年{first}月—{last}月"

    @property
    def until(self) -> str:
        """The last day, as a sentence says it: 3月底, 3月25日."""
        is_end_of_month = (self.last_day + timedelta(days=1)).day == 1
        return f"{self.last_day.month}月底" if is_end_of_month else f"{self.last_day.month}月{self.last_day.day}日"

    @property
    def unknown(self) -> str:
        """The months of it of which nothing has arrived, as printed; empty if all are known."""
        return self.months.unknown

    @property
    def caution(self) -> str:
        """What a reader of its figures must be told where some of its months are unknown; else empty."""
        return f"{self.unknown} 没有来件，采用了多少还不知道，各项数字和名次只计其余月份" if self.unknown else ""

    def month(self, code: str) -> str:
        """Name a month within the office's year: 3月; 上年12月 where the year began before its number."""
        year, month = _split(code)
        return f"{month}月" if year == self.year else f"上年{month}月"

    @property
    def _is_first_half(self) -> bool:
        return len(self.so_far.each) == len(self.months.each)


def _split(month_code: str) -> tuple[int, int]:
    return int(month_code[:4]), int(month_code[5:])


def read(con: duckdb.DuckDBPyConnection, period: Period) -> OfficePeriod:
    """Return a period by the office's calendar; raise `DataError` naming those there are if it is not among them."""
    found = con.execute(_PERIOD, {"period": period.code}).fetchone()
    if found is None:
        raise _unknown(con, period)
    _, year, previous, year_ago = found
    inside, so_far = _months(con, {"period": period.code, "previous": previous, "year_ago": year_ago})
    return OfficePeriod(
        period=period,
        year=year,
        months=inside[period.code],
        so_far=so_far[period.code],
        previous=_comparable(inside.get(previous), inside[period.code]),
        year_ago=_comparable(inside.get(year_ago), inside[period.code]),
        year_ago_so_far=so_far.get(year_ago),
    )


def read_known(con: duckdb.DuckDBPyConnection, asked_for: Period) -> OfficePeriod:
    """Return a period whose figures may be told; raise `DataError` if there is none, or if nothing is known of it.

    What nobody knows is not zero: points and places of such a period would be figures of nothing.
    """
    period = read(con, asked_for)
    is_any_known = any(month.is_known for month in period.months.each)
    if is_any_known or con.execute(_ANYTHING, period.months.bounds).fetchone():
        return period
    raise _unheard_of(con, period)


def _unheard_of(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> DataError:
    waiting = [name for (name,) in con.execute(_NOT_READ, period.months.bounds).fetchall()]
    unread = f"（《{'》《'.join(waiting)}》未能读取）" if waiting else ""
    newest = con.execute(_NEWEST_KNOWN, {"grain": period.grain}).fetchone()
    there = f"，最近有来件的是 {newest[0]}" if newest and newest[0] else ""
    return DataError(
        f"{period.zh}（{period.days}）还没有可计的来件{unread}：采用了多少、得多少分、排第几都不知道，不是 0{there}；"
        "请先收入这一期的来件并运行 tongbao build，没有采用的也要有零报告或空的登记表",
        f"nothing has arrived of {period.code}: its figures are not known, which is not zero",
    )


def _comparable(past: Months | None, now: Months) -> Months | None:
    return past if past is not None and past.is_known and now.is_known else None


def _months(
    con: duckdb.DuckDBPyConnection, codes: dict[str, str]
) -> tuple[dict[str, Months], dict[str, Months]]:
    """Return the months of some periods, and those of their years up to their ends."""
    inside: dict[str, list[OfficeMonth]] = defaultdict(list)
    so_far: dict[str, list[OfficeMonth]] = defaultdict(list)
    for code, is_inside, *month in con.execute(_MONTHS, codes).fetchall():
        so_far[code].append(OfficeMonth(*month))
        if is_inside:
            inside[code].append(OfficeMonth(*month))
    return (
        {code: Months(tuple(each)) for code, each in inside.items()},
        {code: Months(tuple(each)) for code, each in so_far.items()},
    )


def _unknown(con: duckdb.DuckDBPyConnection, period: Period) -> DataError:
    codes = [code for (code,) in con.execute(_THERE_ARE, {"grain": period.grain}).fetchall()]
    there = f"{codes[0]} 至 {codes[-1]}" if codes else "无"
    return DataError(
        f"数据仓库中没有统计期 {period.code}（现有：{there}）：统计期从开始计数的那一年起，到最新一条记录所在的一期止；"
        "请核对统计期，确认这一期的来件已经收入并运行过 tongbao build",
        f"no period {period.code} in the warehouse; there are: {', '.join(codes) or 'none'}",
    )
