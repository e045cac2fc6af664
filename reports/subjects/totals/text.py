"""What the circular says of the whole: an empty text where there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import phrases, plain
from reports.saying.phrases import against, is_worth_saying
from reports.subject import Sentence
from warehouse.office import BULLETIN_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.change import Compared
    from reports.subject import Told
    from reports.subjects.totals.value import Bulletin, Totals
    from reports.when import OfficePeriod

_OUTLETS_NAMED = 5


def sentences(totals: Totals, told: Told) -> Iterator[Sentence]:
    """Say how much was adopted, where, and since the year began."""
    yield Sentence("总体情况", "采用层级", by_tier(totals, told.period))
    yield Sentence("总体情况", "采用载体", by_side(totals, told.period, told.tiers))
    yield Sentence("总体情况", "稿件情况", _pieces(totals, told.period))
    yield Sentence("总体情况", "累计情况", cumulative(totals, told.period))


def _pieces(totals: Totals, period: OfficePeriod) -> str:
    reprints = f"；另被转载{totals.reprints.now}篇次" if totals.reprints.now else ""
    return f"共有{totals.pieces.now}篇稿件被采用{against(totals.pieces.year_ago, period.last_year, '篇')}{reprints}。"


def opening(totals: Totals, period: OfficePeriod, who: str, included: str) -> str:
    """Say how much was adopted in all; `who` begins the sentence, `included` says what is counted with it."""
    total = totals.adoptions
    last_year = against(total.year_ago, period.last_year)
    # The year before a year is last year: that is said already.
    before = "" if period.grain == "year" else against(total.previous, period.before)
    if not total.now:
        return f"{who}没有信息被各级刊物媒体采用{last_year}。现将有关情况通报如下。"
    tiers = "、".join(f"{plain.tier(tier.name)}{tier.now}篇次" for tier in totals.tiers if tier.now)
    both = f"{last_year}；{before.removeprefix('，')}" if last_year and before else last_year or before
    return (
        f"{who}被各级刊物媒体采用信息{total.now}篇次{included}{both}。其中，{tiers}。现将有关情况通报如下。"
    )


def by_tier(totals: Totals, period: OfficePeriod) -> str:
    """Say how much each tier adopted."""
    than = period.last_year
    said = [
        phrases.counted(tier, plain.tier(tier.name), than)
        for tier in totals.tiers
        if is_worth_saying(tier)
    ]
    return f"{'；'.join(said)}。"


def by_side(totals: Totals, period: OfficePeriod, tiers: tuple[str, ...]) -> str:
    """Say how much bulletins and media adopted, each counted apart, and who adopted most."""
    than = period.last_year
    text = ""
    for position, (side, of_tier) in enumerate(zip(totals.sides, totals.crossed, strict=True)):
        if not is_worth_saying(side):
            continue
        text += f"{side.name}{side.now}篇次{_tiers(of_tier)}{against(side.year_ago, than)}"
        if side.name == BULLETIN_LINE:
            text += _issues(totals.bulletins)
        else:
            text += _upper(tiers, totals.upper[position : position + 1], of_tier, than)
        text += "。"
    most = sorted((outlet for outlet in totals.outlets if outlet.now), key=lambda outlet: -outlet.now)
    named = "、".join(f"{outlet.name}（{outlet.now}篇次）" for outlet in most[:_OUTLETS_NAMED])
    if len(most) == 1:
        return f"{text}采用信息的只有{named}。"
    return f"{text}采用较多的是：{named}。"


def _issues(bulletins: tuple[Bulletin, ...]) -> str:
    return "".join(f"；《{each.outlet_name}》{each.issues}期刊用{each.adoptions}篇次" for each in bulletins)


def _tiers(tiers: tuple[Compared, ...]) -> str:
    said = [f"{plain.tier(tier.name)}{tier.now}篇次" for tier in tiers if tier.now]
    return f"（{'、'.join(said)}）" if len(said) > 1 else ""


def _upper(
    tiers: tuple[str, ...], upper: tuple[Compared, ...], of_tier: tuple[Compared, ...], than: str
) -> str:
    """What stands in the two highest tiers, and of that in the highest."""
    if not upper or not upper[0].now:
        return ""
    name = plain.upper(tiers)
    text = f"；其中{phrases.counted(upper[0], name, than)}"
    if upper[0].now == sum(tier.now for tier in of_tier):
        text = f"，均在{name}"
    highest = of_tier[0]
    if highest.now and highest.now < upper[0].now:
        text += f"；{phrases.counted(highest, plain.tier(highest.name), than)}"
    return text


def cumulative(totals: Totals, period: OfficePeriod) -> str:
    """Say how much was adopted since the year began, unless the period says it already."""
    if totals.cumulative.now == totals.adoptions.now:
        return ""
    total, unknown = totals.cumulative, period.so_far.unknown
    lacking = f"（{unknown} 没有来件，没有计入）" if unknown else ""
    return f"{period.since}累计采用{total.now}篇次{lacking}{against(total.year_ago, '上年同期')}。"
