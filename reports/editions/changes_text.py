"""The changes of a revision in words, for the notes and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.editions.changes import ChangedScore, Changes, Moved
    from reports.editions.figures import Score

_LISTED = 20  # the page lists them all
_NOTHING = "无"


def sentences(changes: Changes) -> Iterator[str]:
    """Yield one sentence for each total and each unit that changed, the reasons with their number, then other figures."""
    for name, was, now in changes.totals:
        yield f"{name}由{was}改为{now}"
    for moved in changes.moved:
        yield f"{moved.unit_name}：{headline(moved)}"
    reasons: dict[str, int] = {}
    for item in changes.items:
        reasons[item.why] = reasons.get(item.why, 0) + 1
    for why, count in reasons.items():
        yield f"原因：{why}（得分明细{count}条）"
    for version in changes.rules:
        yield f"计分办法{version}版的文件有变化"
    for figure in changes.figures[:_LISTED]:
        yield f"{figure.unit_name or '全部单位'}：{figure.what}由{figure.was or _NOTHING}改为{figure.now or _NOTHING}"
    if len(changes.figures) > _LISTED:
        yield f"其他数字共{len(changes.figures)}项有变化，其余见修订说明"


def headline(moved: Moved) -> str:
    """Say what became of a unit."""
    if moved.was is None or moved.now is None:
        return "本版起参加排名" if moved.was is None else "本版起不再参加排名"
    parts = [
        f"{label}由{was}改为{now}"
        for label, was, now in (
            ("得分", plain.number(moved.was.points), plain.number(moved.now.points)),
            ("名次", place(moved.was), place(moved.now)),
            ("采用篇次", str(moved.was.adoption_count), str(moved.now.adoption_count)),
        )
        if was != now
    ]
    return "，".join(parts)


def place(score: Score | None) -> str:
    """Print a place."""
    return plain.NONE if score is None or score.place is None else f"第{score.place}"


def what(item: ChangedScore) -> str:
    """Say what happened to a score line."""
    if item.was and item.now:
        return "改"
    return "减" if item.was else "增"
