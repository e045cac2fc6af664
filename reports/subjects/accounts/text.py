"""What the circular says of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.accounts.value import Accounts


def included(figures: Accounts | None) -> str:
    """Say how many of all adoptions were pushes.

    An office that counts what its accounts are read for counts pushes apart; to others they are a medium like any.
    """
    pushed = figures.pushes if figures and figures.reads is not None else 0
    return f"（含微信公众号推送{pushed}条）" if pushed else ""


def sentences(figures: Accounts, _told: Told) -> Iterator[Sentence]:
    """Say what was pushed to readers' telephones and how often it was read."""
    said = []
    if figures.pushes:
        own = f"，其中本部推送{figures.own_pushes}条" if figures.own_pushes else ""
        said.append(f"微信公众号推送信息{figures.pushes}条{own}")
    if figures.reads:
        said.append(f"{'' if said else '微信公众号'}阅读量{plain.readings(figures.reads)}人次")
    yield Sentence("总体情况", "新媒体推送", f"{'；'.join(said)}。" if said else "")
