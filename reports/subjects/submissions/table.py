"""What was sent in and adopted of it, unit by unit and group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.subjects.submissions.value import AdoptionRate, Submissions


def units(sent: Submissions | None) -> Iterator[Table]:
    """Yield the rates of the units, if they are kept and shown."""
    if sent and sent.units:
        yield _rates("报送和采用率", "单位", sent.units)


def groups(sent: Submissions | None) -> Iterator[Table]:
    """Yield the rates of the groups, if they are kept."""
    if sent and sent.groups:
        yield _rates("各组报送和采用率", "组别", sent.groups)


def _rates(title: str, whose: str, rates: Sequence[AdoptionRate]) -> Table:
    rows = [(each.unit_name, each.submitted, each.adopted, each.share) for each in rates]
    heads = (whose, "报送（篇）", "采用（篇）", "采用率")
    return Table("报送采用率", title, heads, (28, 28, 28), rows, percents=(3,))
