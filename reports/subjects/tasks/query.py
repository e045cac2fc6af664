"""Quotas that fell due within a period: who is short, who has nothing to show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.change import share_of
from reports.rows import rows
from reports.subjects.tasks.progress import running
from reports.subjects.tasks.value import QuotaProgress, Quotas

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from reports.subject import ReportSource
    from reports.when import OfficePeriod
    from warehouse.office import Office

_DUE = """
    select
        fct_quota.unit_code, fct_quota.unit_name, period_code, fct_quota.grain, what, owed, done, short
    from marts.fct_quota
    inner join marts.dim_period using (period_code)
    inner join marts.dim_unit using (unit_code)
    where fct_quota.person is null and dim_period.last_day between $first_day and $last_day
    order by unit_order, unit_code, dim_period.first_day, dim_period.last_day desc, what, quota_code
"""


def read(reading: ReportSource) -> Quotas:
    """Return the quotas of a report's period."""
    return quotas(reading.con, reading.office, reading.period, reading.wording.percent_decimals)


def quotas(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod, decimals: int) -> Quotas:
    """Return what was owed and done, who is short and who has nothing to show."""
    bounds = {"first_day": period.first_day, "last_day": period.last_day}
    due = tuple(
        QuotaProgress(
            code, name, period_code, grain, what, owed, done, short,
            None if done is None else share_of(done, owed, decimals),
        )
        for code, name, period_code, grain, what, owed, done, short in rows(con, _DUE, {**bounds})
    )  # fmt: skip
    by_unit: dict[str, list[QuotaProgress]] = {}
    for quota in due:
        by_unit.setdefault(quota.unit_name, []).append(quota)
    failing = {name: owed for name, owed in by_unit.items() if any(quota.short for quota in owed)}
    unknown = [
        name for name, owed in by_unit.items() if name not in failing and any(quota.short is None for quota in owed)
    ]
    progress = running(con, office, period, decimals)
    met = len(by_unit) - len(failing) - len(unknown)
    over = [
        name
        for name, owed in by_unit.items()
        if name not in {*failing, *unknown} and any((quota.done or 0) > quota.owed for quota in owed)
    ]
    idle = _all(progress, lambda quota: quota.done == 0)
    behind = dict.fromkeys(quota.unit_name for quota in progress if quota.is_behind)
    done = None
    if all(quota.done is not None for quota in progress):
        done = sum(min(quota.done or 0, quota.owed) for quota in progress)
    return Quotas(
        due=due,
        owing_count=len(by_unit),
        met_count=met,
        met_share=None if unknown else share_of(met, len(by_unit), decimals),
        over_units=tuple(over),
        over_share=None if unknown else share_of(len(over), len(by_unit), decimals),
        short_units=tuple(failing),
        zero_units=tuple(
            name for name, owed in failing.items() if all(quota.done == 0 for quota in owed)
        ),
        unknown_count=len(unknown),
        unknown_units=tuple(unknown),
        running=progress,
        running_count=len({quota.unit_code for quota in progress}),
        running_pace=None if done is None else share_of(done, sum(quota.owed for quota in progress), decimals),
        ready_units=_all(progress, lambda quota: quota.short == 0),
        idle_units=idle,
        expected_pace=progress[0].expected if progress else None,
        behind_units=tuple(name for name in behind if name not in idle),
    )


def _all(found: tuple[QuotaProgress, ...], holds: Callable[[QuotaProgress], bool]) -> tuple[str, ...]:
    """Units of which it holds for every quota, in their order."""
    failing = {quota.unit_name for quota in found if not holds(quota)}
    return tuple(dict.fromkeys(quota.unit_name for quota in found if quota.unit_name not in failing))


def unmet_by_unit(found: Quotas) -> dict[str, int]:
    """Return how many of its quotas each owing unit has not met, zero included; none where that is not known."""
    unmet: Counter[str] = Counter()
    for quota in found.due:
        unmet[quota.unit_code] += (quota.short or 0) > 0
    open_units = {quota.unit_code for quota in found.due if quota.short is None}
    return {code: count for code, count in unmet.items() if count or code not in open_units}
