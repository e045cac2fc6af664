"""What a rule file says, in the words of a clerk: for telling versions apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from rulebook import period_lines as over
from rulebook.conditions import COLUMNS, When
from rulebook.lines import Amount, Each, Exclusion, Factor, Line, TariffLine
from rulebook.model import RuleVersion
from rulebook.policies import Award, Calendar, Late, Ranking, Reuse, Rounding, Sharing
from warehouse.office import OPEN_END

_NOTHING = "无"
_PER = {"piece": "每篇稿件", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}
_OVER = {"month": "月度", "quarter": "季度", "half": "半年", "year": "年度"}
_AMONG = {"group": "本组", "all": "全体"}
_WHOM = {"units": "单位", "persons": "个人"}
_TIES = {
    "shared": "并列，其后名次空出（1、2、2、4）",
    "dense": "并列，其后名次不空（1、2、2、3）",
    "none": "不排名次",
}
_BLANKS = {"zero": "按 0 算", "unknown": "视为未知，不进任何一档"}
_SHARES = {
    "full": "各计全分", "first": "只计第一个", "equal": "平均分", "given": "按给定份额", "heads": "按各单位作者人数",
}  # fmt: skip
_LATE = {"adoption_period": "计入采用当期", "arrival_period": "计入收到当期", "nowhere": "不计"}
_REUSE = {"all": "每次都计", "highest": "只计最高一次", "first": "只计首次"}
_WITHIN = {"outlet": "每家刊物媒体", "tier": "每个层级", "medium": "每种媒体"}
_MODES = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去", "up": "进位"}
_RESTS = {"dropped": "不足的不计", "counted": "不足的按足数计", "exact": "不足的按比例计"}
_PRINTED = {
    "number": "原数", "percent_whole": "整数百分比", "percent_one": "一位小数百分比", "percent_one_padded": "两位小数百分比",
}  # fmt: skip


def plain(number: Decimal | int) -> str:
    """Print a number without a tail of zeros."""
    return f"{Decimal(number).normalize():f}"


def conditions(when: When) -> str:
    """Say conditions; outlets are named."""
    text = when.model_copy(update={"but_not": None}).zh
    if when.outlet:
        text = text.replace("单列刊物", "".join(f"《{name}》" for name in when.outlet), 1)
    return f"{text}（{conditions(when.but_not)}除外）" if when.but_not else text


def worth(line: Line, counted_in: str) -> str:
    """Say what a line gives, multiplies or refuses, its conditions aside."""
    if isinstance(line, Exclusion):
        return f"理由“{line.reason}”"
    if isinstance(line, Factor):
        return f"× {plain(line.times)}" + _family(line.family)
    if not isinstance(line, Amount):
        return ""
    parts = [] if line.points is None else [f"{plain(line.points)} {counted_in}"]
    parts += [_by_quantity(line.each, counted_in)] if line.each else []
    added = "，另加在所得分值上" if isinstance(line, TariffLine) and line.adds else ""
    return "，另".join(parts) + added + _family(getattr(line, "family", None))


def _family(family: str | None) -> str:
    return f"（{family}一类只计最高）" if family else ""


def _by_quantity(each: Each, counted_in: str) -> str:
    beyond = f"超过 {plain(each.after)} 的部分" if each.after else ""
    earns = f"{COLUMNS[each.of].name}{beyond}每 {plain(each.every)} 计 {plain(each.points)} {counted_in}"
    most = f"，最多 {plain(each.most)} {counted_in}" if each.most is not None else ""
    return f"{earns}（{_RESTS[each.rest]}）{most}"


def policies(rule: RuleVersion) -> Iterator[tuple[str, str, object]]:
    """Yield everything a version decides beside its lines: what it is about, the choice in words, and as it is kept."""
    decided, span = rule.decided, rule.effective
    unlisted = plain(rule.unlisted if isinstance(rule.unlisted, Decimal) else 0)
    yield "名称", rule.name, rule.name
    yield "决定", f"{decided.by} {decided.on} {decided.document}", decided
    yield "有效期", f"{span.start} {_until(span.end)}", span
    yield "计量单位", rule.counted_in, rule.counted_in
    yield "计分对象", _WHOM[rule.whom], rule.whom
    yield "统计期", _calendar(rule.calendar), rule.calendar
    yield "未列入的采用", f"计 {unlisted} {rule.counted_in}", unlisted
    yield "同一稿件多次采用", _reuse(rule.reuse), rule.reuse
    yield "多个单位合写", _SHARES[rule.sharing.units], rule.sharing.units
    yield "多名作者合写", _persons(rule.sharing), rule.sharing.persons
    yield "迟到的记录", _late(rule.late), rule.late
    yield "空白的数字", _BLANKS[rule.blanks], rule.blanks
    yield "同分", _TIES[rule.ties], rule.ties
    yield "取舍", _rounding(rule.rounding), rule.rounding
    yield from _ranking(rule.rank)


def _until(end: date) -> str:
    return "起" if end == OPEN_END else f"至 {end}"


def _calendar(calendar: Calendar) -> str:
    parts = [f"每月到 {calendar.month_ends} 日" if calendar.month_ends else "自然月"]
    parts += [f"年度从 {calendar.year_starts} 月开始"] if calendar.year_starts != 1 else []
    parts += [f"{each.month} 延到 {each.to}" for each in calendar.extended]
    return "，".join(parts)


def _reuse(reuse: Reuse) -> str:
    within = "".join(f"{_WITHIN[name]}内" for name in reuse.per)
    of = "" if reuse.of == ("采用",) else f"（{'、'.join(reuse.of)}）"
    return within + _REUSE[reuse.keep] + _reuse_rest(reuse) + of


def _reuse_rest(reuse: Reuse) -> str:
    top = f"，最多计 {reuse.top} 次" if reuse.top else ""
    return top + (f"，其余各次按 {plain(reuse.others)} 倍计" if reuse.others is not None else "")


def _persons(sharing: Sharing) -> str:
    return _SHARES[sharing.persons] if sharing.persons else _NOTHING


def _late(late: Late) -> str:
    if late.after_days is None:
        return _LATE[late.count_in]
    return f"{_OVER[late.of]}结束 {late.after_days} 天后收到的，{_LATE[late.count_in]}"


def _rounding(rounding: Rounding) -> str:
    return f"保留 {rounding.decimals} 位小数，{_MODES[rounding.mode]}"


def _ranking(rank: Ranking) -> Iterator[tuple[str, str, object]]:
    breaks = [
        f"比{whens(each.count)}的篇数" if each.count else f"比 {'、'.join(each.points or ())} 的得分"
        for each in rank.tie_breaks
    ]
    unranked = (*rank.unranked.groups, *rank.unranked.units)
    yield "排名范围", "各组分别排名" if rank.groups == "each" else "全体一起排名", rank.groups
    yield "同分时先后", "，再".join(breaks) or _NOTHING, rank.tie_breaks
    yield "排名前提", f"完成 {'、'.join(rank.gates)}" if rank.gates else _NOTHING, rank.gates
    yield "不排名的", "、".join(unranked) or _NOTHING, rank.unranked
    yield "奖项", "；".join(_award(each) for each in rank.awards) or _NOTHING, rank.awards


def _award(award: Award) -> str:
    places = "末位" if award.places == "last" else "第 {}—{} 名".format(*award.places)
    whose = f"（{'、'.join(award.groups)}）" if award.groups else ""
    needs = f"，须完成 {'、'.join(award.needs)}" if award.needs else ""
    return f"{_OVER[award.per]}{places}{whose}{award.name}{f' {plain(award.amount)}' if award.amount else ''}{needs}"


def whens(several: Iterable[When]) -> str:
    """Say several sets of conditions of which one must hold."""
    return " 或 ".join(conditions(when) for when in several)


def period_line(line: over.AnyPeriodLine, counted_in: str) -> str:
    """Say what a line over a period asks and gives."""
    whom = line.whom
    whose = f"（限{'、'.join((*(whom.group or ()), *(whom.unit or ())))}）" if whom else ""
    return f"{_PER[line.per]}{whose}{_period_matter(line, counted_in)}"


def _period_matter(line: over.AnyPeriodLine, counted_in: str) -> str:
    if isinstance(line, over.Task):
        return _task(line, counted_in)
    if isinstance(line, over.Limit):
        return _limit(line, counted_in)
    if isinstance(line, over.Convert):
        return _conversion(line.convert)
    return _other_matter(line, counted_in)


def _other_matter(line: over.Base | over.Zero | over.Streak | over.Pot | over.Figure | over.Standard, counted_in: str) -> str:
    if isinstance(line, over.Base | over.Standard):
        return (
            f"基本分 {plain(line.base)} {counted_in}"
            if isinstance(line, over.Base)
            else f"得分应达 {plain(line.standard)}{_mark(line.mark)}"
        )
    if isinstance(line, over.Zero):
        return f"有 {line.zero.at_least} 条{whens(line.zero.count)}的，得分归零"
    if isinstance(line, over.Streak):
        state = "完成" if line.streak.state == "met" else "未完成"
        again = "只计一次" if line.streak.again == "once" else "每期都计"
        return f"{line.streak.of} 连续 {line.streak.periods} 期{state}的，计 {plain(line.points)} {counted_in}（{again}）"
    if isinstance(line, over.Pot):
        return f"{plain(line.pot)} {counted_in}按得分在{_AMONG[line.among]}中分配"
    return f"指标：{_measure(line.figure)}（印作{_PRINTED[line.printed]}）"


def _task(line: over.Task, counted_in: str) -> str:
    joined = " 或 " if isinstance(line.task, over.Needs) and line.task.any_of else " 且 "
    told = {
        "完成的计": line.met, "未完成的计": line.missed, "按完成比例最多计": line.in_proportion, "每缺一计": line.short_each,
        "每超一计": line.over_each,
    }  # fmt: skip
    parts = [joined.join(_need(need) for need in line.needs)]
    parts += [f"{words} {plain(points)} {counted_in}" for words, points in told.items() if points is not None]
    parts += ["未满的结转下期"] if line.carry else []
    parts += ["计入下期"] if line.posted == "next" else []
    return "任务：" + "，".join(parts) + _mark(line.mark)


def _mark(mark: str | None) -> str:
    return f"，未达到的注明“{mark}”" if mark else ""


def _need(need: over.Need) -> str:
    if need.at_most is not None:
        return f"{_measure(need)}至多 {plain(need.at_most)}"
    owed = need.owed
    if isinstance(owed, over.PerAttribute):
        return f"{_measure(need)}应达{owed.per}" + ("" if owed.each == 1 else f"的 {plain(owed.each)} 倍")
    if isinstance(owed, dict):
        return f"{_measure(need)}应达 {'、'.join(f'{name} {plain(one)}' for name, one in owed.items())}"
    return f"{_measure(need)}应达 {plain(owed or 0)}"


def _measure(measure: over.Measure) -> str:
    first, *rest = [whens(each) for each in measure.whens]
    match measure.kind:
        case "pieces":
            return f"{first}的稿件数"
        case "least_of":
            return f"{first}与{rest[0]}中较少的篇数"
        case "rate":
            return f"{first}占{rest[0]}的比例"
        case "total":
            return f"{first}的{COLUMNS[measure.total.of if measure.total else 'value'].name}合计"
    return f"{first}的篇数"


def _limit(line: over.Limit, counted_in: str) -> str:
    what = f"{'、'.join(line.of)} 合计" if line.of else "得分"
    if line.cap is not None:
        return f"{what}最多计 {plain(line.cap)} {counted_in}"
    return f"{what}最少计 {plain(line.floor or 0)} {counted_in}"


def _conversion(how: over.Conversion) -> str:
    if how.times is not None:
        return f"得分乘以 {plain(how.times)}"
    if how.best_is is not None:
        return f"以{_AMONG[how.among or 'all']}最高分为 {plain(how.best_is)} 折算"
    return f"得分达到 {plain(how.full_at or 0)} 的计满分 {plain(how.full or 0)}，不足的按比例"
