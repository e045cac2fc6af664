"""What the circular says of leaders' remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import titled

if TYPE_CHECKING:
    from reports.subjects.comments.value import Comment

_TITLES_NAMED = 3


def comments(found: tuple[Comment, ...]) -> str:
    """Say which pieces leaders remarked on."""
    if not found:
        return ""
    titles = dict.fromkeys((each.article_title, each.unit_name) for each in found)
    named = "、".join(titled(*each) for each in list(titles)[:_TITLES_NAMED])
    more = "等" if len(titles) > _TITLES_NAMED else ""
    return f"{len(titles)}篇稿件得到领导批示{len(found)}人次：{named}{more}。"
