"""Tables beside the places: bands, what goes into the larger assessment, an earlier period against this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import REST, Column, Table, everywhere
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.subject import Told
    from reports.subjects.ranking.value import Rankings

_BANDS = (
    Column("组别", "label", 24, 14, page=True),
    Column("档次", "label", 24, 14, page=True),
    Column("单位", "text", REST, 90),
    Column("单位（按本单位名册排列）", "long", page=True),
)
_OTHERS = tuple(Column(head, "text", sheet=width) for head, width in (("组别", 14), ("档次", 14), ("单位", 90)))
_UNDER_BANDS = "同档单位按本单位名册排列"


def tables(ranking: Rankings, told: Told) -> Iterator[Table]:
    """Yield the bands or those beyond the places that are shown, what is assessed, and the comparisons."""
    if ranking.bands:
        named = ((band, "、".join(band.units)) for band in ranking.bands)
        rows = [(plain.group(band.group), band.name, units, units) for band, units in named]
        yield Table("分档情况", "分档情况", _BANDS, rows, _UNDER_BANDS)
    others = [(plain.group(group.name), "其余单位", "、".join(group.others)) for group in ranking.groups if group.others]
    if others:  # the ranking itself names them on paper and on the page
        yield Table("分档情况", "分档情况", _OTHERS, others, _UNDER_BANDS)
    if any(group.is_assessed for group in ranking.groups):
        yield _assessed(ranking, told)
    yield from _compared(ranking, told)


def _assessed(ranking: Rankings, told: Told) -> Table:
    rows = [(one.unit_name, one.points, one.converted, one.assessed) for one in ranking.ranked]
    columns = (
        Column("单位", "text", REST),
        *(Column(head, "points", 28) for head in (told.measure.head, "折算得分", "计入考核")),
    )
    return Table("计入考核得分", "计入考核得分", columns, rows)


def _compared(ranking: Rankings, told: Told) -> Iterator[Table]:
    """Yield what was published, what this period's rule makes of it, and what grew."""
    for title, heads, rows in rescored_text.tables(ranking, told):
        columns = (
            everywhere(heads[0], "text", REST),
            *(
                everywhere(head, "percent" if head.endswith("增长") else "points", 4.0 + 3.8 * len(head))
                for head in heads[1:]
            ),
        )
        yield Table("同口径比较", title, columns, rows)
