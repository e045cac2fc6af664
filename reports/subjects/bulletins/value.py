"""Bulletins that number their issues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin that numbers its issues, with how many it took to print what was adopted."""

    outlet_name: str
    issues: int
    adoptions: int
