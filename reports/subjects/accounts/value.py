"""Accounts on WeChat: pushes, reads, followers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaAccount:
    """An account of a unit: reads within the period, followers when last counted."""

    account_name: str
    unit_name: str
    reads: int | None
    followers: int | None


@dataclass(frozen=True, slots=True)
class Accounts:
    """Pushes of WeChat accounts and what came of them; figures beside the ranking."""

    pushes: int
    own_pushes: int  # of the organiser's own accounts
    reads: int | None
    items: tuple[MediaAccount, ...]
