"""What was sent in and adopted of it, unit by unit and group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.figures_table import Column, Value
    from reports.subject import Told
    from reports.subjects.submissions.value import AdoptionRate, Submissions

_NAME = "报送采用率"


def tables(sent: Submissions, _told: Told) -> Iterator[Table]:
    """Yield the rates of the units, if they are shown, and of the groups."""
    if sent.units:
        yield Table(_NAME, "报送和采用率", _columns("单位"), _rows(sent.units))
    if sent.groups:
        yield Table(_NAME, "各组报送和采用率", _columns("组别"), _rows(sent.groups), is_told=True)


def _columns(whose: str) -> tuple[Column, ...]:
    return (
        everywhere(whose, "text", REST), everywhere("报送（篇）", "count", 28), everywhere("采用（篇）", "count", 28),
        everywhere("采用率", "percent", 28),
    )  # fmt: skip


def _rows(rates: Sequence[AdoptionRate]) -> list[Sequence[Value]]:
    return [(each.unit_name, each.submitted, each.adopted, each.share) for each in rates]
