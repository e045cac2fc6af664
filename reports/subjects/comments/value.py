"""Remarks of leaders on pieces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Comment:
    """A leader's remark on a piece."""

    unit_name: str
    article_title: str
    leader: str
    level: str
    commented_on: date


@dataclass(frozen=True, slots=True)
class Comments:
    """The remarks that leaders made in the period."""

    remarks: tuple[Comment, ...]
