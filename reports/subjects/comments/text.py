"""What the circular says of leaders' remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import titled
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.comments.value import Comments

_TITLES_NAMED = 3


def sentences(found: Comments, _told: Told) -> Iterator[Sentence]:
    """Say which pieces leaders remarked on."""
    titles = dict.fromkeys((each.article_title, each.unit_name) for each in found.remarks)
    named = "、".join(titled(*each) for each in list(titles)[:_TITLES_NAMED])
    more = "等" if len(titles) > _TITLES_NAMED else ""
    text = f"{len(titles)}篇稿件得到领导批示{len(found.remarks)}人次：{named}{more}。"
    yield Sentence("总体情况", "领导批示", text)
