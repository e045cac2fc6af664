"""The ranking of each group, with what each unit has of every tier and owes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.change import change, rounded
from reports.rows import rows
from reports.saying.measure import measure
from reports.subjects.notes import subject as notes
from reports.subjects.ranking import past, upper
from reports.subjects.ranking.value import Fallen, Group, Ranked, Rankings
from reports.subjects.tasks import subject as tasks
from reports.subjects.tasks.query import unmet_by_unit
from warehouse.errors import DataError
from warehouse.office import BULLETIN_LINE, MEDIA_LINE

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    import duckdb

    from reports.change import Change
    from reports.saying.measure import Denomination
    from reports.saying.wording import Assessment, Wording
    from reports.subject import ReportSource
    from reports.subjects.ranking.past import Pasts, PastScore
    from reports.when import OfficePeriod
    from warehouse.office import Office

# Places first, names after: equal places are printed in the office's own order of units.
_RANKING = """
    select
        group_code, unit_code, unit_name, place, is_tied, adoption_count, points, cumulative_points,
        unit_order, year_ago_adoption_count
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period
    order by place nulls last, points desc, unit_order, unit_code
"""

_COUNTS = """
    select reporting_unit_code, tier_code, line_code, sum(adoption_count)::integer, sum(credited_count)::integer
    from marts.fct_unit_tier_month
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period and month_code between $first_month and $last_month
    group by all
"""

_PERIODS = """
    select distinct period_code
    from marts.fct_ranking
    inner join marts.dim_period using (period_code)
    where scheme_code = $scheme and grain = $grain
    order by period_code
"""

_MEASURE = """
    select arg_max(counted_in, effective_from)
    from marts.dim_rule_version
    inner join marts.dim_period on period_code = $period and effective_from <= last_day
    where scheme_code = $scheme
"""

_CONVERSIONS = """
    select count(*)
    from marts.fct_score_line
    where scheme_code = $scheme and period_code = $period and step = 'conversion'
"""

_ASSESSED_DECIMALS = 2

Counts = dict[str, tuple[Counter[str], Counter[str], int]]


def measured(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> Denomination:
    """Return what the office's main scheme counts in on the period's last day."""
    [(counted_in,)] = rows(con, _MEASURE, {"scheme": office.settings.scheme, "period": period.code})
    return measure(counted_in)


def read(reading: ReportSource) -> Rankings:
    """Return the ranking of a report's period."""
    con, office, period = reading.con, reading.office, reading.period
    waiting = tuple(each.unit_name for each in reading.kept(notes.SUBJECT).unread)
    unmet = unmet_by_unit(reading.kept(tasks.SUBJECT))
    pasts = past.read(con, office.settings.scheme, period, reading.wording.percent_decimals)
    groups = _groups(con, office, period, reading.wording, unmet, pasts, waiting)
    ranked = tuple(group for group in groups if group.name not in office.settings.unranked_groups)
    units = [one for group in ranked for one in group.units]
    nothing = tuple(one.unit_name for one in units if not one.credited_count and one.unit_name not in waiting)
    return Rankings(
        groups=ranked,
        unranked=tuple(one for group in groups if group not in ranked for one in group.units),
        unit_count=len(units),
        nothing_count=len(nothing),
        nothing=nothing,
        waiting=waiting,
        fallen=_fallen(ranked, waiting) if reading.wording.never_down else (),
        contests=upper.contests(con, office, period),
        rule_change=pasts.rule_change,
    )


def _groups(
    con: duckdb.DuckDBPyConnection,
    office: Office,
    period: OfficePeriod,
    wording: Wording,
    unmet: Mapping[str, int],
    pasts: Pasts,
    waiting: Container[str],
) -> tuple[Group, ...]:
    """Return the groups of this report in the office's order; `unmet` counts the quotas each owing unit has not met.

    Units that are `waiting`, as a file of theirs could not be read, are compared with nothing.
    """
    scheme, decimals = office.settings.scheme, wording.percent_decimals
    _check_groups(office, wording)
    ranking = list(rows(con, _RANKING, {"scheme": scheme, "period": period.code}))
    if not ranking:
        raise _nothing_in(con, scheme, period)
    counts = _counts(con, period)

    def ranked(row: tuple[Any, ...]) -> Ranked:
        _, code, name, place, tied, adoptions, points, cumulative, order, past_adoptions = row
        tiers, sides, credited = counts.get(code, (Counter(), Counter(), 0))
        previous, year_ago = (
            None if name in waiting else past.get(code) for past in (pasts.previous, pasts.year_ago)
        )
        return Ranked(
            unit_code=code,
            unit_name=name,
            place=place,
            is_tied=tied,
            adoption_count=adoptions,
            credited_count=credited,
            by_tier=tuple(tiers[tier] for tier in office.settings.tiers),
            by_side=(sides[BULLETIN_LINE], sides[MEDIA_LINE]),
            points=points,
            cumulative_points=cumulative,
            previous_place=previous.place if previous else None,
            year_ago_place=year_ago.place if year_ago else None,
            year_ago_adoption_count=past_adoptions if year_ago else None,
            year_ago=growth(points, year_ago, decimals),
            unmet_quotas=unmet.get(code),
            unit_order=order,
            since_previous=previous.since if previous else None,
            since_year_ago=year_ago.since if year_ago else None,
        )

    by_group: dict[str, list[Ranked]] = {
        name: [] for name in (*office.settings.groups, *office.settings.unranked_groups)
    }
    for row in ranking:
        by_group.setdefault(row[0], []).append(ranked(row))
    is_converted = _is_converted(con, scheme, period)
    return tuple(
        _group(name, tuple(assessed(units, wording.assessment, is_converted=is_converted)))
        for name, units in by_group.items()
        if units and period.grain in wording.grains_of_group.get(name, (period.grain,))
    )


