"""What single cells say of their rows: that they are void, or that an error stands where a name or a day should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import pyarrow as pa

from ingest import marks
from ingest.columns import columns_of, put
from ingest.grids import Grid, is_blank
from ingest.marks import Code
from ingest.reading import Problem

# Of a record without one of these nothing can be said.
_NEEDED = {"article_title": "标题", "unit_name": "单位", "outlet_name": "刊物", "adopted_on": "日期"}
_LINK = re.compile(r"\s*(?:https?://|www\.)", re.IGNORECASE)


def void(cells: Sequence[str], marked: Mapping[int, Code]) -> Code | None:
    """Return how a row is marked as a whole: most of its cells are, or the longest text, which is the title."""
    said = {at: text for at, text in enumerate(cells) if not is_blank(text)}
    titled = max((at for at in said if not _LINK.match(said[at])), key=lambda at: len(said[at]), default=-1)
    codes = Counter(code for at, code in marked.items() if at in said)
    is_void = 2 * codes.total() > len(said) or titled in marked
    return codes.most_common(1)[0][0] if codes and is_void else None


def void_rows(grid: Grid, start: int, count: int) -> dict[int, Code]:
    """Return the void ones among some rows of a grid, counted from the first of them."""
    found = [row for row in grid.not_this if start <= row < start + count]
    if not found or grid.delivered is None:
        return {}
    cells = columns_of(grid.delivered).at(found)
    codes = ((row, void(own, grid.not_this[row])) for row, own in zip(found, cells, strict=True))
    return {row - start: code for row, code in codes if code}


def as_delivered(grid: Grid, start: int, read: Sequence[pa.Array]) -> Sequence[pa.Array]:
    """Return the columns of some rows as they came, where they were cleaned to be read."""
    if grid.delivered is None:
        return read
    return columns_of(grid.delivered).span(start, start + len(read[0])).arrays if read else read


def settled(grid: Grid, start: int, read: Sequence[pa.Array], void_at: Collection[int]) -> Sequence[pa.Array]:
    """Return the columns of some rows with the texts of void ones, and without what is struck out in others."""
    found: dict[int, dict[int, str]] = {}
    delivered = grid.rows if grid.delivered is None else grid.delivered
    for row, cells in grid.not_this.items():
        at = row - start
        for column, code in cells.items() if 0 <= at < len(read[0]) else ():
            text = delivered[row][column] if at in void_at or code == "unseen" else ""
            found.setdefault(column, {})[at] = text
    return [put(array, found.get(column, {})) for column, array in enumerate(read)]


def faults(
    grid: Grid, columns: Mapping[str, int], start: int, count: int, void_at: Mapping[int, Code]
) -> Iterator[tuple[list[int], Problem]]:
    """Give what is wrong with which of some rows, whose columns are known."""
    for name, what in _NEEDED.items():
        at = columns.get(name, -1)
        wrong: dict[str, list[int]] = {}
        for row, cells in grid.errors.items():
            if start <= row < start + count and at in cells:
                error = f"是错误值 {cells[at]}（公式没有算出结果，或列宽不够）：请填写正确的内容后重报"
                wrong.setdefault(error, []).append(row - start)
        for row, marked in grid.not_this.items():
            if start <= row < start + count and marked.get(at) == "struck_out" and row - start not in void_at:
                wrong.setdefault("划了删除线，按空白读取：请填写改正后的内容", []).append(row - start)
        for said, there in wrong.items():
            yield there, Problem("error_cell", f"“{what}”一格{said}")
    for code, sentence in marks.VOID.items():
        if there := [row for row, why in void_at.items() if why == code]:
            yield there, Problem(code, sentence)
