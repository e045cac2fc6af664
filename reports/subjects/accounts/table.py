"""Accounts one by one, and what was pushed in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subjects.accounts.value import Accounts

_ACCOUNTS = "新媒体账号（不计入得分）"


def items(figures: Accounts | None) -> Iterator[Table]:
    """Yield the accounts, if they are kept and shown."""
    if not figures or not figures.items:
        return
    rows = [(each.account_name, each.unit_name, each.reads, each.followers) for each in figures.items]
    heads = ("账号", "单位", "阅读量", "关注人数")
    yield Table("公众号", _ACCOUNTS, heads, (46, 26, 26), rows, names=2)


def pushes(figures: Accounts | None) -> Iterator[Table]:
    """Yield what was pushed and read in all, if that is kept."""
    if not figures:
        return
    rows = [("全部账号", figures.pushes, figures.own_pushes, figures.reads)]
    heads = ("范围", "推送（条）", "其中本部", "阅读量")
    yield Table("公众号", "推送和阅读总数（不计入得分）", heads, (28, 28, 28), rows)
