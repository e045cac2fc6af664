"""A grid to rows: every header in it, the rows below each, and what stands between the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyarrow as pa

from ingest import count_sheets, headers, parts, records, roles
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
_NIL_WITHIN = 60
_GUIDE = re.compile(r"(填[表报写])?(说明|须知|要求|示例|样例|样表|范例)\d?")
_FORM_UNIT = re.compile(r"(?:填[报表]|报送|上报)?单位(?:名称)?(?:[(（]盖章[)）])?[:：]\s*([^\s:：]{2,40})")


def reading_of(kind: Kind, grids: Sequence[Grid], layouts: Layouts, notes: Sequence[Row] = ()) -> Reading:
    """Read all sheets of a file; a sheet that cannot be read is only noted if another one can."""
    read = [(grid, _table(grid, layouts)) for grid in grids]
    shown = [grid for grid in grids if not grid.is_hidden]
    if all(table is None for grid, table in read if not grid.is_hidden):
        return problem_reading(kind, headers.none_found(shown, layouts), len(shown))
    tables = [
        table for grid, table in read if table is not None and not grid.is_hidden and not _is_guide(grid)
    ]
    guides = [table for grid, table in read if table is not None and not grid.is_hidden and _is_guide(grid)]
    # A unit may fill in the very sheet of the instructions: they are examples only beside a table of records.
    has_records = any(record_count(table) for table in tables)
    tables += [_as_notes(table) if has_records else table for table in guides]
    if not any(record_count(table) for table in tables):
        tables.insert(0, records.as_table([Row("", 0, "record", problem=EMPTY_REGISTER)]))
    said = [note for grid in grids for note in grid.notes]
    passed_over = [_passed_over(grid) for grid, table in read if table is None]
    tables.append(records.as_table([*passed_over, *notes, *said]))
    tables.extend(table for grid, table in read if table is not None and grid.is_hidden)
    return Reading(kind, pa.concat_tables(tables), len(shown))


def _table(grid: Grid, layouts: Layouts) -> pa.Table | None:
    """Return the rows of a sheet: of its registers, else of its counts, else of what says that there is nothing."""
    table = table_of(grid, layouts)
    if table is not None or grid.is_hidden:
        return table
    rows = count_sheets.rows_of(grid, layouts) or _nil_return(grid)
    return records.as_table(rows) if rows else None


def _nil_return(grid: Grid) -> list[Row]:
    """Return the one record of a sheet that says, instead of a table, that there is nothing this time."""
    lines = grid.rows[:_NIL_WITHIN]
    for at, cells in enumerate(lines):
        for text in cells:
            nil = roles.nil_return(text)
            if nil is None or roles.is_bare(nil):
                continue
            unit = roles.unit_in(nil) or _form_unit(lines)
            return [
                Row(
                    grid.sheet_name,
                    grid.row_numbers[at],
                    "record",
                    cells=cells,
                    values={"article_title": text.strip()} | ({"unit_name": unit} if unit else {}),
                    table_title=_title(lines),
                    register="zero_report",
                )
            ]
    return []


def _form_unit(rows: Sequence[Sequence[str]]) -> str | None:
    """Return the unit that a form's line "填报单位：…" names."""
    found = (_FORM_UNIT.search(text) for row in rows for text in row if len(text) <= _MAX_TITLE_CHARS)
    return next((match[1] for match in found if match), None)


def _is_guide(grid: Grid) -> bool:
    return _GUIDE.fullmatch(grid.sheet_name.strip()) is not None


def _as_notes(table: pa.Table) -> pa.Table:
    roles_at = table.schema.get_field_index("row_role")
    return table.set_column(roles_at, "row_role", pa.repeat(pa.scalar("note"), len(table)))


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
    return (one.columns, one.extras, one.co_authors) == (other.columns, other.extras, other.co_authors)


def _title(rows: Sequence[Sequence[str]]) -> str | None:
    texts = [text.strip() for row in rows for text in row if not is_blank(text)]
    return " ".join(texts)[:_MAX_TITLE_CHARS] or None
