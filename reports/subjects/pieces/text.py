"""What the circular says of pieces: how many, the leads and the best, their kinds, the topics of the plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.phrases import against, titled
from reports.saying.plain import number

if TYPE_CHECKING:
    from reports.subjects.pieces.value import Adoption, Kind, TopicCount
    from reports.value import Report

_TITLES_NAMED = 3


def pieces(report: Report) -> str:
    """Say how many pieces these were, and name the leads, the signed ones and the best."""
    totals = report.totals
    reprints = f"；另被转载{totals.reprints.now}篇次" if totals.reprints.now else ""
    compared = against(totals.pieces.year_ago, report.period.last_year, "篇")
    text = f"共有{totals.pieces.now}篇稿件被采用{compared}{reprints}。"
    for placement, found in groupby(report.front_pages, key=lambda adoption: adoption.placement):
        text += f"{placement}刊发{_listed(list(found))}。"
    if report.signed:
        text += f"刊发领导干部署名文章{_listed(list(report.signed))}。"
    return text + _best(report)


def _listed(found: list[Adoption]) -> str:
    named = "、".join(
        titled(each.article_title, each.unit_name, each.outlet_name) for each in found[:_TITLES_NAMED]
    )
    return f"{len(found)}篇次：{named}{'等' if len(found) > _TITLES_NAMED else ''}"


def _best(report: Report) -> str:
    if not report.best or report.best[0].points is None:
        return ""
    top = [piece for piece in report.best if piece.points == report.best[0].points]
    named = "、".join(titled(piece.article_title, piece.unit_name) for piece in top[:_TITLES_NAMED])
    equal = f"等{len(top)}篇，均为" if len(top) > _TITLES_NAMED else "，均为" if len(top) > 1 else "，计"
    return f"{report.measure.noun}最高的稿件是{named}{equal}{number(top[0].points)}{report.measure.unit}。"


def kinds(found: tuple[Kind, ...], adoption_count: int) -> str:
    """Say what kinds of pieces they were."""
    said = "、".join(f"{kind.name}{kind.count}篇次（占{plain.percent(kind.share)}）" for kind in found)
    stated = sum(kind.count for kind in found)
    if not said:
        return ""
    of = "" if stated == adoption_count else f"注明体裁的{stated}篇次中，"
    return f"{of}{said}。"


def topics(planned: tuple[TopicCount, ...], this: str) -> str:
    """Say which topics of the plan were covered."""
    if not planned:
        return ""
    touched = [topic for topic in planned if topic.piece_count]
    if not touched:
        return f"年度选题计划的{len(planned)}个方向，{this}均未涉及。"
    named = "、".join(f"{topic.name}（{topic.piece_count}篇）" for topic in touched)
    many = "均有涉及" if len(touched) == len(planned) else f"涉及{len(touched)}个"
    return f"年度选题计划的{len(planned)}个方向，{this}{many}：{named}。"


def untouched(topics: tuple[TopicCount, ...], *, is_year_over: bool) -> str:
    """Name the topics of the plan that nobody wrote on this year."""
    names = "、".join(topic.name for topic in topics)
    since = "全年未涉及" if is_year_over else "今年以来尚未涉及"
    return f"年度选题计划中，{since}的有：{names}。" if names else ""


def still_wanted(topics: tuple[TopicCount, ...]) -> str:
    """Ask for pieces on topics that nobody wrote on yet."""
    return f"要抓紧围绕{'、'.join(topic.name for topic in topics)}组稿" if topics else ""
