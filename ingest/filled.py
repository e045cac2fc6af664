"""What a blank cell or a ditto mark stands for: the cell that is merged over it, or the one above it.

Only names and days are carried down; an article pasted into a merged cell is not.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import blank, stretched, text_of
from ingest.grids import Grid, Merge

_DITTO = ("同上", "同前", "〃", "″", "＂", '"', "”", "“", "''", "’’", "＂＂", '""')
_MAX_CARRIED_CHARS = 300


def under_merges(column: pa.Array, merges: Sequence[Merge], grid: Grid, at: int, first: int) -> pa.Array:
    """Return a column, beginning at row `first` of the grid, with its blank cells filled from merges over them."""
    spans: list[tuple[int, str | None]] = []
    end = first + len(column)
    for merge in merges:
        text = grid.text(merge.top, at)
        if first <= merge.top < end and text and len(text) <= _MAX_CARRIED_CHARS:
            spans.append((merge.top - first, text))
            if merge.bottom + 1 < end:
                spans.append((merge.bottom + 1 - first, None))
    if not spans:
        return column
    return pc.if_else(blank(column), stretched(_last_of_each(spans), len(column)), column)


def _last_of_each(spans: Sequence[tuple[int, str | None]]) -> list[tuple[int, str | None]]:
    """Of a merge's end and the next one's beginning in the same row only the beginning counts."""
    return list(dict(spans).items())


def dittos(column: pa.Array, is_record: pa.Array) -> pa.Array:
    """Return the column with every ditto mark replaced by what stands in the record above it."""
    text = text_of(column)
    marks = [mark for mark in _DITTO if mark.encode() in text]
    if not marks:
        return column
    is_ditto = pc.and_(pc.is_in(pc.utf8_trim_whitespace(column), value_set=pa.array(marks)), is_record)
    carried = pc.if_else(pc.less_equal(pc.utf8_length(column), _MAX_CARRIED_CHARS), column, "")
    own = pc.if_else(pc.and_(is_record, pc.invert(is_ditto)), pc.fill_null(carried, ""), None)
    above = pc.fill_null_forward(own)
    return pc.if_else(pc.and_(is_ditto, pc.invert(blank(above))), above, column)


def by_group(column: pa.Array, is_record: pa.Array) -> pa.Array:
    """Return a unit column whose blank cells take the unit above, if the table plainly names each unit once.

    Plainly: the first record has a unit, no two records in a row repeat one, and one record in five has none.
    Nothing is carried over a row that is no record: sub-totals, headings and blank rows end a group.
    """
    if not pc.any(pc.and_(is_record, blank(column))).as_py():
        return column
    rows = pc.indices_nonzero(is_record)
    units = column.take(rows)
    is_named = pc.invert(blank(units))
    count, blank_count = len(units), len(units) - (pc.sum(is_named).as_py() or 0)
    if count < 2 or not is_named[0].as_py() or blank_count * 5 < count or (blank_count < 2 and count > 3):
        return column
    if pc.any(pc.and_(pc.equal(units.slice(1), units.slice(0, count - 1)), is_named.slice(1))).as_py():
        return column
    places = pa.array(range(count), pa.int64())
    heads = pc.fill_null_forward(pc.if_else(is_named, places, None))
    # Rows without a gap between them have the same distance to their place among the records.
    block = pc.subtract(rows.cast(pa.int64()), places)
    in_group = pc.equal(block, block.take(heads))
    filled = pc.if_else(in_group, units.take(heads), units)
    return pc.replace_with_mask(column, is_record, filled)
