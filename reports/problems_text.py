"""What the circular says of shortfalls, and what it asks for next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.phrases import titled
from reports.saying.plain import number

if TYPE_CHECKING:
    from reports.saying.phrases import Shortened
    from reports.value import Report

_REASONS_NAMED = 3
_TITLES_NAMED = 5


def nothing(report: Report, shortened: Shortened) -> str:
    """Name the units with nothing adopted, and those that sent nothing in or said so."""
    this, text = report.period.this, ""
    if report.nothing_count:
        names = f"：{shortened.names(report.nothing)}" if report.nothing else ""
        text = f"{this}没有信息被采用的单位有{report.nothing_count}个{names}。"
    sent = report.submissions
    if sent and sent.silent:
        text += f"没有报送信息的单位有{len(sent.silent)}个：{shortened.names(sent.silent)}。"
    if sent and sent.zero_reports:
        text += f"零报告的单位有{len(sent.zero_reports)}个：{shortened.names(sent.zero_reports)}。"
    return text


def unread(report: Report, shortened: Shortened) -> str:
    """Name the units of whose files some could not be read: what they have had adopted is not known."""
    named = [
        f"{each.unit_name}（{'、'.join(_file(name) for name in each.file_names)}）"
        for each in report.unread
        if each.unit_name
    ]
    files = [_file(name) for each in report.unread if not each.unit_name for name in each.file_names]
    text = ""
    if named:
        text = (
            f"有来件未能读取或全部记录待补正的单位有{len(named)}个：{shortened.names(named, '数据说明')}。"
            "这些来件没有计入，上述单位的篇次、得分和名次待补报后更正，不视为没有采用。"
        )
    if files:
        text += (
            f"{'另有' if named else '有'}看不出单位的来件{len(files)}份未能读取或待补正："
            f"{shortened.names(files, '数据说明')}，没有计入。"
        )
    return text


def _file(name: str) -> str:
    return f"《{name.rpartition('/')[2]}》"


def fallen(report: Report, shortened: Shortened) -> str:
    """Name the units that fell below last year, where that must not be."""
    if not report.fallen:
        return ""
    named = [f"{each.unit_name}（{each.year_ago}篇次降为{each.now}篇次）" for each in report.fallen]
    than = report.period.last_year
    return f"按照“只升不降”的要求，采用数低于{than}的单位有{len(named)}个：{shortened.names(named)}。"


def missed(report: Report, shortened: Shortened) -> str:
    """Name whoever did not hand in a piece that was asked for, or did so too late."""
    items = report.commissions.items if report.commissions else ()
    said = []
    for outcome, word in (("missed", "未完成约稿"), ("late", "逾期完成约稿")):
        found = [each for each in items if each.outcome == outcome]
        named = [titled(each.article_title, each.unit_name) for each in found[:_TITLES_NAMED]]
        more = f"等{len(found)}篇" if len(found) > _TITLES_NAMED else ""
        said += [f"{word}的有：{shortened.names(named)}{more}"] if named else []
    return f"{'；'.join(said)}。" if said else ""


def spread(report: Report) -> str:
    """Say how far first and last lie apart in each group."""
    said = [
        f"{plain.group(group.name)}相差{number(group.spread)}{report.measure.unit}"
        for group in report.groups
        if group.spread
    ]
    return f"首位与末位{report.measure.noun}，{'、'.join(said)}。" if said else ""


def untouched(report: Report) -> str:
    """Name the topics of the plan that nobody wrote on this year."""
    names = "、".join(topic.name for topic in report.untouched)
    since = "全年未涉及" if report.period.ends_year else "今年以来尚未涉及"
    return f"年度选题计划中，{since}的有：{names}。" if names else ""


def rejected(report: Report) -> str:
    """Say how many records could not be counted, and why."""
    count = report.notes.outcomes.rejected
    if not count:
        return ""
    named = "、".join(
        f"{reason.sentence}（{reason.count}条）" for reason in report.notes.reasons[:_REASONS_NAMED]
    )
    return f"有{count}条登记记录未能计入，主要原因：{named}。"


def asked_next(report: Report) -> str:
    """Ask for what is still owed: pieces with a deadline ahead, topics nobody wrote on."""
    said = []
    open_count = report.commissions.open if report.commissions else 0
    if open_count:
        said.append(f"尚未到期的{open_count}篇约稿要按时限报送")
    if report.untouched and not report.period.ends_year:
        said.append(f"要抓紧围绕{'、'.join(topic.name for topic in report.untouched)}组稿")
    return f"{'；'.join(said)}。" if said else ""


def objections(report: Report) -> str:
    """Say how to object and until when."""
    until = report.notes.objections_until
    return (
        f"对通报数据有异议的，请自印发之日起{report.notes.objection_days}个工作日内（{until.month}月{until.day}日前）书面提出，"
        "逾期视为无异议。"
    )