def growth(points: Decimal, past: PastScore | None, decimals: int) -> Change | None:
    """Return how much more or less a unit has than then, both by one version of the rule."""
    if past is None:
        return None
    return change(past.since.now if past.since else points, past.points, decimals)


def _check_groups(office: Office, wording: Wording) -> None:
    groups = (*office.settings.groups, *office.settings.unranked_groups)
    for name in wording.grains_of_group:
        if name not in groups:
            raise DataError(
                f"circular.toml：grains_of_group 里的“{name}”不是本单位的组别（可用：{'、'.join(groups)}）",
                f"circular.toml: grains_of_group names {name!r}, which is no group of the office",
            )


def _is_converted(con: duckdb.DuckDBPyConnection, scheme: str, period: OfficePeriod) -> bool:
    """Tell whether the rule itself has put the points of the period on another scale."""
    parameters: dict[str, object] = {"scheme": scheme, "period": period.code}
    return any(count for (count,) in rows(con, _CONVERSIONS, parameters))


def assessed(units: list[Ranked], to: Assessment | None, *, is_converted: bool) -> Iterator[Ranked]:
    """Add what each unit brings into the larger assessment: its points where the rule converts, else against the best."""
    best = max((one.points for one in units), default=Decimal(0))
    for one in units:
        if to is None or (best <= 0 and not is_converted):
            yield one
            continue
        points = one.points if is_converted else one.points * to.full / best
        converted = rounded(max(points, Decimal(0)), _ASSESSED_DECIMALS)
        yield replace(
            one, converted=converted, assessed=rounded(converted * to.share / 100, _ASSESSED_DECIMALS)
        )


def _fallen(groups: tuple[Group, ...], waiting: Container[str]) -> tuple[Fallen, ...]:
    """Return the units with fewer adoptions than in the same period of last year; a new unit has no last year.

    Of those whose files wait to be read nobody knows how many they have.
    """
    return tuple(
        Fallen(one.unit_name, one.adoption_count, one.year_ago_adoption_count)
        for group in groups
        for one in group.units
        if one.year_ago_adoption_count is not None
        and one.adoption_count < one.year_ago_adoption_count
        and one.unit_name not in waiting
    )


def _group(name: str, units: tuple[Ranked, ...]) -> Group:
    points = [one.points for one in units]
    return Group(
        name=name,
        units=units,
        by_tier=tuple(sum(column) for column in zip(*(one.by_tier for one in units), strict=True)),
        by_side=tuple(sum(column) for column in zip(*(one.by_side for one in units), strict=True)),
        adoption_count=sum(one.adoption_count for one in units),
        points=sum(points, Decimal(0)),
        cumulative_points=sum((one.cumulative_points for one in units), Decimal(0)),
        spread=max(points) - min(points) if len(points) > 1 else None,
    )


def _counts(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> Counts:
    counts: Counts = {}
    for code, tier, side, adoptions, credited in rows(
        con, _COUNTS, {"period": period.code, **period.months.bounds}
    ):
        tiers, sides, before = counts.get(code, (Counter(), Counter(), 0))
        tiers[tier] += adoptions
        sides[side] += adoptions
        counts[code] = tiers, sides, before + credited
    return counts


def _nothing_in(con: duckdb.DuckDBPyConnection, scheme: str, period: OfficePeriod) -> DataError:
    known = [code for (code,) in rows(con, _PERIODS, {"scheme": scheme, "grain": period.grain})]
    choices = "、".join(known) if known else "无"
    return DataError(
        f"数据仓库里没有 {period.code}（{period.zh}）的数据；可选的统计期：{choices}",
        f"the warehouse has no rows for {period.code}; there are: {', '.join(known) or 'none'}",
    )
