"""What the circular says of bulletins that number their issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.subjects.bulletins.value import Bulletin


def issues(bulletins: tuple[Bulletin, ...]) -> str:
    """Say in how many issues each of them took how much."""
    return "".join(
        f"；《{each.outlet_name}》{each.issues}期刊用{each.adoptions}篇次" for each in bulletins
    )
