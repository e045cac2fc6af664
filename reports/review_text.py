"""What the annual circular says beside the rest: an empty text where there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import plain
from reports.plain import number

if TYPE_CHECKING:
    from reports.review import Contest, Printed
    from reports.value import Report


def bulletins(report: Report) -> str:
    """Say how much each bulletin took, and in how many issues."""
    if report.review is None or not report.review.bulletins:
        return ""
    return f"{'；'.join(_printed(each) for each in report.review.bulletins)}。"


def _printed(bulletin: Printed) -> str:
    adoptions = bulletin.adoptions
    issues = f"{bulletin.issues}期" if bulletin.issues else ""
    text = f"《{adoptions.name}》{issues}采用{adoptions.now}篇次"
    before = adoptions.year_ago
    if before is None:
        return text
    if not before.difference:
        return f"{text}，与上年持平"
    more = "增加" if before.difference > 0 else "减少"
    return f"{text}，比上年{more}{number(abs(before.difference))}篇次"


def media(report: Report) -> str:
    """Say how much the media of the two highest tiers took, and who has most of it in each group."""
    if report.review is None or not report.review.upper_count:
        return ""
    text = f"{plain.tier(report.tiers[1])}以上媒体采用{report.review.upper_count}篇次。"
    named = "；".join(_leading(contest) for contest in report.review.contests)
    return f"{text}{named}。" if named else text


def _leading(contest: Contest) -> str:
    named = "、".join(
        f"{'并列' if each.is_tied else ''}第{each.place}位{each.unit_name}（{each.count}篇次）"
        for each in contest.leading
    )
    return f"{plain.group(contest.group)}{contest.unit_count}个单位中，{named}"


def sent(report: Report) -> str:
    """Say how much was sent in, group by group."""
    if report.review is None or not report.review.sent:
        return ""
    whole = sum(each.count for each in report.review.sent)
    groups = "、".join(f"{each.group}{each.count}篇" for each in report.review.sent if each.count)
    return f"报送的{whole}篇中，{groups}。"
