"""The annual review: bulletins by name, leaders in the higher media, submissions by group."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reports.parts import Compared, change
from reports.review import Contest, Placed, Printed, Review, Sent
from reports.span import Span, is_known, rows
from warehouse.office import BULLETIN_LINE, MEDIA_LINE

if TYPE_CHECKING:
    import duckdb

    from warehouse.office import Office
    from warehouse.period import Period

_BULLETINS = """
    select
        outlet.outlet_name,
        count(*) filter (where adoption.month_code between $first_month and $last_month)::integer,
        count(*) filter (where adoption.month_code between $past_first and $past_last)::integer,
        count(distinct adoption.issue_number) filter (
            where adoption.month_code between $first_month and $last_month
        )::integer,
        count(adoption.issue_number) filter (
            where adoption.month_code between $first_month and $last_month
        )::integer
    from marts.fct_adoption as adoption
    inner join marts.dim_outlet as outlet using (outlet_code)
    where adoption.is_lead and outlet.line_code = $line
    group by outlet.outlet_code, outlet.outlet_name, outlet.outlet_order
    order by outlet.outlet_order, outlet.outlet_code
"""

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

_SENT = """
    select unit.group_code, sum(sent.submission_count)::integer
    from marts.fct_unit_month_submission as sent
    inner join marts.dim_unit as unit using (unit_code)
    where sent.month_code between $first_month and $last_month
    group by unit.group_code
    order by unit.group_code
"""

_LEADING = 3


def review(con: duckdb.DuckDBPyConnection, office: Office, period: Period, decimals: int) -> Review | None:
    """Return the review of a year; None of a shorter period."""
    if period.grain != "year":
        return None
    upper = _in_upper_media(con, office, period)
    return Review(
        _bulletins(con, office, period, decimals),
        sum(count for units in upper.values() for _, count in units),
        tuple(
            Contest(group, len(upper[group]), first)
            for group in office.settings.groups
            if (first := leading(upper.get(group, [])))
        ),
        _sent(con, office, period),
    )


def _bulletins(
    con: duckdb.DuckDBPyConnection, office: Office, period: Period, decimals: int
) -> tuple[Printed, ...]:
    past = Span.of(period.year_ago)
    is_past_known = is_known(con, past, office.settings.counted_from)
    bounds = {**Span.of(period).bounds, "past_first": past.first_month, "past_last": past.last_month}
    found = []
    for name, now, year_ago, issues, stated in rows(con, _BULLETINS, {**bounds, "line": BULLETIN_LINE}):
        before = change(now, year_ago if is_past_known else None, decimals)
        if now or (before and before.base):
            adoptions = Compared(name, now, None, before)
            found.append(Printed(adoptions, issues if now and stated == now else None))
    return tuple(found)


def _in_upper_media(
    con: duckdb.DuckDBPyConnection, office: Office, period: Period
) -> dict[str, list[tuple[str, int]]]:
    """Units and their adoptions by group; nothing in an office of two tiers, where all but one is the highest."""
    tiers = office.settings.tiers
    asked: dict[str, object] = {
        "scheme": office.settings.scheme, "period": period.code, "line": MEDIA_LINE, "tiers": list(tiers[:2]),
        **Span.of(period).bounds,
    }  # fmt: skip
    by_group = defaultdict(list)
    for group, unit, count in rows(con, _IN_MEDIA, asked) if len(tiers) > 2 else ():
        by_group[group].append((unit, count))
    return by_group


def leading(units: list[tuple[str, int]]) -> tuple[Placed, ...]:
    """Place units, most first: the first three, of a small group the first; equal ones share the higher place."""
    counts = [count for _, count in units]
    placed = (
        Placed(unit, counts.index(count) + 1, counts.count(count) > 1, count)
        for unit, count in units
        if count
    )
    most = _LEADING if len(units) > _LEADING else 1
    return tuple(each for each in placed if each.place <= most)


def _sent(con: duckdb.DuckDBPyConnection, office: Office, period: Period) -> tuple[Sent, ...]:
    counts = dict(rows(con, _SENT, {**Span.of(period).bounds}))
    settings = office.settings
    sent = tuple(Sent(group, counts.get(group, 0)) for group in (*settings.groups, *settings.unranked_groups))
    return sent if any(each.count for each in sent) else ()
