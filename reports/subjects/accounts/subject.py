"""Accounts on WeChat: pushes, reads, followers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.subject import Frozen, Shown, Subject
from reports.subjects.accounts import query, table, text
from reports.subjects.accounts.value import Accounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.subject import Extent

_SUMS = ("pushes", "own_pushes", "reads")


def _named(figures: Accounts, extent: Extent) -> Mapping[str, Any]:
    return {"items": () if extent.display.mode == "private" else figures.items}


SUBJECT: Subject[Accounts] = Subject(
    name="accounts",
    read=query.read,
    shown=Shown(_SUMS, _named),
    sentences=text.sentences,
    tables=table.tables,
    frozen=Frozen(silent=(*_SUMS, "items")),
)
