"""Tables that stand beside each other in one sheet: each is read as a sheet of its own, with the row numbers of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from ingest import count_sheets, headers
from ingest.columns import Columns, blank, columns_of
from ingest.grids import Grid, Merge, is_blank
from ingest.headers import Header
from ingest.layouts import IGNORE, Layouts
from ingest.several import TITLE, Label, base_of

_Said = TypeVar("_Said", bound=str)
_BESIDE_TITLE = frozenset({"unit_name", "outlet_name", "adopted_on"})


def apart(grid: Grid, header: Header, layouts: Layouts) -> list[Grid]:
    """Return the tables of a sheet that stand beside each other under this header or next to it; most sheets are one."""
    labels = headers.labels_of(grid, header.top, header.depth, layouts)
    blanks = [at for at, (label, _) in enumerate(labels) if not label]
    titles = [at for at, (_, match) in enumerate(labels) if match and match[0] == TITLE]
    columns = columns_of(grid.rows)
    width = len(columns.arrays)
    if len(titles) < 2 and not blanks and width <= len(labels):
        return [grid]
    gutters = {at for at in (*blanks, *range(len(labels), width)) if _is_empty(columns, at, header.top)}
    starts = [*_starts_by_gutter(grid, header, labels, gutters, width, layouts)]
    starts += [at for at in _starts_by_labels(labels, titles) if at not in starts]
    starts.sort()
    if not starts:
        return [grid]
    ends = [*starts, width]
    return [_block(grid, columns, header.top, *span) for span in zip([0, *starts], ends, strict=True)]


def _is_empty(columns: Columns, at: int, first: int) -> bool:
    if at >= len(columns.arrays):
        return True
    return bool(pc.all(blank(columns.arrays[at].slice(first))).as_py())


def _starts_by_gutter(
    grid: Grid, header: Header, labels: Sequence[Label], gutters: set[int], width: int, layouts: Layouts
) -> Iterator[int]:
    """Give where a further table begins behind an empty column: it has a header, or says again what the other has."""
    spans = list(_spans(gutters, width))
    columns = columns_of(grid.rows)
    begun = 0
    for _, (left, right) in pairwise(spans):
        names = _names(labels[begun:left])
        own = _names(labels[left:right])
        block = _block(grid, columns, header.top, left, right)
        before = _block(grid, columns, header.top, begun, left)
        is_table = headers.find(block, layouts) is not None and headers.find(before, layouts) is not None
        if is_table or (right - left > 1 and names & own) or count_sheets.rows_of(block, layouts):
            yield left
            begun = left


def _spans(gutters: set[int], width: int) -> Iterator[tuple[int, int]]:
    start = None
    for at in range(width + 1):
        is_held = at < width and at not in gutters
        if is_held and start is None:
            start = at
        elif not is_held and start is not None:
            yield start, at
            start = None


def _names(labels: Sequence[Label]) -> set[str]:
    """Return what headings say, by our columns; a running number says nothing."""
    return {match[0] if match else label for label, match in labels if label} - {IGNORE}


def _starts_by_labels(labels: Sequence[Label], titles: Sequence[int]) -> Iterator[int]:
    """Give where the headings of a whole table stand again, from their first to their title and on."""
    words = [base_of(label) if label else "" for label, _ in labels]
    begun = 0
    for one, other in pairwise(titles):
        shift = other - one
        first = one
        while first > begun and first + shift - 1 > one and words[first - 1] == words[first - 1 + shift]:
            first -= 1
        shared = {match[0] for _, match in labels[begun:first] if match} - {IGNORE}
        start = first + shift
        names = {match[0] for _, match in labels[start:] if match}
        before = {match[0] for _, match in labels[begun:start] if match}
        if words[one] == words[other] and not shared and names & _BESIDE_TITLE and before & _BESIDE_TITLE:
            yield start
            begun = start


def _block(grid: Grid, columns: Columns, top: int, left: int, right: int) -> Grid:
    """Return some columns of a sheet; what stands above all tables is the title of each."""
    arrays = list(columns.arrays[left:right])
    titles = [[text for text in row if not is_blank(text)] for row in grid.rows[:top]]
    if (
        left
        and arrays
        and not any(not is_blank(grid.text(row, at)) for row in range(top) for at in range(left, right))
    ):
        texts = [" ".join(row) for row in titles]
        arrays[0] = pa.concat_arrays([pa.array(texts, pa.string()), arrays[0].slice(top)])
    merges = [
        Merge(one.top, max(one.left, left) - left, one.bottom, min(one.right, right - 1) - left)
        for one in grid.merges or ()
        if left <= one.left < right
    ]
    delivered = None if grid.delivered is None else columns_of(grid.delivered)
    return replace(
        grid,
        rows=Columns(tuple(arrays), columns.row_count),
        merges=None if grid.merges is None else merges,
        delivered=delivered and Columns(delivered.arrays[left:right], delivered.row_count),
        not_this=_within(grid.not_this, left, right),
        errors=_within(grid.errors, left, right),
        notes=() if left else grid.notes,
        short_numbers=frozenset((row, at - left) for row, at in grid.short_numbers if left <= at < right),
        left=grid.left + left,
    )


def _within(cells: Mapping[int, Mapping[int, _Said]], left: int, right: int) -> dict[int, dict[int, _Said]]:
    """Return what is said of cells, by row and column, for some columns."""
    return {
        row: own
        for row, said in cells.items()
        if (own := {at - left: one for at, one in said.items() if left <= at < right})
    }
