"""Tables that hold an earlier period against this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying.figures_table import Table
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.ranking.value import Ranking


def compared(ranking: Ranking, told: Told) -> Iterator[Table]:
    """Yield what was published, what this period's rule makes of it, and what grew."""
    for title, heads, rows in rescored_text.tables(ranking, told):
        percents = tuple(column for column, head in enumerate(heads) if head.endswith("增长"))
        widths = tuple(4.0 + 3.8 * len(head) for head in heads[1:])
        yield Table("同口径比较", title, heads, widths, rows, percents=percents)
