"""One function, one sentence or two of the circular; an empty text where there is nothing to say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reports import plain
from reports.plain import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.parts import Adoption, Change, Compared, Group, Quota
    from reports.value import Report
    from reports.wording import Wording

_LEADING_PLACES = 3
_OUTLETS_NAMED = 5
_TITLES_NAMED = 3
_REASONS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Shortened:
    """How many names a list may hold before it is cut; None: as many as there are."""

    most: int | None

    def names(self, names: Sequence[str], where: str) -> str:
        """Join names; a list that is cut says how many there are and where they stand."""
        if self.most is None or len(names) <= self.most:
            return "、".join(names)
        return f"{'、'.join(names[: self.most])}等{len(names)}个单位（其余见{where}）"


def _against(change: Change | None, than: str, unit: str = "篇次") -> str:
    if change is None:
        return ""
    if change.difference == 0:
        return f"，与{than}持平"
    size = f"{number(abs(change.difference))}{unit}"
    if change.percent is None or change.multiple is None:
        return f"，比{than}增加{size}（{than}为0）"
    if change.multiple >= 2:
        return f"，比{than}增加{size}，是{than}的{number(change.multiple)}倍"
    if change.difference > 0:
        return f"，比{than}增加{size}，增长{plain.percent(change.percent)}"
    return f"，比{than}减少{size}，下降{plain.percent(abs(change.percent))}"


def _counted(counted: Compared, name: str) -> str:
    return f"{name}{counted.now}篇次{_against(counted.year_ago, '上年同期')}"


def _worth_saying(counted: Compared) -> bool:
    return bool(counted.now or (counted.year_ago and counted.year_ago.base))


def opening(report: Report, wording: Wording) -> str:
    """Say how much was adopted in all."""
    who = wording.opening.format(period=report.period.zh)
    total = report.totals.adoptions
    last_year = _against(total.year_ago, "上年同期")
    before = _against(total.previous, plain.PREVIOUS[report.period.grain])
    if not total.now:
        return f"{who}没有信息被各级刊物媒体采用{last_year}。现将有关情况通报如下。"
    tiers = "、".join(f"{plain.tier(tier.name)}{tier.now}篇次" for tier in report.totals.tiers if tier.now)
    both = f"{last_year}；{before.removeprefix('，')}" if last_year and before else last_year or before
    return f"{who}被各级刊物媒体采用信息{total.now}篇次{both}。其中，{tiers}。现将有关情况通报如下。"


def by_tier(report: Report) -> str:
    """Say how much each tier adopted."""
    said = [_counted(tier, plain.tier(tier.name)) for tier in report.totals.tiers if _worth_saying(tier)]
    return f"{'；'.join(said)}。"


def by_line(report: Report) -> str:
    """Say how much bulletins and media adopted, and who adopted most."""
    said = [_counted(line, line.name) for line in report.totals.lines if _worth_saying(line)]
    most = sorted((outlet for outlet in report.totals.outlets if outlet.now), key=lambda outlet: -outlet.now)
    named = "、".join(f"{outlet.name}（{outlet.now}篇次）" for outlet in most[:_OUTLETS_NAMED])
    return f"{'；'.join(said)}。采用较多的是：{named}。"


def pieces(report: Report) -> str:
    """Say how many pieces these were, and name the leads and the best."""
    totals = report.totals
    reprints = f"；另被转载{totals.reprints.now}篇次" if totals.reprints.now else ""
    text = (
        f"共有{totals.pieces.now}篇稿件被采用{_against(totals.pieces.year_ago, '上年同期', '篇')}{reprints}。"
    )
    for placement, found in groupby(report.front_pages, key=lambda adoption: adoption.placement):
        text += _front_page(placement, list(found))
    if report.best:
        top = [piece for piece in report.best if piece.points == report.best[0].points]
        named = "、".join(
            f"{plain.title(piece.article_title)}（{piece.unit_name}）" for piece in top[:_TITLES_NAMED]
        )
        equal = f"等{len(top)}篇，均为" if len(top) > _TITLES_NAMED else "，均为" if len(top) > 1 else "，计"
        text += f"得分最高的稿件是{named}{equal}{number(top[0].points)}分。"
    return text


def _front_page(placement: str, found: list[Adoption]) -> str:
    named = "、".join(
        f"{plain.title(each.article_title)}（{each.unit_name}，{each.outlet_name}）"
        for each in found[:_TITLES_NAMED]
    )
    more = "等" if len(found) > _TITLES_NAMED else ""
    return f"{placement}刊发{len(found)}篇次：{named}{more}。"


def topics(report: Report) -> str:
    """Say which topics of the plan were covered."""
    if not report.topics:
        return ""
    this = plain.THIS[report.period.grain]
    touched = [topic for topic in report.topics if topic.piece_count]
    if not touched:
        return f"年度选题计划的{len(report.topics)}个方向，{this}均未涉及。"
    named = "、".join(f"{topic.name}（{topic.piece_count}篇）" for topic in touched)
    many = "均有涉及" if len(touched) == len(report.topics) else f"涉及{len(touched)}个"
    return f"年度选题计划的{len(report.topics)}个方向，{this}{many}：{named}。"


def cumulative(report: Report) -> str:
    """Say how much was adopted since 1 January, unless the period says it already."""
    if report.totals.cumulative.now == report.totals.adoptions.now:
        return ""
    total = report.totals.cumulative
    return f"{plain.months(report.period)}累计采用{total.now}篇次{_against(total.year_ago, '上年同期')}。"


def leaders(report: Report, group: Group, shortened: Shortened) -> str:
    """Name the leading places of a group, equal ones together, and who rose most."""
    scoring = [line for line in group.lines if line.points > 0]
    if not scoring:
        return f"{len(group.lines)}个单位均未得分。"
    wanted = _LEADING_PLACES if len(group.lines) > _LEADING_PLACES else 1
    leading = [line for line in scoring if line.place is not None and line.place <= wanted]
    said = []
    for place, found in groupby(leading, key=lambda line: line.place):
        equal = list(found)
        names = shortened.names([line.unit_name for line in equal], "附件1")
        points = number(equal[0].points)
        said.append(f"第{place}位{names}（{'并列，均为' if len(equal) > 1 else ''}{points}分）")
    if not said:
        return f"得分合计{number(group.points)}分，各单位得分见附件1。"
    if len(said) == 1:
        return f"得分居首位的是{said[0].removeprefix('第1位')}。{_risen(report, group)}"
    return f"得分居前的是：{'，'.join(said)}。{_risen(report, group)}"


def _risen(report: Report, group: Group) -> str:
    than = "上年同期"
    gained = [(line.year_ago_place_change, line.unit_name) for line in group.lines]
    if all(places is None for places, _ in gained):
        than = plain.PREVIOUS[report.period.grain]
        gained = [(line.place_change, line.unit_name) for line in group.lines]
    best = max((places for places, _ in gained if places is not None), default=0)
    if best <= 0:
        return ""
    named = "、".join(name for places, name in gained if places == best)
    return f"名次较{than}上升最多的是{named}（上升{best}位）。"


def unranked(report: Report) -> str:
    """Say what the organiser itself has, outside the ranking."""
    said = [
        f"{line.unit_name}被采用{line.adoption_count}篇次" for line in report.unranked if line.adoption_count
    ]
    return f"{'，'.join(said)}，计入总数，不参加排名。" if said else ""


def due(report: Report, shortened: Shortened) -> str:
    """Say who met the quotas due in the period, and name who is short of what."""
    quotas = report.quotas
    if not quotas.owing_count:
        return ""
    grains = {quota.grain for quota in quotas.due}
    terms = "、".join(word for grain, word in plain.GRAIN.items() if grain in grains)
    text = f"{plain.THIS[report.period.grain]}有{terms}任务到期，承担任务的{quotas.owing_count}个单位"
    if not quotas.short_units:
        return f"{text}全部完成任务。"
    text += f"中，完成任务的{quotas.met_count}个，占{plain.percent(quotas.met_share)}；未完成的{len(quotas.short_units)}个："
    named = [_lacking(report, unit) for unit in quotas.short_units]
    text += f"{shortened.names(named, '附件1')}。"
    if quotas.zero_units:
        text += f"其中任务完成数为零的有：{shortened.names(quotas.zero_units, '附件1')}。"
    return text


def _lacking(report: Report, unit_name: str) -> str:
    def one(quota: Quota) -> str:
        when = "" if quota.period_code == report.period.code else plain.term(quota.period_code)
        return f"{when}{quota.what}任务{quota.owed}篇，完成{quota.done}篇，欠{quota.short}篇"

    lacking = [one(quota) for quota in report.quotas.due if quota.unit_name == unit_name and quota.short]
    return f"{unit_name}（{'；'.join(lacking)}）"


def running(report: Report, shortened: Shortened) -> str:
    """Say how far the quotas of the year have come."""
    quotas = report.quotas
    if not quotas.running:
        return ""
    month = report.period.last_day.month
    text = f"承担全年任务的{quotas.running_count}个单位，截至{month}月底总体进度{plain.percent(quotas.running_pace)}"
    for units, what in ((quotas.ready_units, "已提前完成"), (quotas.idle_units, "尚未破零")):
        text += f"；{what}的{len(units)}个：{shortened.names(units, '附件1')}" if units else ""
    return f"{text}。"


def nothing(report: Report, shortened: Shortened) -> str:
    """Name the units with nothing at all."""
    if not report.nothing:
        return ""
    names = shortened.names(report.nothing, "附件1")
    return f"{plain.THIS[report.period.grain]}没有信息被采用的单位有{len(report.nothing)}个：{names}。"


def spread(report: Report) -> str:
    """Say how far first and last lie apart in each group."""
    said = [
        f"{plain.group(group.name)}相差{number(group.spread)}分" for group in report.groups if group.spread
    ]
    return f"首位与末位得分，{'、'.join(said)}。" if said else ""


def untouched(report: Report) -> str:
    """Name the topics of the plan that nobody wrote on this year."""
    names = "、".join(topic.name for topic in report.untouched)
    return f"年度选题计划中，今年以来尚未涉及的有：{names}。" if names else ""


def rejected(report: Report) -> str:
    """Say how many records could not be counted, and why."""
    count = report.notes.outcomes.rejected
    if not count:
        return ""
    named = "、".join(
        f"{reason.sentence}（{reason.count}条）" for reason in report.notes.reasons[:_REASONS_NAMED]
    )
    return f"有{count}条登记记录未能计入，主要原因：{named}。"


def objections(report: Report) -> str:
    """Say how to object and until when."""
    until = report.notes.objections_until
    return (
        f"对通报数据有异议的，请自印发之日起{report.notes.objection_days}个工作日内（{until.month}月{until.day}日前）书面提出，"
        "逾期视为无异议。"
    )
