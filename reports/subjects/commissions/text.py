"""What the circular says of pieces asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import titled

if TYPE_CHECKING:
    from reports.saying.phrases import Shortened
    from reports.subjects.commissions.value import Commissions

_TITLES_NAMED = 5


def commissions(asked: Commissions | None, this: str) -> str:
    """Say what came of the pieces asked for."""
    if asked is None:
        return ""
    outcomes = (
        (asked.kept, "按期完成"),
        (asked.late, "逾期完成"),
        (asked.missed, "未完成"),
        (asked.open, "尚未到期"),
    )
    said = "、".join(f"{what}{count}篇" for count, what in outcomes if count)
    return f"{this}到期的约稿{asked.asked}篇，{said}。"


def missed(asked: Commissions | None, shortened: Shortened) -> str:
    """Name whoever did not hand in a piece that was asked for, or did so too late."""
    items = asked.items if asked else ()
    said = []
    for outcome, word in (("missed", "未完成约稿"), ("late", "逾期完成约稿")):
        found = [each for each in items if each.outcome == outcome]
        named = [titled(each.article_title, each.unit_name) for each in found[:_TITLES_NAMED]]
        more = f"等{len(found)}篇" if len(found) > _TITLES_NAMED else ""
        said += [f"{word}的有：{shortened.names(named)}{more}"] if named else []
    return f"{'；'.join(said)}。" if said else ""


def still_open(asked: Commissions | None) -> str:
    """Ask for the pieces whose day lies ahead."""
    return f"尚未到期的{asked.open}篇约稿要按时限报送" if asked and asked.open else ""
