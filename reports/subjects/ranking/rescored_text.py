"""How figures are named and told apart where another version of the rule held in a period they are compared with."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.change import share_of
from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subject import Told
    from reports.subjects.ranking.rescored import Rescored, RuleChange
    from reports.subjects.ranking.value import Ranked, Rankings
    from reports.when import OfficePeriod


def last_year(ranking: Rankings, period: OfficePeriod) -> str:
    """Call the same period of last year in a head or a legend: 上年同期, or 上年同期（按2025版重算）."""
    return then(period.last_year, ranking.rule_change, is_year_ago=True)


def then(than: str, change: RuleChange | None, *, is_year_ago: bool) -> str:
    """Call an earlier period; where its points are not those that were published, by which version they are."""
    versions = (change.year_ago if is_year_ago else change.previous) if change else ()
    return f"{than}（按{change.version}版重算）" if change and versions else than


def published(ranking: Rankings, period: OfficePeriod) -> str:
    """Call what was published of the same period of last year; empty where that is what is compared with."""
    change = ranking.rule_change
    if change is None or not change.year_ago:
        return ""
    return f"{period.last_year}（公布{f'，{change.year_ago_unit}' if change.year_ago_unit else ''}）"


def note(ranking: Rankings, told: Told) -> str:
    """Say which version earlier periods are scored by, and how much of the growth the rule has made."""
    change = ranking.rule_change
    if change is None:
        return ""
    own = told.measure.unit
    said = [
        f"{than}公布的{'得分' if not unit else f'数（{unit}）'}按{'、'.join(f'{each}版' for each in versions)}计分办法计算"
        + (_split(ranking, own, since, change.decimals) if not unit else f"，与本期的{own}不能相加减，不计增长")
        for than, versions, unit, since in _pairs(told.period, change)
    ]
    text = "；".join(said) + f"。与之比较的得分、同比、名次和图表，均按本期的{change.version}版重新计算，公布数并列"
    if change.within:
        text += f"。本期先后适用{'、'.join(f'{each}版' for each in change.within)}，比较时本期得分也统一按{change.version}版计算"
    return text


def _pairs(
    period: OfficePeriod, change: RuleChange
) -> Iterator[tuple[str, tuple[str, ...], str, Callable[[Ranked], Rescored | None]]]:
    if change.year_ago:
        yield period.last_year, change.year_ago, change.year_ago_unit, lambda one: one.since_year_ago
    if change.previous and period.grain != "year":  # the period before a year is last year
        yield period.before, change.previous, change.previous_unit, lambda one: one.since_previous


def _split(ranking: Rankings, unit: str, since: Callable[[Ranked], Rescored | None], decimals: int) -> str:
    """The points of all units that are shown: how they grew, by work and by the rule."""
    found = [each for each in map(since, ranking.ranked) if each]
    was, again, work, rule = (
        sum((getattr(each, name) for each in found), Decimal(0))
        for name in ("published", "points", "by_work", "by_rule")
    )
    if was <= 0:
        return ""

    def points(points: Decimal, of: Decimal) -> str:
        return f"{plain.signed(points)}{unit}（{plain.percent(share_of(points, of, decimals), sign=True)}）"

    return (
        f"，各单位合计{points(work + rule, was)}，其中采用情况变化{points(work, again)}，"
        f"计分办法变化{points(rule, was)}"
    )


def tables(ranking: Rankings, told: Told) -> Iterator[tuple[str, tuple[str, ...], Sequence[Sequence[Value]]]]:
    """Yield title, heads and rows of each comparison: what was published, what one rule makes of it, and what grew."""
    change = ranking.rule_change
    if change is None or not ranking.ranked:
        return
    own = ("本期", "同办法") if change.within else ("本期",)
    for than, _, unit, since in _pairs(told.period, change):
        published = f"原公布（{unit}）" if unit else "原公布"
        heads = ("单位", published, "重算", *own, "采用增长", "办法增长", "原名次", "重算名次")
        rows = [
            _row(one.unit_name, each, change, is_of_one_measure=not unit)
            for one in ranking.ranked
            if (each := since(one)) is not None
        ]
        yield f"与{than}比较（{than}按{change.version}版重算）", heads, rows


def _row(name: str, each: Rescored, change: RuleChange, *, is_of_one_measure: bool) -> Sequence[Value]:
    growth = each.growth(change.decimals)
    by_rule = each.growth_by_rule(change.decimals) if is_of_one_measure else None
    return (
        name, each.published, each.points, each.published_now, *((each.now,) if change.within else ()),
        growth.percent if growth else None, by_rule, each.published_place, each.place,
    )  # fmt: skip
