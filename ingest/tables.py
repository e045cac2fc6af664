"""A grid to rows: every header in it, the rows below each, and what stands between the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pyarrow as pa

from ingest import account, continuing, count_sheets, headers, parts, records, roles, sides
from ingest.columns import columns_of
from ingest.grids import Grid, is_blank
from ingest.headers import Header
from ingest.layouts import Layouts
from ingest.parts import Part, PartRead
from ingest.reading import Kind, Problem, Reading, Row, problem_reading, record_count

EMPTY_REGISTER = Problem(
    "empty_register", "有表头，但表头下面没有一条记录：请填写后重新发送；如果本期确实没有，请写明“本月无”"
)
# Titles are repeated in every row: of more than a heading and some form lines the beginning is enough.
_MAX_TITLE_CHARS = 500
_NIL_WITHIN = 60
_GUIDE = re.compile(
    r"[(（【]?(填[表报写]|表格?|登记表?|统计表?|报送|信息|采用)*(说明|须知|要求|示例|样例|样表|范例|范本|示范|模板|模版|样式|格式|参考|参照)+"
    r"(表|页|样)?[(（]?(\d|勿删|请勿删除|不填|勿填|仅供参考)*[)）】]?"
)
_FORM_UNIT = re.compile(r"(?:填[报表]|报送|上报)?单位(?:名称)?(?:[(（]盖章[)）])?[:：]\s*([^\s:：]{2,40})")


@dataclass(frozen=True, slots=True)
class _Read:
    """A table of a file: its rows if it was read, and what is said of it; a next table may go on under its header."""

    grid: Grid
    rows: pa.Table | None
    accounts: tuple[account.TableAccount, ...]
    header: Header | None = None


def reading_of(kind: Kind, grids: Sequence[Grid], layouts: Layouts, notes: Sequence[Row] = ()) -> Reading:
    """Read all sheets of a file; a sheet that cannot be read is only noted if another one can."""
    read: list[_Read] = []
    for grid in grids:
        read.extend(_tables(grid, layouts, _before(read, grid)))
    shown = [grid for grid in grids if not grid.is_hidden]
    if all(one.rows is None for one in read if not one.grid.is_hidden):
        return problem_reading(kind, headers.none_found(shown, layouts), len(shown))
    visible = [one for one in read if one.rows is not None and not one.grid.is_hidden]
    tables = [one.rows for one in visible if not _is_guide(one.grid)]
    # A unit may fill in the very sheet of the instructions: they are examples only beside a table of records.
    has_records = any(record_count(table) for table in tables)
    guides = [one for one in visible if _is_guide(one.grid)]
    tables += [_as_notes(one.rows) if has_records else one.rows for one in guides]
    if not any(record_count(table) for table in tables):
        tables.insert(0, records.as_table([Row("", 0, "record", problem=EMPTY_REGISTER)]))
    said = [note for grid in grids for note in grid.notes]
    left_out = {id(one) for one in guides if has_records}
    accounts = [
        told
        for one in read
        for told in ([account.passed_over(one.grid, "guide")] if id(one) in left_out else one.accounts)
    ]
    tables.extend(one.rows for one in read if one.rows is not None and one.grid.is_hidden)
    tables.append(records.as_table([*notes, *said, *account.rows(accounts)]))
    return Reading(kind, pa.concat_tables(tables), len(shown))


def _before(read: Sequence[_Read], grid: Grid) -> _Read | None:
    """Return the table that a next one may go on from."""
    last = next((one for one in reversed(read) if one.rows is not None), None)
    is_apart = (
        last is None or last.grid.is_hidden or grid.is_hidden or _is_guide(last.grid) or _is_guide(grid)
    )
    return None if is_apart else last


def _tables(grid: Grid, layouts: Layouts, before: _Read | None) -> Iterator[_Read]:
    """Give the tables of a sheet: its registers, else its counts, else what says that there is nothing."""
    header = headers.find(grid, layouts)
    if header is None:
        yield _without_header(grid, layouts, before)
        return
    blocks = sides.apart(grid, header, layouts)
    for block in blocks:
        own = header if len(blocks) == 1 else headers.find(block, layouts)
        yield _without_header(block, layouts, None) if own is None else _register(block, own, layouts)


def _without_header(grid: Grid, layouts: Layouts, before: _Read | None) -> _Read:
    why: account.Why = "hidden" if grid.is_hidden else "no_header"
    if grid.is_hidden or not len(grid.rows):
        return _Read(grid, None, (account.passed_over(grid, why),))
    rows = count_sheets.rows_of(grid, layouts)
    if rows:
        return _Read(grid, records.as_table(rows), (account.of_counts(grid, rows, layouts),))
    if rows := _nil_return(grid):
        told = account.of_counts(grid, rows, layouts, _beyond_title(grid, len(grid.rows)))
        return _Read(grid, records.as_table(rows), (told,))
    if before is not None and before.header is not None and before.rows is not None:
        first = continuing.first_row(grid, before.header, before.rows)
        if first is not None:
            return _going_on(grid, before.header, first, before.rows, layouts)
    return _Read(grid, None, (account.passed_over(grid, why),))


def _going_on(grid: Grid, header: Header, first: int, above: pa.Table, layouts: Layouts) -> _Read:
    """Read a table that has no header because it goes on from the one above."""
    title = _title(grid.rows[:first]) or above["table_title"][-1].as_py()
    rows = columns_of(grid.rows).span(first, len(grid.rows))
    part = Part(grid, rows, header, first, names=_names(grid, layouts))
    taken = _with_texts(parts.read(part, title, grid.merged_down(first)), _beyond_title(grid, first))
    return _Read(grid, taken.rows, (account.of_table(grid, header, layouts, taken, goes_on=True),), header)


def _register(grid: Grid, first: Header, layouts: Layouts) -> _Read:
    """Read every table of a sheet that stand one below the other."""
    found = headers.find_all(grid, first, layouts)
    title = _title(grid.rows[: first.top])
    merges = grid.merged_down(first.bottom + 1)
    rows: list[pa.Table] = []
    accounts: list[account.TableAccount] = []
    for part in _parts(grid, found, _names(grid, layouts)):
        taken = parts.read(part, title, merges)
        title = taken.title_below
        if not rows:
            taken = _with_texts(taken, _beyond_title(grid, first.top))
        rows.append(taken.rows)
        accounts.append(account.of_table(grid, part.header, layouts, taken, goes_on=False))
    return _Read(grid, pa.concat_tables(rows), tuple(accounts), found[-1])


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


def _names(grid: Grid, layouts: Layouts) -> tuple[str, ...]:
    """Return what the sheet, the file and its folders are called."""
    return (grid.sheet_name, *(PurePosixPath(part).stem for part in layouts.file_name.split("/")))


def _parts(grid: Grid, found: Sequence[Header], names: tuple[str, ...]) -> Iterator[Part]:
    """Return the tables of a sheet; a header that only stands again, as on a new page, begins no table."""
    columns = columns_of(grid.rows)
    heads = [at for at, header in enumerate(found) if at == 0 or not _is_same(header, found[at - 1])]
    for at, following in zip(heads, [*heads[1:], None], strict=True):
        header = found[at]
        start, end = header.bottom + 1, len(grid.rows) if following is None else found[following].top
        yield Part(grid, columns.span(start, end), header, start, tuple(found[at + 1 : following]), names)


def _is_same(one: Header, other: Header) -> bool:
    return replace(one, top=other.top) == other


def _with_texts(taken: PartRead, further: Sequence[tuple[int, str]]) -> PartRead:
    return replace(taken, texts=(*further, *taken.texts)) if further else taken


def _beyond_title(grid: Grid, end: int) -> list[tuple[int, str]]:
    """Return the lines above a header that its title has no room for."""
    length, found = 0, []
    for at, row in enumerate(grid.rows[:end]):
        text = " ".join(cell.strip() for cell in row if not is_blank(cell))
        length += len(text) + 1
        if text and length > _MAX_TITLE_CHARS:
            found.append((grid.row_numbers[at], text))
    return found


def _title(rows: Sequence[Sequence[str]]) -> str | None:
    texts = [text.strip() for row in rows for text in row if not is_blank(text)]
    return " ".join(texts)[:_MAX_TITLE_CHARS] or None
