"""Totals of the whole office, and the months of the year so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from reports.change import Compared, change
from reports.rows import rows
from reports.subjects.totals.value import Bulletin, Month, Totals
from warehouse.office import BULLETIN_LINE, MEDIA_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from reports.subject import ReportSource
    from reports.when import Months, OfficeMonth, OfficePeriod
    from warehouse.office import Office

_ADOPTIONS = """
    select outlet_name, tier_code, line_code, medium_code, count(*)
    from marts.fct_adoption
    inner join marts.dim_outlet using (outlet_code, tier_code, line_code, medium_code)
    where is_lead and month_code between $first_month and $last_month
    group by all
"""

_PIECES = """
    select
        count(distinct piece_id),
        count(distinct piece_id) filter (
            where first_adopted_on between $first_day and $last_day
        )
    from marts.fct_adoption
    inner join marts.fct_piece using (piece_id)
    where is_lead and month_code between $first_month and $last_month
"""

_OUTLETS = """
    select outlet_name, medium_code
    from marts.dim_outlet
    order by outlet_order, outlet_code
"""

_MONTHS = """
    select month_code, tier_code, sum(adoption_count)::integer
    from marts.fct_unit_tier_month
    where month_code between $first_month and $last_month
    group by all
"""

_BULLETINS = """
    select
        outlet_name,
        count(distinct (month_code[:4], issue_number))::integer,
        count(*)::integer
    from marts.fct_adoption
    inner join marts.dim_outlet using (outlet_code)
    where is_lead and dim_outlet.line_code = $line and month_code between $first_month and $last_month
    group by outlet_code, outlet_name, outlet_order
    having count(*) = count(issue_number)
    order by outlet_order, outlet_code
"""


@dataclass(frozen=True, slots=True)
class _Counts:
    """Adoptions of some months, by each thing they are counted by."""

    total: int
    outlets: Counter[str]
    tiers: Counter[str]
    sides: Counter[str]
    media: Counter[str]
    crossed: Counter[tuple[str, str]]  # side and tier
    pieces: int
    reprints: int


def _count(con: duckdb.DuckDBPyConnection, months: Months) -> _Counts:
    outlets, tiers, sides, media = (Counter[str]() for _ in range(4))
    crossed: Counter[tuple[str, str]] = Counter()
    for outlet, tier, side, medium, count in rows(con, _ADOPTIONS, {**months.bounds}):
        outlets[outlet] += count
        tiers[tier] += count
        sides[side] += count
        media[medium] += count
        crossed[side, tier] += count
    total = outlets.total()
    days = {"first_day": months.first_day, "last_day": months.last_day}
    [(pieces, new_pieces)] = rows(con, _PIECES, {**months.bounds, **days})
    return _Counts(total, outlets, tiers, sides, media, crossed, pieces, total - new_pieces)


class _CountComparison:
    """The counts of a period beside those of the period before and of a year ago, where they are known."""

    def __init__(self, con: duckdb.DuckDBPyConnection, period: OfficePeriod, decimals: int) -> None:
        self.now = _count(con, period.months)
        self.previous = _count(con, period.previous) if period.previous else None
        self.year_ago = _count(con, period.year_ago) if period.year_ago else None
        self._decimals = decimals

    def whole(self, name: str, field: str) -> Compared:
        now = getattr(self.now, field)
        past = [getattr(counts, field) if counts else None for counts in (self.previous, self.year_ago)]
        return self._compared(name, now, *past)

    def each(self, field: str, names: Iterable[str]) -> tuple[Compared, ...]:
        return tuple(
            self._compared(
                name, *(getattr(counts, field)[name] if counts else None for counts in self._all())
            )
            for name in names
        )

    def crossed(self, side: str, tiers: tuple[str, ...], name: str) -> Compared:
        """One line in some tiers together."""
        return self._compared(
            name,
            *(
                sum(counts.crossed[side, tier] for tier in tiers) if counts else None
                for counts in self._all()
            ),
        )

    def seen(self, field: str) -> set[str]:
        return {name for counts in self._all() if counts for name in getattr(counts, field)}

    def _all(self) -> tuple[_Counts | None, ...]:
        return self.now, self.previous, self.year_ago

    def _compared(self, name: str, now: int | None, previous: int | None, year_ago: int | None) -> Compared:
        now = now or 0
        return Compared(
            name, now, change(now, previous, self._decimals), change(now, year_ago, self._decimals)
        )


def read(reading: ReportSource) -> Totals:
    """Count the adoptions of the period in every way the reports print."""
    con, office, period = reading.con, reading.office, reading.period
    decimals = reading.wording.percent_decimals
    counted = _CountComparison(con, period, decimals)
    known_outlets = list(rows(con, _OUTLETS, {}))
    media = dict.fromkeys(medium for _, medium in known_outlets)
    tiers, upper = office.settings.tiers, office.settings.tiers[:2]
    both = (BULLETIN_LINE, MEDIA_LINE)
    seen_outlets, seen_media = counted.seen("outlets"), counted.seen("media")
    return Totals(
        adoptions=counted.whole("采用", "total"),
        tiers=counted.each("tiers", tiers),
        sides=counted.each("sides", both),
        crossed=tuple(tuple(counted.crossed(side, (tier,), tier) for tier in tiers) for side in both),
        upper=tuple(counted.crossed(side, upper, upper[-1]) for side in both if len(tiers) > len(upper)),
        media=counted.each("media", (medium for medium in media if medium in seen_media)),
        outlets=counted.each("outlets", (outlet for outlet, _ in known_outlets if outlet in seen_outlets)),
        pieces=counted.whole("稿件", "pieces"),
        reprints=counted.whole("转载", "reprints"),
        cumulative=_cumulative(con, period, decimals),
        months=_months(con, office, period),
        bulletins=tuple(
            Bulletin(*row) for row in rows(con, _BULLETINS, {**period.months.bounds, "line": BULLETIN_LINE})
        ),
    )


def _cumulative(con: duckdb.DuckDBPyConnection, period: OfficePeriod, decimals: int) -> Compared:
    now, past = _count(con, period.so_far).total, period.year_ago_so_far
    then = _count(con, past).total if past and past.is_known and period.so_far.is_known else None
    return Compared("今年累计", now, None, change(now, then, decimals))


def _months(con: duckdb.DuckDBPyConnection, office: Office, period: OfficePeriod) -> tuple[Month, ...]:
    """Return each month of the year up to the period's end, zeros included."""
    so_far, past = period.so_far, period.year_ago_so_far
    counts = {
        (month, tier): count
        for each in (so_far, past)
        if each
        for month, tier, count in rows(con, _MONTHS, {**each.bounds})
    }

    def by_tier(month: OfficeMonth | None) -> tuple[int | None, ...]:
        known = month.code if month and month.is_known else None
        return tuple(counts.get((known, tier), 0) if known else None for tier in office.settings.tiers)

    return tuple(
        Month(month.code, by_tier(month), _total(by_tier(month)), _total(by_tier(then)))
        for month, then in zip_longest(so_far.each, past.each if past else ())
    )


def _total(counts: tuple[int | None, ...]) -> int | None:
    return None if None in counts else sum(count or 0 for count in counts)
