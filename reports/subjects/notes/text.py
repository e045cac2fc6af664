"""What the notes say of where the figures come from, and the circular of what is missing in them and how to object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.subject import Sentence
from reports.subjects.notes import sentences as said
from reports.subjects.notes.elsewhere import WAY_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.notes.imprint import Imprint
    from reports.subjects.notes.value import Notes, Outcomes, RuleInForce


_MOST_FILES = 20


def sentences(notes: Notes, told: Told) -> Iterator[Sentence]:
    """Say what a reader must know to check the figures."""
    yield Sentence("存在问题", "有的来件未能读取", said.unread(notes.unread, told.shortened))
    yield Sentence("存在问题", "登记不规范", said.rejected(notes))
    yield Sentence("下步工作", "异议", said.objections(notes))
    for heading, text in _lines(notes, told):
        yield Sentence("数据说明", heading, text)


def _lines(notes: Notes, told: Told) -> Iterator[tuple[str, str]]:
    outcomes, period = notes.outcomes, told.period
    if notes.imprint:
        yield from _imprint(notes.imprint)
    yield "统计区间", f"{period.days}（按采用日期；无法判断月份的记录按收件日期）"
    yield "计分办法", "；".join(_rule(rule) for rule in notes.rules) or "本期没有有效的计分办法"
    yield "数据快照", notes.fingerprint
    yield "记录去向", f"来件{notes.delivery_count}份，登记记录{outcomes.total}条：{_outcomes(outcomes)}"
    yield "不计原因", "；".join(f"{reason.sentence}（{reason.count}条）" for reason in notes.reasons) or "无"
    yield "没有来件的月份", period.caution if period.unknown else ""
    yield "未能读取", _unread(notes)
    yield "没有读懂的内容", _not_read(notes)
    yield "计分栏目空白", "；".join(each.zh for each in notes.blanks)
    yield "作者单位", _elsewhere(notes)
    yield "采用篇次", "一篇稿件被几家刊物媒体采用，计几篇次；合写的稿件只计在第一单位名下"
    yield "更名合并", _renames(notes) or "无"
    yield "异议期限", f"自印发之日起{notes.objection_days}个工作日，至{notes.objections_until}"


def _renames(notes: Notes) -> str:
    return "；".join(
        f"{each.old_name}（至{each.last_day}）由{each.new_name}承接，成绩并入" for each in notes.renames
    )


def _unread(notes: Notes) -> str:
    named = "；".join(f"{each.unit_name or '看不出单位的'}：{'、'.join(each.file_names)}" for each in notes.unread)
    return f"{named}。这些来件没有计入，有关单位不视为没有采用" if named else ""


def _not_read(notes: Notes) -> str:
    """Say of each file what of it was not understood; of many files the first."""
    named = [f"《{each.file_name}》{each.zh}" for each in notes.not_read[:_MOST_FILES]]
    more = len(notes.not_read) - _MOST_FILES
    return "；".join([*named, *([f"另有{more}处"] if more > 0 else [])])


def _elsewhere(notes: Notes) -> str:
    found = notes.elsewhere
    return f"作者的单位不是记录的单位的{len(found)}处，如{found[0].zh}。{WAY_OUT}" if found else ""


def _imprint(imprint: Imprint) -> Iterator[tuple[str, str]]:
    yield "定稿", f"{imprint.edition}，{imprint.issued_on}印发"
    if imprint.revises:
        changes = "；".join(imprint.changes)
        yield "修订说明", f"本版替代{imprint.revises}。修订理由：{imprint.reason}。{changes}"
    if imprint.open_objections:
        yield "未结异议", f"印发时尚有{imprint.open_objections}件异议没有办结"


def _outcomes(outcomes: Outcomes) -> str:
    return (
        f"计入{outcomes.accepted}条，不计{outcomes.rejected}条，"
        f"重复{outcomes.duplicate}条，被更正件替代{outcomes.superseded}条"
    )


def _rule(rule: RuleInForce) -> str:
    return (
        f"《{rule.scheme_name}》{rule.rule_version}版（{rule.decision}，{rule.decided_on}定），"
        f"文件校验码{rule.file_sha256}"
    )
