"""The data notes as pairs of heading and text: sheet, page and annex 3 print the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.subjects.afterwards import text as afterwards_text
from reports.subjects.notes.elsewhere import WAY_OUT
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subjects.notes.imprint import Imprint
    from reports.subjects.notes.value import Outcomes, RuleInForce
    from reports.value import Report


def lines(report: Report) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know to check the figures."""
    notes = report.notes
    outcomes = notes.outcomes
    said = [
        ("统计区间", f"{report.period.days}（按采用日期；无法判断月份的记录按收件日期）"),
        ("计分办法", "；".join(_rule(rule) for rule in notes.rules) or "本期没有有效的计分办法"),
        ("数据快照", notes.fingerprint),
        (
            "记录去向",
            f"来件{notes.delivery_count}份，登记记录{outcomes.total}条：{_outcomes(outcomes)}",
        ),
        ("不计原因", "；".join(f"{reason.sentence}（{reason.count}条）" for reason in notes.reasons) or "无"),
        *([("没有来件的月份", report.period.caution)] if report.period.unknown else []),
        *_unread(report),
        *rescored_text.notes(report),
        *([("计分栏目空白", "；".join(each.zh for each in notes.blanks))] if notes.blanks else []),
        *_elsewhere(report),
        ("采用篇次", "一篇稿件被几家刊物媒体采用，计几篇次；合写的稿件只计在第一单位名下"),
        ("不参加排名", "、".join(each.unit_name for each in report.unranked) or "无"),
        (
            "更名合并",
            "；".join(
                f"{each.old_name}（至{each.last_day}）由{each.new_name}承接，成绩并入"
                for each in notes.renames
            )
            or "无",
        ),
        ("异议期限", f"自印发之日起{notes.objection_days}个工作日，至{notes.objections_until}"),
    ]
    return (
        *(_imprint(notes.imprint) if notes.imprint else ()),
        *said,
        *afterwards_text.lines(notes.objections, notes.late),
    )


def _unread(report: Report) -> Iterator[tuple[str, str]]:
    if report.unread:
        named = "；".join(
            f"{each.unit_name or '看不出单位的'}：{'、'.join(each.file_names)}" for each in report.unread
        )
        yield "未能读取", f"{named}。这些来件没有计入，有关单位不视为没有采用"


def _elsewhere(report: Report) -> Iterator[tuple[str, str]]:
    if found := report.notes.elsewhere:
        yield "作者单位", f"作者的单位不是记录的单位的{len(found)}处，如{found[0].zh}。{WAY_OUT}"


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
