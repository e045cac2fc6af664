"""Totals of the whole office, and the months of the year so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.parts import Compared, Month, Totals, change
from reports.span import Span, is_known, rows
from warehouse.office import BULLETIN_LINE, MEDIA_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from warehouse.office import Office
    from warehouse.period import Period

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
            where strftime(first_adopted_on, '%Y-%m') between $first_month and $last_month
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


@dataclass(frozen=True, slots=True)
class _Counts:
    """Adoptions of one span, by each thing they are counted by."""

    total: int
    outlets: Counter[str]
    tiers: Counter[str]
    lines: Counter[str]
    media: Counter[str]
    crossed: Counter[tuple[str, str]]  # line and tier
    pieces: int
    reprints: int


def _count(con: duckdb.DuckDBPyConnection, span: Span) -> _Counts:
    outlets, tiers, lines, media = (Counter[str]() for _ in range(4))
    crossed: Counter[tuple[str, str]] = Counter()
    for outlet, tier, line, medium, count in rows(con, _ADOPTIONS, {**span.bounds}):
        outlets[outlet] += count
        tiers[tier] += count
        lines[line] += count
        media[medium] += count
        crossed[line, tier] += count
    total = outlets.total()
    [(pieces, new_pieces)] = rows(con, _PIECES, {**span.bounds})
    return _Counts(total, outlets, tiers, lines, media, crossed, pieces, total - new_pieces)


class _Comparison:
    """The counts of a period beside those of the period before and of a year ago, where they are known."""

    def __init__(self, con: duckdb.DuckDBPyConnection, office: Office, period: Period, decimals: int) -> None:
        def known(span: Span) -> _Counts | None:
            return _count(con, span) if is_known(con, span, office.settings.counted_from) else None

        self.now = _count(con, Span.of(period))
        self.previous = known(Span.of(period.previous))
        self.year_ago = known(Span.of(period.year_ago))
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

    def crossed(self, line: str, tiers: tuple[str, ...], name: str) -> Compared:
        """One line in some tiers together."""
        return self._compared(
            name,
            *(
                sum(counts.crossed[line, tier] for tier in tiers) if counts else None
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


def totals(con: duckdb.DuckDBPyConnection, office: Office, period: Period, decimals: int) -> Totals:
    """Count the adoptions of the period in every way the reports print."""
    counted = _Comparison(con, office, period, decimals)
    known_outlets = list(rows(con, _OUTLETS, {}))
    media = dict.fromkeys(medium for _, medium in known_outlets)
    tiers, upper = office.settings.tiers, office.settings.tiers[:2]
    both = (BULLETIN_LINE, MEDIA_LINE)
    seen_outlets, seen_media = counted.seen("outlets"), counted.seen("media")
    return Totals(
        adoptions=counted.whole("采用", "total"),
        tiers=counted.each("tiers", tiers),
        lines=counted.each("lines", both),
        crossed=tuple(tuple(counted.crossed(line, (tier,), tier) for tier in tiers) for line in both),
        upper=tuple(counted.crossed(line, upper, upper[-1]) for line in both if len(tiers) > len(upper)),
        media=counted.each("media", (medium for medium in media if medium in seen_media)),
        outlets=counted.each("outlets", (outlet for outlet, _ in known_outlets if outlet in seen_outlets)),
        pieces=counted.whole("稿件", "pieces"),
        reprints=counted.whole("转载", "reprints"),
        cumulative=_cumulative(con, office, period, decimals),
    )


def _cumulative(con: duckdb.DuckDBPyConnection, office: Office, period: Period, decimals: int) -> Compared:
    span = Span.year_to(period)
    now = _count(con, span).total
    past = (
        _count(con, span.year_ago).total
        if is_known(con, span.year_ago, office.settings.counted_from)
        else None
    )
    return Compared("今年累计", now, None, change(now, past, decimals))


def months(con: duckdb.DuckDBPyConnection, office: Office, period: Period) -> tuple[Month, ...]:
    """Return each month of the year up to the period's end, zeros included."""
    span = Span.year_to(period)
    counts = {
        (month, tier): count
        for each in (span, span.year_ago)
        for month, tier, count in rows(con, _MONTHS, {**each.bounds})
    }

    def by_tier(month: str) -> tuple[int, ...]:
        return tuple(counts.get((month, tier), 0) for tier in office.settings.tiers)

    result = []
    for month, past in zip(span.months, span.year_ago.months, strict=True):
        known = is_known(con, Span(past, past), office.settings.counted_from)
        result.append(
            Month(month, by_tier(month), sum(by_tier(month)), sum(by_tier(past)) if known else None)
        )
    return tuple(result)
