"""Working days: the State Council's arrangement of each year, and what an office's `calendar.csv` says instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import chinese_calendar

from warehouse.errors import DataError

_FILE = "calendar.csv"
_LAST_HOLIDAY = 10  # National Day: no month after it has a holiday of its own


def workday_after(differs: Mapping[date, bool], day: date, count: int) -> date:
    """Return the last of the next `count` working days after `day`; raise `DataError` where nobody knows them.

    `differs` holds the office's own days, which come first. A year that the package has no arrangement of is known
    as far as they reach: to the end of the month of its last day, and to the end of the year from October on.
    """
    while count:
        if day == date.max:
            raise _unknown(day, differs)
        day += timedelta(days=1)
        count -= _is_workday(day, differs)
    return day


def _is_workday(day: date, differs: Mapping[date, bool]) -> bool:
    if day in differs:
        return differs[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # what it raises for a year it does not have
        if day.month > _known_until(day.year, differs):
            raise _unknown(day, differs) from None
        return day.weekday() < 5


def _known_until(year: int, days: Collection[date]) -> int:
    """Return the last month of a year that the office's own days reach."""
    last = max((day.month for day in days if day.year == year), default=0)
    return 12 if last >= _LAST_HOLIDAY else last


def _unknown(day: date, days: Collection[date]) -> DataError:
    year, last = day.year, _known_until(day.year, days)
    is_past = year < min(chinese_calendar.holidays).year
    zh = f"没有{year}年的放假安排" if is_past else f"{year}年的放假安排尚未公布，或本程序还没有收入"
    reached = f"，{_FILE} 里{year}年只写到{last}月" if last else ""
    return DataError(
        f"{zh}{reached}，异议期算不到 {day}：把国务院办公厅通知中{year}年的放假日和调休上班日写进单位文件夹的 {_FILE}"
        f"（day,is_workday,note，如 {year}-10-01,0,国庆节），再运行一次",
        f"no working days are known for {day}: write the holidays of {year} and the days worked instead into {_FILE}",
    )
