"""Who leads in the media of the two highest tiers: what a year's circular names beside the ranking by points."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.ranking.value import MediaContest, MediaPlace
from warehouse.office import MEDIA_LINE

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod
    from warehouse.office import Office

_IN_MEDIA = """
    select
        ranking.group_code,
        ranking.unit_name,
        coalesce(sum(counted.adoption_count), 0)::integer as adoption_count
    from marts.fct_ranking as ranking
    inner join marts.dim_unit_lineage as lineage
        on ranking.unit_code = lineage.reporting_unit_code and ranking.period_code = lineage.period_code
    left join marts.fct_unit_tier_month as counted
        on
            lineage.unit_code = counted.unit_code
            and counted.line_code = $line
            and list_contains($tiers, counted.tier_code)
            and counted.month_code between $first_month and $last_month
    where ranking.scheme_code = $scheme and ranking.period_code = $period
    group by ranking.group_code, ranking.unit_code, ranking.unit_name, ranking.unit_order
    order by adoption_count desc, ranking.unit_order, ranking.unit_code
"""

_LEADING = 3


def contests(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[MediaContest, ...]:
    """Return, of a year, the ranked groups with at least one such adoption; nothing in an office of two tiers."""
    tiers = office.settings.tiers
    if period.grain != "year" or len(tiers) < 3:
        return ()
    asked: dict[str, object] = {
        "scheme": office.settings.scheme, "period": period.code, "line": MEDIA_LINE, "tiers": list(tiers[:2]),
        **period.months.bounds,
    }  # fmt: skip
    by_group = defaultdict(list)
    for group, unit, count in rows(con, _IN_MEDIA, asked):
        by_group[group].append((unit, count))
    ranked = [group for group in office.settings.groups if group not in office.settings.unranked_groups]
    return tuple(
        MediaContest(group, len(by_group[group]), first)
        for group in ranked
        if (first := leading(by_group.get(group, [])))
    )


def leading(units: list[tuple[str, int]]) -> tuple[MediaPlace, ...]:
    """Place units, most first: the first three, of a small group the first; equal ones share the higher place."""
    counts = [count for _, count in units]
    placed = (
        MediaPlace(unit, counts.index(count) + 1, counts.count(count) > 1, count)
        for unit, count in units
        if count
    )
    most = _LEADING if len(units) > _LEADING else 1
    return tuple(each for each in placed if each.place <= most)
