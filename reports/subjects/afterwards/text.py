"""Objections and late records in words, for the notes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.subject import Told
    from reports.subjects.afterwards.value import Afterwards, LateRecord, ReportedObjection

OUTCOMES = {"open": "待办", "upheld": "成立", "dismissed": "不成立"}
TREATMENTS = {"revision": "计入本期", "next_period": "计入后一统计期", "refused": "不计分"}
_LISTED = 20  # the workbook lists them all


def sentences(found: Afterwards, _told: Told) -> Iterator[Sentence]:
    """Say what the notes say of them, if there are any."""
    objections, late = found.objections, found.late
    if objections:
        text = "；".join((_counted(objections), *map(_objection, objections[:_LISTED])))
        yield Sentence("数据说明", "异议", text)
    if late:
        yield Sentence("数据说明", "迟到记录", "；".join((_late_counted(late), *map(_late, late[:_LISTED]))))


def _counted(objections: Sequence[ReportedObjection]) -> str:
    by = Counter(each.outcome for each in objections)
    parts = "，".join(f"{word}{by[code]}件" for code, word in OUTCOMES.items())
    late = sum(each.is_late for each in objections)
    return f"收到{len(objections)}件：{parts}" + (f"；其中逾期提出{late}件" if late else "")


def _objection(each: ReportedObjection) -> str:
    decided = f"{OUTCOMES[each.outcome]}，{each.why}" if each.why else OUTCOMES[each.outcome]
    corrected = f"，更正：{each.correction}" if each.correction else ""
    about = plain.title(each.about)
    return f"{each.objection_id} {each.unit_name}对{each.period_code}{about}：{each.reason}（{decided}{corrected}）"


def _late_counted(late: Sequence[LateRecord]) -> str:
    by = Counter(each.treatment for each in late)
    return f"{len(late)}条：" + "，".join(
        f"{word}{by[code]}条" for code, word in TREATMENTS.items() if by[code]
    )


def _late(each: LateRecord) -> str:
    where = f"计入{each.counted_in}" if each.treatment == "next_period" else TREATMENTS[each.treatment]
    return f"{each.unit_name}{plain.title(each.article_title)}{each.received_on}收到，{where}"
