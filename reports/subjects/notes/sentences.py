"""What the circular says of what is missing in its figures, and of how to object to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.saying.phrases import Shortened
    from reports.subjects.notes.value import Notes, Unread

_REASONS_NAMED = 3


def unread(missing: tuple[Unread, ...], shortened: Shortened) -> str:
    """Name the units of whose files some could not be read: what they have had adopted is not known."""
    named = [
        f"{each.unit_name}（{'、'.join(_file(name) for name in each.file_names)}）"
        for each in missing
        if each.unit_name
    ]
    files = [_file(name) for each in missing if not each.unit_name for name in each.file_names]
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


def rejected(notes: Notes) -> str:
    """Say how many records could not be counted, and why."""
    count = notes.outcomes.rejected
    if not count:
        return ""
    named = "、".join(
        f"{reason.sentence}（{reason.count}条）" for reason in notes.reasons[:_REASONS_NAMED]
    )
    return f"有{count}条登记记录未能计入，主要原因：{named}。"


def objections(notes: Notes) -> str:
    """Say how to object and until when."""
    until = notes.objections_until
    return (
        f"对通报数据有异议的，请自印发之日起{notes.objection_days}个工作日内（{until.month}月{until.day}日前）书面提出，"
        "逾期视为无异议。"
    )
