"""The accounts of all units of a period, from a handful of queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reports import query_notes, query_quota, query_ranking, when
from reports.parts import change
from reports.query_unit_records import CLAIMS, COUNTED, LINES, NOT_COUNTED
from reports.rows import rows
from reports.unit_account import (
    Claim,
    Counted,
    Earned,
    NotCounted,
    Past,
    Source,
    UnitAccount,
    UnitAccounts,
)
from reports.when import is_known
from warehouse.errors import BrokenError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import duckdb

    from reports.when import OfficePeriod
    from reports.wording import Wording
    from warehouse.office import Office
    from warehouse.period import Period

_PLACED = """
    select
        unit_code, unit_name, group_code,
        count(place) over (partition by group_code),
        points, cumulative_points, place, coalesce(is_tied, false), previous_place, year_ago_place, year_ago_points,
        '未完成' || missed_gates || '，不排名', marks, award
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period
    order by unit_order, unit_code
"""

# A unit that was several then has their points together, and no place.
_HISTORY = """
    select
        lineage.reporting_unit_code, period.period_code, sum(ranking.points),
        case when count(*) = 1 then min(ranking.place) end
    from marts.fct_ranking as ranking
    inner join marts.dim_period as period using (period_code)
    inner join marts.dim_unit_lineage as lineage
        on ranking.unit_code = lineage.unit_code and lineage.period_code = $period
    where
        scheme_code = $scheme
        and period.grain = $grain
        and period.first_day >= (
            select max(first_day) from marts.dim_period where grain = 'month' and first_day <= $counted_from
        )
        and period.last_day <= $last_day
    group by lineage.reporting_unit_code, period.period_code, period.first_day
    order by lineage.reporting_unit_code, period.first_day
"""


def build(
    con: duckdb.DuckDBPyConnection,
    office: Office,
    asked_for: Period,
    wording: Wording,
    *,
    fingerprint: str,
    as_of: date | None,
) -> UnitAccounts:
    """Read the account of every unit; raise `BrokenError` if one does not add up to what is published.

    Without a day they bear the one on which the schedules write them.
    """
    period = when.read(con, asked_for)
    asked: dict[str, object] = {"scheme": office.settings.scheme, "period": period.code}
    inside = {**asked, **period.months.bounds}
    found = _Found(con, office, period, inside, wording.percent_decimals)
    knows_year_ago = is_known(con, period.year_ago, office.settings.counted_from)
    accounts = []
    for code, name, group, ranked, points, cumulative, place, tied, previous, past_place, past, *remarks in rows(
        con, _PLACED, asked
    ):
        base = past if knows_year_ago else None
        accounts.append(UnitAccount(
            code, name, group, ranked, points, cumulative, place, tied, previous, past_place,
            change(points, base, wording.percent_decimals), tuple(each for each in remarks if each), **found.of(code),
        ))  # fmt: skip
    if not accounts:
        raise DataError(
            f"数据仓库中没有统计期 {period.code} 的排名：请先运行 tongbao build 或换一个统计期",
            f"no ranking of {period.code} in the warehouse",
        )
    _refuse_what_does_not_add_up(accounts, found, period)
    notes = query_notes.notes(con, office, period, wording, (), fingerprint, as_of or period.due_day)
    counted_in = query_ranking.measured(con, office, period)
    return UnitAccounts(period, office.settings.name, counted_in, notes, tuple(accounts), found.homeless_count)


class _Found:
    """What was read of all units, by the unit that answers for it."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod, inside: dict[str, object], decimals: int
    ) -> None:
        held = {key: inside[key] for key in inside if key != "scheme"}
        received = {"first_day": period.first_day, "last_day": period.last_day}
        lines = _by_unit(rows(con, LINES, inside))
        self._counted: dict[str, list[Counted]] = defaultdict(list)
        self._others: dict[str, list[Earned]] = defaultdict(list)
        of_thing: dict[tuple[str, str], list[Earned]] = defaultdict(list)
        for code, mine in lines.items():
            for thing, own_code, *line in mine:
                target = of_thing[thing, own_code] if thing else self._others[code]
                target.append(Earned(*line))
        for code, own_code, thing, *record in rows(con, COUNTED, inside):
            fields = [Source(*record[:4]), *record[4:], tuple(of_thing.pop((thing, own_code), ()))]
            self._counted[code].append(Counted(*fields))
        self.lost = sum(len(each) for each in of_thing.values())
        self._not_counted: dict[str, list[NotCounted]] = defaultdict(list)
        self.homeless_count = 0
        for code, *record in rows(con, NOT_COUNTED, {**held, **received}):
            self.homeless_count += code is None
            self._not_counted[code].append(NotCounted(Source(*record[:4]), *record[4:]))
        self._claims = {
            code: [Claim(*(*row[:6], Source(*row[6:]))) for row in mine]
            for code, mine in _by_unit(rows(con, CLAIMS, held)).items()
        }
        past = {"grain": period.grain, "last_day": period.last_day, "counted_from": office.settings.counted_from}
        self._history = _by_unit(
            rows(con, _HISTORY, {"scheme": inside["scheme"], "period": inside["period"], **past})
        )
        self._quotas = query_quota.quotas(con, office, period, decimals)

    def of(self, code: str) -> dict[str, Any]:
        """Return the fields of a unit's account that are lists."""
        claims = self._claims.get(code, [])
        return {
            "counted": tuple(self._counted.pop(code, ())),
            "others": tuple(self._others.pop(code, ())),
            "not_counted": tuple(self._not_counted.pop(code, ())),
            "confirmed_count": sum(claim.claim == "confirmed" for claim in claims),
            "claims": tuple(claim for claim in claims if claim.claim != "confirmed"),
            "due": tuple(quota for quota in self._quotas.due if quota.unit_code == code),
            "running": tuple(quota for quota in self._quotas.running if quota.unit_code == code),
            "history": tuple(Past(*row) for row in self._history.get(code, ())),
        }

    @property
    def left(self) -> list[str]:
        """Units that something was counted for and that have no account."""
        return sorted({*self._counted, *self._others})


def _by_unit(found: Iterator[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Gather rows by their first cell, by which they are ordered."""
    return {code: [row[1:] for row in mine] for code, mine in groupby(found, key=lambda row: row[0])}


def _refuse_what_does_not_add_up(accounts: list[UnitAccount], found: _Found, period: OfficePeriod) -> None:
    if found.left or found.lost:
        left = "、".join(found.left) or f"{found.lost} 行得分明细"
        raise BrokenError(
            f"{period.code}：{left} 有得分，却不在任何单位的名下",
            f"{period.code}: points of {left} belong to no unit that is ranked or listed",
        )
    for account in accounts:
        points = [*(each.points for each in account.counted), *(each.points for each in account.others)]
        total = sum(points, Decimal(0))
        if total != account.points:
            raise BrokenError(
                f"{account.unit_name} {period.code} 各行合计 {total}，公布的得分是 {account.points}",
                f"the lines of {account.unit_code} in {period.code} add up to {total}, published is {account.points}",
            )
