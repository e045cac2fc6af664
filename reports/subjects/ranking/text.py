"""What the circular says of places: leaders, who rose and fell; an empty text where there is nothing to say."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.plain import number
from reports.subject import Sentence
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.measure import Denomination
    from reports.saying.phrases import Shortened
    from reports.subject import Told
    from reports.subjects.ranking.value import Group, MediaContest, Ranked, Rankings
    from reports.when import OfficePeriod

_LEADING_PLACES = 3


def sentences(ranking: Rankings, told: Told) -> Iterator[Sentence]:
    """Name the leaders, or the units of each band; who moved, who has nothing, and who stands outside."""
    for group in ranking.groups:
        yield Sentence("各组名次", plain.group(group.name), _leaders(ranking, group, told))
    for name, found in groupby(ranking.bands, key=lambda band: band.group):
        bands = "；".join(f"{band.name}：{told.shortened.names(band.units)}" for band in found)
        yield Sentence("各组名次", plain.group(name), f"{bands}。")
    yield Sentence("排名情况", "上级媒体采用", _in_upper_media(ranking, told.tiers))
    yield Sentence("排名情况", "", _unranked(ranking))
    yield Sentence("存在问题", "有的单位没有采用", _nothing(ranking, told))
    yield Sentence("存在问题", "有的单位不升反降", _fallen(ranking, told))
    yield Sentence("存在问题", "单位之间不平衡", _spread(ranking, told.measure))
    yield Sentence("数据说明", "同口径比较", rescored_text.note(ranking, told))
    outside = "、".join(each.unit_name for each in ranking.unranked)
    yield Sentence("数据说明", "不参加排名", outside or "无")


def _leaders(ranking: Rankings, group: Group, told: Told) -> str:
    """Name the leading places of a group, equal ones together, and who rose and fell most."""
    units = group.units
    among = len(units) + len(group.others)
    scoring = [one for one in units if one.points > 0]
    if not units:
        return f"{among}个单位均未列入名次。"
    if not scoring:
        return _nobody(ranking, told.measure, units, among)
    noun, unit = told.measure.noun, told.measure.unit
    if among == 1:
        return f"{units[0].unit_name}{_earned(units[0], unit)}。"
    wanted = _LEADING_PLACES if among > _LEADING_PLACES else 1
    leading = [one for one in scoring if one.place is not None and one.place <= wanted]
    said = [
        _place(place, list(equal), told.shortened, unit) for place, equal in groupby(leading, lambda one: one.place)
    ]
    if not said:
        return f"{among}个单位{noun}合计{number(group.points)}{unit}，各单位{noun}见附件1。"
    text = f"{among}个单位中，"
    if len(said) == 1:
        text += f"{noun}居首位的是{said[0].removeprefix('第1位')}。"
    else:
        text += f"{noun}居前的是：{'；'.join(said)}。"
    return text + _moved(ranking, group, told.period)


def _nobody(ranking: Rankings, measure: Denomination, units: tuple[Ranked, ...], among: int) -> str:
    """Say that nobody earned anything; of units whose files could not be read that is not known."""
    waiting = [one.unit_name for one in units if one.unit_name in ranking.waiting]
    later = f"{'、'.join(waiting)}的{measure.noun}待补报后更正"
    if waiting and len(waiting) == among:
        return f"{later}。"
    who = f"{among}个单位均" if among > 1 else units[0].unit_name
    return f"{who}{measure.nothing}{f'，其中{later}' if waiting else ''}。"


def _place(place: int | None, equal: list[Ranked], shortened: Shortened, unit: str) -> str:
    if len(equal) == 1:
        return f"第{place}位{equal[0].unit_name}（{_counted(equal[0], unit)}）"
    names = shortened.names([one.unit_name for one in equal])
    return f"第{place}位{names}（并列，均为{number(equal[0].points)}{unit}）"


def _counted(one: Ranked, unit: str) -> str:
    return f"采用{one.adoption_count}篇次，{number(one.points)}{unit}"


def _earned(one: Ranked, unit: str) -> str:
    return f"被采用{one.adoption_count}篇次，得{number(one.points)}{unit}"


def _moved(ranking: Rankings, group: Group, period: OfficePeriod) -> str:
    """The biggest riser and the biggest faller; a unit without a place to compare with is neither."""
    if group.others:  # who moved most may be one that is not shown
        return ""
    is_year_ago = True
    moved = [(one.year_ago_place_change, one.unit_name) for one in group.units]
    if all(places is None for places, _ in moved):
        is_year_ago = False
        moved = [(one.place_change, one.unit_name) for one in group.units]
    than = period.last_year if is_year_ago else period.before
    than = rescored_text.then(than, ranking.rule_change, is_year_ago=is_year_ago)
    known = [places for places, _ in moved if places is not None]
    said = []
    for most, word in ((max(known, default=0), "上升"), (min(known, default=0), "下降")):
        if (most > 0) == (word == "上升") and most:
            named = "、".join(name for places, name in moved if places == most)
            each = "均" if "、" in named else ""
            said.append(f"{word}最多的是{named}（{each}{word}{abs(most)}位）")
    return f"名次较{than}{'，'.join(said)}。" if said else ""


def _unranked(ranking: Rankings) -> str:
    """Say what the organiser itself has, outside the ranking."""
    said = [
        f"{one.unit_name}被采用{one.adoption_count}篇次" for one in ranking.unranked if one.adoption_count
    ]
    return f"{'，'.join(said)}，计入总数，不参加排名。" if said else ""


def _in_upper_media(ranking: Rankings, tiers: tuple[str, ...]) -> str:
    """Name those with most in the media of the two highest tiers, group by group."""
    named = "；".join(_foremost(contest) for contest in ranking.contests)
    return f"在{plain.upper(tiers)}媒体采用方面，{named}。" if named else ""


def _foremost(contest: MediaContest) -> str:
    said = "、".join(
        f"{'并列' if each.is_tied else ''}第{each.place}位{each.unit_name}（{each.count}篇次）"
        for each in contest.leading
    )
    return f"{plain.group(contest.group)}{contest.unit_count}个单位中，{said}"


def _nothing(ranking: Rankings, told: Told) -> str:
    """Name the units with nothing adopted."""
    if not ranking.nothing_count:
        return ""
    names = f"：{told.shortened.names(ranking.nothing)}" if ranking.nothing else ""
    return f"{told.period.this}没有信息被采用的单位有{ranking.nothing_count}个{names}。"


def _fallen(ranking: Rankings, told: Told) -> str:
    """Name the units that fell below last year, where that must not be."""
    if not ranking.fallen:
        return ""
    named = [f"{each.unit_name}（{each.year_ago}篇次降为{each.now}篇次）" for each in ranking.fallen]
    than = told.period.last_year
    return f"按照“只升不降”的要求，采用数低于{than}的单位有{len(named)}个：{told.shortened.names(named)}。"


def _spread(ranking: Rankings, measure: Denomination) -> str:
    """Say how far first and last lie apart in each group."""
    said = [
        f"{plain.group(group.name)}相差{number(group.spread)}{measure.unit}" for group in ranking.groups if group.spread
    ]
    return f"首位与末位{measure.noun}，{'、'.join(said)}。" if said else ""
