"""Accounts on WeChat: pushes, reads, followers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.saying import plain
from reports.subject import Frozen, Shown, Subject, ToldFigure, figures_of
from reports.subjects.accounts import query, table, text
from reports.subjects.accounts.value import Accounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.subject import Extent

_SUMS = ("pushes", "own_pushes", "reads")


def _named(figures: Accounts, extent: Extent) -> Mapping[str, Any]:
    return {"items": () if extent.display.mode == "private" else figures.items}


def _figures(figures: Accounts) -> Iterator[ToldFigure]:
    """Pushes and reads in all, and account by account."""
    yield ToldFigure("", "公众号推送条数", str(figures.pushes))
    yield ToldFigure("", "公众号阅读量", plain.number(figures.reads))
    told = {"reads": "阅读量", "followers": "关注人数"}
    yield from figures_of(
        figures.items, lambda each: (each.unit_name, f"公众号{each.account_name}"), told, "account_name", "unit_name"
    )


SUBJECT: Subject[Accounts] = Subject(
    name="accounts",
    read=query.read,
    shown=Shown(_SUMS, _named),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(("pushes", "reads", "items"), ("own_pushes",), figures=_figures),
)
