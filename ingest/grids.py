"""A sheet as a grid of texts, with its merged ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest import limits
from ingest.marks import Code
from ingest.reading import Row, UnreadableError


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, corners inclusive, counted from 0; only its first cell holds text."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of text; `row_numbers` is what the delivered file calls them.

    `merges` is None where the kind of file cannot say what is merged: there a blank cell may stand for one.
    What `clean_grids` found is by row and column from 0: `delivered` is None where the rows are as they came; cells in
    `not_this` are struck out or not to be seen, all of them; cells in `errors` are blank in the rows.
    """

    sheet_name: str
    rows: Sequence[Sequence[str]]
    row_numbers: Sequence[int]
    merges: Sequence[Merge] | None = ()
    is_hidden: bool = False
    delivered: Sequence[Sequence[str]] | None = None
    not_this: Mapping[int, Mapping[int, Code]] = field(default_factory=dict)
    errors: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    notes: tuple[Row, ...] = ()
    short_numbers: frozenset[tuple[int, int]] = frozenset()  # rows and columns of days that may lack a last zero
    left: int = 0  # columns to the left of it: a table that stands beside another begins further right

    def text(self, row: int, column: int) -> str:
        """Return a cell's own text; rows may be ragged."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    def number_of(self, column: int) -> str:
        """Return what a column without a heading is called."""
        return f"第{self.left + column + 1}列"

    def merged_down(self, first: int) -> dict[int, list[Merge]]:
        """Return, by column, the merges from row `first` on that cover rows below their own, from top to bottom.

        A merge counts for its first column only: a heading merged across the table names no outlet.
        """
        found: dict[int, list[Merge]] = {}
        for merge in sorted(self.merges or (), key=lambda one: (one.left, one.top)):
            above = found.get(merge.left)
            # Real merges never overlap; passing over others keeps a forged file from costing rows x merges.
            if (
                merge.top >= first
                and merge.bottom > merge.top
                and not (above and merge.top <= above[-1].bottom)
            ):
                found.setdefault(merge.left, []).append(merge)
        return found


def is_blank(text: str) -> bool:
    """Tell whether a cell shows nothing."""
    return not text or text.isspace()


def check_shape(rows: int, columns: int, cells: int | None = None) -> None:
    """Refuse a table beyond the limits, before anything lays it out in memory; a rectangle if cells are not given."""
    cells = rows * columns if cells is None else cells
    if rows > limits.MAX_ROWS:
        raise UnreadableError(
            "too_large", f"表格超过 {limits.MAX_ROWS} 行：请删去表外的空行和多余内容，或分成几个文件重新发送"
        )
    if columns > limits.MAX_COLUMNS:
        raise UnreadableError(
            "too_large", f"表格超过 {limits.MAX_COLUMNS} 列：请删去表格右侧的多余内容后重新发送"
        )
    if cells > limits.MAX_CELLS:
        raise UnreadableError(
            "too_large", f"表格范围过大（{rows} 行、{cells} 个单元格）：请删去表外的多余内容后重新发送"
        )
