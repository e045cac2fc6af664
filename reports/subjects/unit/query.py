"""The accounts of all units of a period, from a handful of queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reports import when
from reports.rows import rows
from reports.subject import ReportSource
from reports.subjects.notes import query as query_notes
from reports.subjects.notes import subject as notes_subject
from reports.subjects.ranking import past
from reports.subjects.ranking import query as query_ranking
from reports.subjects.ranking.query import growth
from reports.subjects.tasks import query as query_quota
from reports.subjects.unit.records import CLAIMS, COUNTED, LINES, NOT_COUNTED
from reports.subjects.unit.value import (
    Counted,
    Earned,
    NotCounted,
    OneSidedClaim,
    PastPeriod,
    RecordPlace,
    UnitAccount,
    UnitAccounts,
)
from warehouse.errors import BrokenError, DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import duckdb

    from reports.saying.wording import Wording
    from reports.when import OfficePeriod
    from warehouse.office import Office
    from warehouse.period import Period

_PLACED = """
    select
        unit_code, unit_name, group_code,
        count(place) over (partition by group_code),
        points, cumulative_points, place, coalesce(is_tied, false),
        '未完成' || missed_gates || '，不排名', marks, award
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period
    order by unit_order, unit_code
"""

# A unit that was several then has their points together, and no place. The list begins with the first period of
# which anything is known; what another version of the rule makes of it stands beside where that is something else.
_HISTORY = """
    with past as (
        select
            lineage.reporting_unit_code, period.period_code, period.first_day,
            period.is_known or period.period_code = $period as is_told,
            sum(ranking.points) as points,
            case when count(*) = 1 then min(ranking.place) end as place,
            sum(rescored.points) as rescored_points,
            case when count(*) = 1 then min(rescored.place) end as rescored_place
        from marts.fct_ranking as ranking
        inner join marts.dim_period as period using (period_code)
        inner join marts.dim_unit_lineage as lineage
            on ranking.unit_code = lineage.unit_code and lineage.period_code = $period
        inner join marts.dim_rule_version as version
            on ranking.scheme_code = version.scheme_code and $last_day between version.effective_from and version.effective_to
        left join marts.fct_rescored as rescored
            on ranking.scheme_code = rescored.scheme_code
            and version.rule_version = rescored.rule_version
            and ranking.period_code = rescored.period_code
            and ranking.unit_code = rescored.unit_code
            and period.first_day < version.effective_from
        where
            ranking.scheme_code = $scheme
            and period.grain = $grain
            and period.last_day between (
                select min(first_day) from marts.dim_period where is_known or period_code = $period
            ) and $last_day
        group by all
    )

    select
        reporting_unit_code, period_code,
        case when is_told then points end,
        case when is_told then place end,
        case when is_told and (points, place) is distinct from (rescored_points, rescored_place) then rescored_points end,
        case when is_told and (points, place) is distinct from (rescored_points, rescored_place) then rescored_place end
    from past
    order by reporting_unit_code, first_day
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
    period = when.read_known(con, asked_for)
    asked: dict[str, object] = {"scheme": office.settings.scheme, "period": period.code}
    inside = {**asked, **period.months.bounds}
    found = _AllUnits(con, office, period, inside, wording.percent_decimals)
    pasts = past.read(con, office.settings.scheme, period, wording.percent_decimals)
    reading = ReportSource(con, office, period, wording, fingerprint, as_of or period.due_day)
    notes = reading.kept(notes_subject.SUBJECT)
    accounts = []
    for code, name, group, ranked, points, cumulative, place, tied, *remarks in rows(con, _PLACED, asked):
        previous, year_ago = pasts.previous.get(code), pasts.year_ago.get(code)
        cautions = query_notes.cautions(period, notes.unread, name)
        accounts.append(UnitAccount(
            code, name, group, ranked, points, cumulative, place, tied,
            previous.place if previous else None, year_ago.place if year_ago else None,
            growth(points, year_ago, wording.percent_decimals), (*(each for each in remarks if each), *cautions),
            **found.of(code),
            since_previous=previous.since if previous else None, since_year_ago=year_ago.since if year_ago else None,
        ))  # fmt: skip
    if not accounts:
        raise DataError(
            f"数据仓库中没有统计期 {period.code} 的排名：请先运行 tongbao build 或换一个统计期",
            f"no ranking of {period.code} in the warehouse",
        )
    _refuse_what_does_not_add_up(accounts, found, period)
    measure = query_ranking.measured(con, office, period)
    return UnitAccounts(
        period, office.settings.name, measure, notes, tuple(accounts), found.homeless_count, pasts.rule_change
    )


class _AllUnits:
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
            fields = [RecordPlace(*record[:4]), *record[4:], tuple(of_thing.pop((thing, own_code), ()))]
            self._counted[code].append(Counted(*fields))
        self.lost = sum(len(each) for each in of_thing.values())
        self._not_counted: dict[str, list[NotCounted]] = defaultdict(list)
        self.homeless_count = 0
        for code, *record in rows(con, NOT_COUNTED, {**held, **received}):
            self.homeless_count += code is None
            self._not_counted[code].append(NotCounted(RecordPlace(*record[:4]), *record[4:]))
        self._claims = {
            code: [OneSidedClaim(*(*row[:6], RecordPlace(*row[6:]))) for row in mine]
            for code, mine in _by_unit(rows(con, CLAIMS, held)).items()
        }
        history = {"grain": period.grain, "last_day": period.last_day}
        self._history = _by_unit(
            rows(con, _HISTORY, {"scheme": inside["scheme"], "period": inside["period"], **history})
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
            "history": tuple(PastPeriod(*row) for row in self._history.get(code, ())),
        }

    @property
    def left(self) -> list[str]:
        """Units that something was counted for and that have no account."""
        return sorted({*self._counted, *self._others})


def _by_unit(found: Iterator[tuple[Any, ...]]) -> dict[str, list[tuple[Any, ...]]]:
    """Gather rows by their first cell, by which they are ordered."""
    return {code: [row[1:] for row in mine] for code, mine in groupby(found, key=lambda row: row[0])}


def _refuse_what_does_not_add_up(accounts: list[UnitAccount], found: _AllUnits, period: OfficePeriod) -> None:
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
