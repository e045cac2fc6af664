"""Everything the subjects of a report say, by the place it stands in: documents are orders of names over it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying.phrases import Shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.subject import Section, Sentence
    from reports.value import Report

Parts = tuple[tuple[str, str], ...]  # lead and text
_NOTES = (
    "定稿", "修订说明", "未结异议", "统计区间", "计分办法", "数据快照", "记录去向", "不计原因", "没有来件的月份", "未能读取",
    "没有读懂的内容", "同口径比较", "计分栏目空白", "作者单位", "采用篇次", "不参加排名", "更名合并", "异议期限", "异议",
    "迟到记录",
)  # fmt: skip


class Sentences:
    """What a report says; a text that no document has a place for is refused."""

    def __init__(self, report: Report, shortened: Shortened) -> None:
        told = report.told(shortened)
        self._all: list[Sentence] = [
            sentence for subject, value in report.subjects() for sentence in subject.sentences(value, told) if sentence.text
        ]

    def in_order(self, section: Section) -> Parts:
        """Return the parts of a section as they come."""
        return tuple((each.lead, each.text) for each in self._all if each.section == section)

    def placed(self, section: Section, leads: Sequence[str]) -> Parts:
        """Return the parts of a section in the order of their leads; raise `TypeError` of one that has no place there."""
        found = self.in_order(section)
        if lost := {lead for lead, _ in found} - set(leads):
            raise TypeError(f"{section}: nobody placed {', '.join(sorted(lost))}")
        ordered = sorted(found, key=lambda part: leads.index(part[0]))
        return tuple(
            (lead, "".join(text for _, text in parts)) for lead, parts in groupby(ordered, key=lambda part: part[0])
        )


def notes(report: Report) -> Parts:
    """Return the data notes as pairs of heading and text: sheet, page and annex 3 print the same ones."""
    return Sentences(report, Shortened(None)).placed("数据说明", _NOTES)
