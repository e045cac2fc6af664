"""What the circular says of what was sent in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.phrases import against
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.phrases import Shortened
    from reports.subject import Told
    from reports.subjects.submissions.value import Submissions


def sentences(sent: Submissions, told: Told) -> Iterator[Sentence]:
    """Say how much was sent in and how much of that was adopted, and who sent nothing."""
    yield Sentence("总体情况", "报送情况", _submitted(sent, told.period.last_year))
    yield Sentence("存在问题", "有的单位没有采用", _silent(sent, told.shortened))


def _submitted(sent: Submissions, last_year: str) -> str:
    if not sent.submitted.now:
        return ""
    compared = against(sent.submitted.year_ago, last_year, "篇")
    groups = [f"{plain.group(each.unit_name)}{each.submitted}篇" for each in sent.groups if each.submitted]
    # What the organiser sent in itself belongs to no group.
    is_divided = len(groups) > 1 or sum(each.submitted or 0 for each in sent.groups) < sent.submitted.now
    by_group = f"，其中{'、'.join(groups)}" if groups and is_divided else ""
    text = f"各单位共报送信息{sent.submitted.now}篇{by_group}{compared}；"
    text += f"被采用{sent.adopted}篇，采用率{plain.percent(sent.share)}。"
    rates = [rate for rate in sent.units if rate.submitted and rate.share is not None]
    best = max((rate.share for rate in rates if rate.share is not None), default=None)
    if not best or len(rates) < 2:
        return text
    leading = "、".join(rate.unit_name for rate in rates if rate.share == best)
    return f"{text}采用率最高的是{leading}（{plain.percent(best)}）。"


def _silent(sent: Submissions, shortened: Shortened) -> str:
    """Name the units that sent nothing in, and those that said so."""
    text = ""
    if sent.silent:
        text = f"没有报送信息的单位有{len(sent.silent)}个：{shortened.names(sent.silent)}。"
    if sent.zero_reports:
        text += f"零报告的单位有{len(sent.zero_reports)}个：{shortened.names(sent.zero_reports)}。"
    return text
