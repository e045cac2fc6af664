"""The year's progress of the quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subjects.tasks.value import Quotas
    from reports.when import OfficePeriod


def progress(quotas: Quotas, period: OfficePeriod) -> Iterator[Table]:
    """Yield what each unit has done of the year's quotas, month by month; nothing where none is running."""
    if not quotas.running:
        return
    rows = [
        (each.unit_name, each.what, each.owed, "、".join(map(plain.number, each.by_month)), each.done, each.pace)
        for each in quotas.running
    ]
    title = f"全年任务进度（时序进度{plain.percent(quotas.expected_pace)}）"
    since = period.month(period.so_far.codes[0])
    heads = ("单位", "任务内容", "任务数", f"{since}以来各月完成数", "完成数", "完成率")
    yield Table("任务进度", title, heads, (32, 14, 44, 14, 16), rows, names=2, percents=(5,))
