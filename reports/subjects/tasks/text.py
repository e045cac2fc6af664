"""What the circular says of tasks: quotas due, the year's progress."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.phrases import Shortened
    from reports.subject import Told
    from reports.subjects.tasks.value import QuotaProgress, Quotas
    from reports.when import OfficePeriod

_TIMES = {"month": "月", "quarter": "季度", "half": "半年", "year": "年度"}


def sentences(quotas: Quotas, told: Told) -> Iterator[Sentence]:
    """Say who met what fell due, and how far the quotas of the year have come."""
    yield Sentence("任务完成情况", "到期任务", _due(quotas, told.period, told.shortened))
    yield Sentence("任务完成情况", "全年进度", _running(quotas, told.period, told.shortened))


def _due(quotas: Quotas, period: OfficePeriod, shortened: Shortened) -> str:
    """Say who met the quotas due in the period, and name who is short of what."""
    if not quotas.owing_count:
        return ""
    short = quotas.short_count
    whose = f"{period.this}{_terms(quotas)}到期，承担任务的{quotas.owing_count}个单位"
    if quotas.unknown_count:
        return _partly_known(quotas, period, shortened, whose)
    if not short:
        return f"{whose}全部完成任务。{_over(quotas, shortened)}"
    if quotas.met_count:
        share = plain.percent(quotas.met_share)
        text = f"{whose}中，完成任务的{quotas.met_count}个，占{share}；未完成的{short}个"
    else:
        text = f"{whose}{'均' if short > 1 else ''}未完成任务"
    return text + _short(quotas, period, shortened) + _over(quotas, shortened)


def _partly_known(quotas: Quotas, period: OfficePeriod, shortened: Shortened, whose: str) -> str:
    """Say who met what was due and who is short; of whom something has not arrived it is said, and nothing else."""
    met = f"完成任务的{quotas.met_count}个；" if quotas.met_count else ""
    unknown = f"登记表没有收齐、完成情况不详的{quotas.unknown_count}个{_named(shortened, quotas.unknown_units)}"
    if not quotas.short_count:
        return f"{whose}中，{met}{unknown}{_over(quotas, shortened)}"
    text = f"{whose}中，{met}未完成的{quotas.short_count}个{_short(quotas, period, shortened)}"
    return f"{text}{unknown}{_over(quotas, shortened)}"


def _short(quotas: Quotas, period: OfficePeriod, shortened: Shortened) -> str:
    text = _named(shortened, [_lacking(quotas, period, unit) for unit in quotas.short_units])
    if quotas.zero_units:
        text += f"其中任务完成数为零的有：{shortened.names(quotas.zero_units)}。"
    return text


def _named(shortened: Shortened, names: Sequence[str]) -> str:
    return f"：{shortened.names(names)}。" if names else "。"


def _terms(quotas: Quotas) -> str:
    grains = {quota.grain for quota in quotas.due}
    terms = "、".join(word for grain, word in plain.GRAIN.items() if grain in grains)
    return f"有{terms}任务" if terms else "有任务"


def _over(quotas: Quotas, shortened: Shortened) -> str:
    if not quotas.over_units:
        return ""
    names = shortened.names(quotas.over_units)
    share = "" if quotas.over_share is None else f"，占{plain.percent(quotas.over_share)}"
    return f"超额完成的{len(quotas.over_units)}个{share}：{names}。"


def _lacking(quotas: Quotas, period: OfficePeriod, unit_name: str) -> str:
    lacking = [quota for quota in quotas.due if quota.unit_name == unit_name and quota.short]
    alike = sorted(lacking, key=_kind_of)  # a stable sort: within a kind the periods keep their order
    said = [_short_of(period, list(found)) for _, found in groupby(alike, key=_kind_of)]
    return f"{unit_name}（{'；'.join(said)}）"


def _kind_of(quota: QuotaProgress) -> tuple[str, str]:
    return quota.what, quota.grain


def _short_of(period: OfficePeriod, found: list[QuotaProgress]) -> str:
    """What is lacking of one task; of one that comes every month or quarter, how often and how much in all."""
    if len(found) == 1:
        [quota] = found
        when = "" if quota.period_code == period.code else plain.term(quota.period_code)
        return f"{when}{quota.what}任务{quota.owed}篇，完成{quota.done}篇，欠{quota.short}篇"
    grain = found[0].grain
    missing = sum(quota.short or 0 for quota in found)
    return f"{found[0].what}{plain.GRAIN[grain]}任务有{len(found)}个{_TIMES[grain]}未完成，共欠{missing}篇"


def _running(quotas: Quotas, period: OfficePeriod, shortened: Shortened) -> str:
    """Say how far the quotas of the year have come, and who is behind the months gone by."""
    if not quotas.running_count:
        return ""
    pace = "因登记表没有收齐不详" if quotas.running_pace is None else plain.percent(quotas.running_pace)
    text = (
        f"承担全年任务的{quotas.running_count}个单位，截至{period.until}总体进度"
        f"{pace}（时序进度{plain.percent(quotas.expected_pace)}）"
    )
    named = (
        (quotas.ready_units, "已提前完成"),
        (quotas.behind_units, "落后于时序进度"),
        (quotas.idle_units, "尚未破零"),
    )
    for units, what in named:
        text += f"；{what}的{len(units)}个：{shortened.names(units)}" if units else ""
    return f"{text}。"
