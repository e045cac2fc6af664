"""The tables of all subjects, by the name of the sheet and the section where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.phrases import Shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.saying.figures_table import Table
    from reports.value import Report

# What some offices keep beside the ranking: a sheet and a section for each, with all its tables.
BESIDE = ("同口径比较", "任务进度", "报送采用率", "作者", "评优", "公众号", "全省位次", "约稿批示")
FOREMOST, ADOPTIONS = "稿件选题", "采用明细"
_ON_THEIR_OWN = (
    "分档情况", "任务完成", "计入考核得分", FOREMOST, ADOPTIONS, "得分明细", "未计入记录", "来源核对", "刊物计数", "异议",
    "迟到记录",
)  # fmt: skip


def by_name(report: Report) -> dict[str, list[Table]]:
    """Return all of them, those of one name together; raise `TypeError` of a name that no document has a place for."""
    found: dict[str, list[Table]] = {}
    for table in _all(report):
        found.setdefault(table.name, []).append(table)
    if lost := found.keys() - {*BESIDE, *_ON_THEIR_OWN}:
        raise TypeError(f"nobody placed the tables {', '.join(sorted(lost))}")
    return found


def _all(report: Report) -> Iterator[Table]:
    told = report.told(Shortened(None))
    for subject, value in report.subjects():
        yield from subject.tables(value, told)
