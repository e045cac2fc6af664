"""What fell due and what is still running, and the year's progress of it, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import REST, Column, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.tasks.value import Quotas
    from reports.when import OfficePeriod

# A sheet has the figures themselves, the others how much of what was owed is done.
_DUE = (
    Column("单位", "text", REST, 24, page=True),
    Column("任务期", "word", 20, 12, page=True),
    Column("任务内容", "name", 36, 20, page=True),
    Column("任务数", "count", 14, 9, page=True),
    Column("完成数", "count", 14, 9, page=True),
    Column("完成率", "percent", 16, page=True),
    Column("欠数", "short", 14, 9, page=True),
    Column("完成率（%）", "points", sheet=12),
    Column("说明", "text", sheet=22),
)


def tables(quotas: Quotas, told: Told) -> Iterator[Table]:
    """Yield what is due, with what is running; then what each unit has done of the year's quotas, if some are."""
    both = (("本期到期", quotas.due), ("全年任务，截至本期末", quotas.running))
    rows = [
        (each.unit_name, plain.term(each.period_code), each.what, each.owed, each.done, each.pace, each.short, each.pace, kind)
        for kind, found in both
        for each in found
    ]
    yield Table("任务完成", "任务完成情况", _DUE, rows, _summary(quotas), judged=len(quotas.due))
    if quotas.running:
        yield _progress(quotas, told.period)


def _summary(quotas: Quotas) -> str:
    met = f"承担本期到期任务的单位 {quotas.owing_count} 个，完成 {quotas.met_count} 个"
    if quotas.unknown_count:
        return f"{met}，完成情况不详 {quotas.unknown_count} 个"
    return f"{met}（{plain.percent(quotas.met_share)}）"


def _progress(quotas: Quotas, period: OfficePeriod) -> Table:
    rows = [
        (each.unit_name, each.what, each.owed, "、".join(map(plain.number, each.by_month)), each.done, each.pace)
        for each in quotas.running
    ]
    since = period.month(period.so_far.codes[0])
    columns = (
        everywhere("单位", "text", REST), everywhere("任务内容", "text", 32), everywhere("任务数", "count", 14),
        everywhere(f"{since}以来各月完成数", "word", 44), everywhere("完成数", "count", 14),
        everywhere("完成率", "percent", 16),
    )  # fmt: skip
    return Table("任务进度", f"全年任务进度（时序进度{plain.percent(quotas.expected_pace)}）", columns, rows)
