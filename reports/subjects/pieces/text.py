"""What the circular says of pieces: the leads and the best, their kinds, the topics of the plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.phrases import titled
from reports.saying.plain import number
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.measure import Denomination
    from reports.subject import Told
    from reports.subjects.pieces.value import Adoption, Pieces, TopicCount

_TITLES_NAMED = 3


def sentences(found: Pieces, told: Told) -> Iterator[Sentence]:
    """Name the leads, the signed ones and the best, say what kinds they were and which topics they covered."""
    yield Sentence("总体情况", "稿件情况", _foremost(found) + _best(found, told.measure))
    yield Sentence("总体情况", "体裁结构", _kinds(found))
    yield Sentence("总体情况", "选题情况", _topics(found.topics, told.period.this))
    yield Sentence("存在问题", "选题覆盖不全", _untouched(found, is_year_over=told.period.ends_year))
    wanted = "" if told.period.ends_year else "、".join(topic.name for topic in found.untouched)
    yield Sentence("下步工作", "选题", f"要抓紧围绕{wanted}组稿" if wanted else "")


def _foremost(found: Pieces) -> str:
    text = ""
    for placement, pages in groupby(found.front_pages, key=lambda adoption: adoption.placement):
        text += f"{placement}刊发{_listed(list(pages))}。"
    if found.signed:
        text += f"刊发领导干部署名文章{_listed(list(found.signed))}。"
    return text


def _listed(found: list[Adoption]) -> str:
    named = "、".join(
        titled(each.article_title, each.unit_name, each.outlet_name) for each in found[:_TITLES_NAMED]
    )
    return f"{len(found)}篇次：{named}{'等' if len(found) > _TITLES_NAMED else ''}"


def _best(found: Pieces, measure: Denomination) -> str:
    if not found.best or found.best[0].points is None:
        return ""
    top = [piece for piece in found.best if piece.points == found.best[0].points]
    named = "、".join(titled(piece.article_title, piece.unit_name) for piece in top[:_TITLES_NAMED])
    equal = f"等{len(top)}篇，均为" if len(top) > _TITLES_NAMED else "，均为" if len(top) > 1 else "，计"
    return f"{measure.noun}最高的稿件是{named}{equal}{number(top[0].points)}{measure.unit}。"


def _kinds(found: Pieces) -> str:
    said = "、".join(f"{kind.name}{kind.count}篇次（占{plain.percent(kind.share)}）" for kind in found.kinds)
    stated = sum(kind.count for kind in found.kinds)
    if not said:
        return ""
    of = "" if stated == len(found.adoptions) else f"注明体裁的{stated}篇次中，"
    return f"{of}{said}。"


def _topics(planned: tuple[TopicCount, ...], this: str) -> str:
    if not planned:
        return ""
    touched = [topic for topic in planned if topic.piece_count]
    if not touched:
        return f"年度选题计划的{len(planned)}个方向，{this}均未涉及。"
    named = "、".join(f"{topic.name}（{topic.piece_count}篇）" for topic in touched)
    many = "均有涉及" if len(touched) == len(planned) else f"涉及{len(touched)}个"
    return f"年度选题计划的{len(planned)}个方向，{this}{many}：{named}。"


def _untouched(found: Pieces, *, is_year_over: bool) -> str:
    names = "、".join(topic.name for topic in found.untouched)
    since = "全年未涉及" if is_year_over else "今年以来尚未涉及"
    return f"年度选题计划中，{since}的有：{names}。" if names else ""
