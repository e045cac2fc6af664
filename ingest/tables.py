"""A grid to rows: every header in it, the rows below each, and what stands between the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from ingest import headers, parts, records
from ingest.columns import columns_of
from ingest.grids import Grid, is_blank
from ingest.headers import Header
from ingest.layouts import Layouts
from ingest.parts import Part
from ingest.reading import Kind, Problem, Reading, Row, problem_reading, record_count

EMPTY_REGISTER = Problem(
    "empty_register", "有表头，但表头下面没有一条记录：请填写后重新发送；如果本期确实没有，请写明“本月无”"
)
# Titles are repeated in every row: of more than a heading and some form lines the beginning is enough.
_MAX_TITLE_CHARS = 500


def reading_of(kind: Kind, grids: Sequence[Grid], layouts: Layouts, notes: Sequence[Row] = ()) -> Reading:
    """Read all sheets of a file; a sheet without a header is only noted if another one has it."""
    read = [(grid, table_of(grid, layouts)) for grid in grids]
    shown = [grid for grid in grids if not grid.is_hidden]
    if all(table is None for grid, table in read if not grid.is_hidden):
        return problem_reading(kind, headers.none_found(shown, layouts), len(shown))
    tables = [table for grid, table in read if table is not None and not grid.is_hidden]
    if not any(record_count(table) for table in tables):
        tables.insert(0, records.as_table([Row("", 0, "record", problem=EMPTY_REGISTER)]))
    tables.append(records.as_table([*(_passed_over(grid) for grid, table in read if table is None), *notes]))
    tables.extend(table for grid, table in read if table is not None and grid.is_hidden)
    return Reading(kind, pa.concat_tables(tables), len(shown))


def _passed_over(grid: Grid) -> Row:
    why = "是隐藏的，也没有登记表的表头，未读取" if grid.is_hidden else "没有登记表的表头，未读取"
    return Row(grid.sheet_name, 0, "note", values={"remark": f"工作表“{grid.sheet_name}”{why}"})


def table_of(grid: Grid, layouts: Layouts) -> pa.Table | None:
    """Return the rows of every table in the grid; None if it has no header at all."""
    found = headers.find_all(grid, layouts)
    if not found:
        return None
    title = _title(grid.rows[: found[0].top])
    merges = grid.merged_down(found[0].bottom + 1)
    tables: list[pa.Table] = []
    for part in _parts(grid, found):
        table, title = parts.read(part, title, merges)
        tables.append(table)
    return pa.concat_tables(tables)


def _parts(grid: Grid, found: Sequence[Header]) -> Iterator[Part]:
    """Return the tables of a sheet; a header that only stands again, as on a new page, begins no table."""
    columns = columns_of(grid.rows)
    heads = [at for at, header in enumerate(found) if at == 0 or not _is_same(header, found[at - 1])]
    for at, following in zip(heads, [*heads[1:], None], strict=True):
        header = found[at]
        start, end = header.bottom + 1, len(grid.rows) if following is None else found[following].top
        yield Part(grid, columns.span(start, end), header, start, tuple(found[at + 1 : following]))


def _is_same(one: Header, other: Header) -> bool:
    return (one.columns, one.extras) == (other.columns, other.extras)


def _title(rows: Sequence[Sequence[str]]) -> str | None:
    texts = [text.strip() for row in rows for text in row if not is_blank(text)]
    return " ".join(texts)[:_MAX_TITLE_CHARS] or None
