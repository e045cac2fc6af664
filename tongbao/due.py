"""Which period's report is to be written: the newest that is complete, or for a schedule the one that is due."""

from __future__ import annotations

from datetime import date, timedelta

from reports import when
from tongbao.place import Place
from tongbao.speaking import say
from warehouse import editions
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.period import Grain, Period

_REPORTS: dict[Grain, str] = {"month": "月报", "quarter": "季报", "half": "半年报", "year": "年报"}


def newest(place: Place, grain: Grain, as_of: date, *, is_named: bool) -> Period:
    """Return the newest complete period; raise `DataError` if there is none, or not of the day that was named."""
    found = newest_complete(place, grain, as_of)
    if found is None:
        raise DataError(
            "还没有一个完整的统计期有采用记录：请用 --period 指定",
            "no complete period holds adoptions: say --period",
        )
    # Who names a day means the period that is due on it, not the newest that happens to have something.
    if is_named and has_newer(place, found, as_of):
        raise DataError(
            f"到 {as_of} 已有比{found.zh}更新的一期结束，却还没有采用记录：请先收入来件并运行 tongbao build；"
            f"要编{found.zh}的，请写 --period {found.code}",
            f"a period newer than {found.code} was over by {as_of} and holds no adoptions: land and build first, "
            f"or say --period {found.code}",
        )
    return found


def awaited(place: Place, grain: Grain, day: date) -> Period | None:
    """Return the period whose report is due on a day, or was and has not been written; say why there is none.

    A schedule asks every morning, for only the office's calendar knows on which of them a period is due: months may
    end on the 25th, quarters in February, one of them nine days late.
    """
    before = day - timedelta(days=when.DUE_DAYS[grain] - 1)
    if not place.home.current.exists() or newest_complete(place, grain, before) is None:
        say(f"到 {day} 还没有一期的{_REPORTS[grain]}到期：跳过", f"no report of a {grain} is due by {day}: skipped")
        return None
    found = newest(place, grain, before, is_named=True)
    with read_only(place.home.current) as connection:
        due_day = when.read(connection, found).due_day
    # On the day itself it is written whatever lies there; later only where it never was.
    is_drafted = due_day < day and (place.home.drafts / found.code / "edition.json").exists()
    if is_drafted or editions.newest(place.home, found):
        said = "已经编好" if is_drafted else "已经印发"
        say(f"{found.zh}的{_REPORTS[grain]}（{due_day} 到期）{said}，下一期还没有到期：跳过；要重编请写 --period {found.code}",
            f"the report of {found.code}, due on {due_day}, has been written: skipped")  # fmt: skip
        return None
    return found


def newest_complete(place: Place, grain: Grain, as_of: date) -> Period | None:
    """Return the newest period that was over by a day and holds adoptions in its last month, if there is one."""
    with read_only(place.home.current) as connection:
        row = connection.execute(
            """
            select max_by(period.period_code, period.first_day)
            from marts.dim_period as period
            inner join marts.dim_period_month as month
                on period.period_code = month.period_code and period.last_day = month.last_day
            inner join marts.fct_adoption as adoption on month.month_code = adoption.month_code
            where period.grain = $grain and period.last_day < $as_of
            """,
            {"grain": grain, "as_of": as_of},
        ).fetchone()
    return Period.parse(row[0]) if row and row[0] else None


def has_newer(place: Place, period: Period, as_of: date) -> bool:
    """Tell whether another whole period of its grain was over by a day; beyond the calendar months are 31 days long."""
    with read_only(place.home.current) as connection:
        row = connection.execute(
            """
            with own as (
                select count(*) as month_count, max(last_day) as last_day
                from marts.dim_period_month
                where period_code = $period and is_inside
            ),

            month as (
                select distinct first_day, last_day
                from marts.dim_period_month
            )

            select
                count(*) filter (where month.first_day > own.last_day and month.last_day < $as_of) >= own.month_count
                or max(month.last_day) + 31 * own.month_count::integer < $as_of
            from month
            cross join own
            group by own.month_count
            """,
            {"period": period.code, "as_of": as_of},
        ).fetchone()
    return bool(row and row[0])
