"""Progress of the quotas of the year, as at a period's last day.

`marts.fct_quota` counts a year up to the newest adoption; a report must stop at its own last day, or the
same period told twice would tell two figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.change import share_of
from reports.rows import rows
from reports.subjects.tasks.value import QuotaProgress
from warehouse.office import measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from reports.when import OfficePeriod
    from warehouse.office import Office, QuotaMeasure

_MONTHS_OF_YEAR = 12

# What was sent in has neither outlet nor tier.
_DONE = """
    with counted as (
        select unit_code, outlet_code, tier_order, line_code, month_code, count(*) as done
        from marts.fct_adoption
        inner join marts.dim_tier using (tier_code)
        where is_lead
        group by all
        union all
        select unit_code, null, null, null, month_code, submission_count from marts.fct_unit_month_submission
    )
    select
        reporting_unit_code, outlet_code, tier_order, line_code, month_code,
        if(count(*) = count(done), sum(done), null)::integer
    from counted
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period and month_code between $first_month and $last_month
    group by all
"""

# What a file holds that waits to be read is not known.
_UNREAD = """
    select reporting_unit_code, month_code
    from marts.fct_unread
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period
"""

# Who answers now for each name that a quota may bear; a name used twice means its newest bearer.
_BEARERS = """
    select bearer.unit_name, reporting.unit_code, reporting.unit_name, reporting.unit_order
    from marts.dim_unit as bearer
    inner join marts.dim_unit_lineage as lineage on bearer.unit_code = lineage.unit_code
    inner join marts.dim_unit as reporting on lineage.reporting_unit_code = reporting.unit_code
    where period_code = $period and reporting.effective_to >= $first_day
    order by bearer.effective_from, bearer.unit_code
"""


def running(
    con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod, decimals: int
) -> tuple[QuotaProgress, ...]:
    """Return the quotas of the year with what was done by the period's last day; none when they are due by then."""
    if period.ends_year:
        return ()
    parameters = {"period": period.code, "first_day": period.first_day}
    bearers = {name: tuple(reporting) for name, *reporting in rows(con, _BEARERS, parameters)}
    owed: dict[tuple[int, str, str, str], int] = {}
    for quota in office.quotas:
        is_running = quota.scope == "unit" and quota.period == "year" and quota.year == period.year
        if is_running and quota.unit in bearers:  # else the unit does not exist yet
            code, name, order = bearers[quota.unit]
            key = order, code, name, quota.what
            owed[key] = owed.get(key, 0) + quota.quota
    done, months, waiting = _done(con, period), period.so_far.each, unread(con, period)
    expected = share_of(len(months), _MONTHS_OF_YEAR, decimals)
    result = []
    for (_, code, name, what), count in sorted(owed.items()):
        by_month = done.of(code, measure_of(what, office))
        monthly = tuple(
            by_month.get(month.code, 0) if month.is_known and (code, month.code) not in waiting else None
            for month in months
        )
        got, short = reached(count, monthly)
        pace = None if got is None else share_of(got, count, decimals)
        result.append(
            QuotaProgress(code, name, str(period.year), "year", what, count, got, short, pace, monthly, expected)
        )
    return tuple(result)


def reached(owed: int, monthly: Sequence[int | None]) -> tuple[int | None, int | None]:
    """Return what was done in some months and what is short of it; not known with a month, but if the others are enough."""
    known = sum(count or 0 for count in monthly)
    if None in monthly:
        return None, 0 if known >= owed else None
    return known, max(owed - known, 0)


def unread(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> set[tuple[str, str]]:
    """Return units and months of which a file waits to be read."""
    return {(code, month) for code, month in rows(con, _UNREAD, {"period": period.code})}


class Done:
    """Adoptions, and what was sent in, by whose they are, outlet, tier, line and month, to be measured as a quota says."""

    def __init__(self, counts: list[tuple[Any, ...]]) -> None:
        self._counts = counts

    def of(self, whose: str, measure: QuotaMeasure) -> dict[str, int | None]:
        """Return what counts towards the measure, by month; None where it is not known what was sent in."""
        by_month: dict[str, int | None] = {}
        for owner, outlet, tier_order, side, month, count in self._counts:
            if owner == whose and _meets(measure, outlet, tier_order, side):
                so_far = by_month.get(month, 0)
                by_month[month] = None if so_far is None or count is None else so_far + count
        return by_month


def _meets(measure: QuotaMeasure, outlet: str | None, tier_order: int, side: str) -> bool:
    if outlet is None or measure.counted == "submission":
        return outlet is None and measure.counted == "submission"
    return (
        measure.outlet_id in (None, outlet)
        and measure.line in (None, side)
        and (measure.tier_order_min or 0) <= tier_order <= (measure.tier_order_max or tier_order)
    )


def _done(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> Done:
    return Done(list(rows(con, _DONE, {"period": period.code, **period.so_far.bounds})))
