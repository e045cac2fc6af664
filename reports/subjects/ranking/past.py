"""What each unit had in the period before and a year ago: as published, and by this period's version of the rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.ranking.rescored import Rescored, RuleChange

if TYPE_CHECKING:
    from decimal import Decimal

    import duckdb

    from reports.when import Months, OfficePeriod

_PAST = """
    select
        unit_code, points, place, rescored_points, rescored_place,
        {then}_points, {then}_place, rescored_{then}_points, rescored_{then}_place
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period and {then}_points is not null
"""

_VERSIONS = """
    select rule_version, counted_in
    from marts.dim_rule_version
    where scheme_code = $scheme and effective_from <= $last_day and effective_to >= $first_day
    order by effective_from
"""


@dataclass(frozen=True, slots=True)
class PastScore:
    """A unit's points and place then, by this period's version; `since` holds what was published, if that differs."""

    points: Decimal
    place: int | None
    since: Rescored | None = None


@dataclass(frozen=True, slots=True)
class Pasts:
    """By unit, what may be compared with; nothing where a month is unknown."""

    previous: dict[str, PastScore]
    year_ago: dict[str, PastScore]
    rule_change: RuleChange | None  # None where all was published by one rule, or by rules that make no difference


def read(con: duckdb.DuckDBPyConnection, scheme: str, period: OfficePeriod, decimals: int) -> Pasts:
    """Read what every unit may be compared with."""
    previous = _past(con, scheme, period, "previous") if period.previous else {}
    year_ago = _past(con, scheme, period, "year_ago") if period.year_ago else {}
    change = _rule_change(con, scheme, period, previous, year_ago, decimals)
    return Pasts(previous, year_ago, change)


def _past(con: duckdb.DuckDBPyConnection, scheme: str, period: OfficePeriod, then: str) -> dict[str, PastScore]:
    found = {}
    asked: dict[str, object] = {"scheme": scheme, "period": period.code}
    for code, points, place, again, again_place, published, published_place, rescored, rescored_place in rows(
        con, _PAST.format(then=then), asked
    ):
        if rescored is None:
            found[code] = PastScore(published, published_place)
        else:
            own = (points, place) if again is None else (again, again_place)
            since = Rescored(published, published_place, rescored, rescored_place, points, *own)
            found[code] = PastScore(rescored, rescored_place, since)
    if all(past.since is None or past.since.changes_nothing for past in found.values()):
        return {code: replace(past, since=None) for code, past in found.items()}
    return found


def _rule_change(
    con: duckdb.DuckDBPyConnection,
    scheme: str,
    period: OfficePeriod,
    previous: dict[str, PastScore],
    year_ago: dict[str, PastScore],
    decimals: int,
) -> RuleChange | None:
    def versions(months: Months | None) -> tuple[tuple[str, str], ...]:
        if months is None:
            return ()
        days = {"scheme": scheme, "first_day": months.first_day, "last_day": months.last_day}
        return tuple((version, counted_in) for version, counted_in in rows(con, _VERSIONS, days))

    differs = [any(past.since for past in pasts.values()) for pasts in (previous, year_ago)]
    if not any(differs):
        return None
    own = versions(period.months)
    before, ago = (
        versions(months) if differs[at] else () for at, months in enumerate((period.previous, period.year_ago))
    )
    unit = own[-1][1]

    def named(found: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        return tuple(version for version, _ in found)

    def other(found: tuple[tuple[str, str], ...]) -> str:
        return "、".join(dict.fromkeys(each for _, each in found)) if {each for _, each in found} - {unit} else ""

    return RuleChange(
        own[-1][0], named(own) if len(own) > 1 else (), named(before), named(ago), decimals, other(before), other(ago)
    )
