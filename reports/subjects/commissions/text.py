"""What the circular says of pieces asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import titled
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.phrases import Shortened
    from reports.subject import Told
    from reports.subjects.commissions.value import Commissions

_TITLES_NAMED = 5


def sentences(asked: Commissions, told: Told) -> Iterator[Sentence]:
    """Say what came of the pieces asked for, who did not hand one in, and what is still open."""
    yield Sentence("任务完成情况", "约稿情况", _outcomes(asked, told.period.this))
    yield Sentence("存在问题", "约稿落实不到位", _missed(asked, told.shortened))
    yield Sentence("下步工作", "约稿", f"尚未到期的{asked.open}篇约稿要按时限报送" if asked.open else "")


def _outcomes(asked: Commissions, this: str) -> str:
    outcomes = (
        (asked.kept, "按期完成"),
        (asked.late, "逾期完成"),
        (asked.missed, "未完成"),
        (asked.open, "尚未到期"),
    )
    said = "、".join(f"{what}{count}篇" for count, what in outcomes if count)
    return f"{this}到期的约稿{asked.asked}篇，{said}。"


def _missed(asked: Commissions, shortened: Shortened) -> str:
    """Name whoever did not hand in a piece that was asked for, or did so too late."""
    said = []
    for outcome, word in (("missed", "未完成约稿"), ("late", "逾期完成约稿")):
        found = [each for each in asked.items if each.outcome == outcome]
        named = [titled(each.article_title, each.unit_name) for each in found[:_TITLES_NAMED]]
        more = f"等{len(found)}篇" if len(found) > _TITLES_NAMED else ""
        said += [f"{word}的有：{shortened.names(named)}{more}"] if named else []
    return f"{'；'.join(said)}。" if said else ""
