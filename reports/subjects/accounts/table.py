"""Accounts one by one, and what was pushed in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.accounts.value import Accounts

_NAME = "公众号"
_ITEMS = (
    everywhere("账号", "text", REST), everywhere("单位", "text", 46), everywhere("阅读量", "count", 26),
    everywhere("关注人数", "count", 26),
)  # fmt: skip
_SUMS = (
    everywhere("范围", "text", REST), everywhere("推送（条）", "count", 28), everywhere("其中本部", "count", 28),
    everywhere("阅读量", "count", 28),
)  # fmt: skip


def tables(figures: Accounts, _told: Told) -> Iterator[Table]:
    """Yield the accounts, if they are kept and shown, and what was pushed and read in all."""
    if figures.items:
        rows = [(each.account_name, each.unit_name, each.reads, each.followers) for each in figures.items]
        yield Table(_NAME, "新媒体账号（不计入得分）", _ITEMS, rows)
    sums = [("全部账号", figures.pushes, figures.own_pushes, figures.reads)]
    yield Table(_NAME, "推送和阅读总数（不计入得分）", _SUMS, sums, is_told=True)
