"""What the circular says of elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import titled
from reports.saying.plain import number
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.elections.value import Candidate, Elections

_CANDIDATES_NAMED = 3


def sentences(found: Elections, _told: Told) -> Iterator[Sentence]:
    """Name the pieces with the most votes, or where there was no vote those the jury likes best."""
    yield Sentence("评选情况", "", _foremost(found.candidates))


def _foremost(found: tuple[Candidate, ...]) -> str:
    voted = [each for each in found if each.votes]
    if voted:
        order = sorted(voted, key=lambda each: -(each.votes or 0))
        said = [(each, f"{number(each.votes)}票") for each in order]
    else:
        marked = [each for each in found if each.jury]
        order = sorted(marked, key=lambda each: -(each.jury or 0))
        said = [(each, f"评审平均{number(each.jury)}分") for each in order]
    named = "、".join(
        titled(each.article_title, each.unit_name, mark) for each, mark in said[:_CANDIDATES_NAMED]
    )
    if len(said) == 1:
        return f"参加优秀稿件评选的是{named}。"
    return f"参加优秀稿件评选的{len(said)}篇稿件中，居前的是{named}。" if named else ""
