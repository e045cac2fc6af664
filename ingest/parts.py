"""The rows below one header, column by column.

Only rows that are no plain records, because they have no title, outlet or day, are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest import cell_faults, deciding, expanding, filled, json_columns, limits, moments, roles, spreading
from ingest.columns import Columns, blank, flags, stretched
from ingest.grids import Grid, Merge, is_blank
from ingest.headers import Header
from ingest.layouts import normalised
from ingest.marks import Code
from ingest.reading import ADOPTION, COLUMNS, DAYS, Problem
from ingest.records import BETWEEN, SCHEMA

_CUT = Problem(
    "too_large", f"单元格文字超过 {limits.MAX_CELL_CHARS} 字，只保留了前面的部分：请改短后重新发送"
)
_TEXT = pa.string()
# Headings of running numbers.
_RUNNING = frozenset({"序号", "编号", "序", "NO", "号"})
# How far above a header its title may begin.
_TITLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a sheet from `start` on that stand below one header, which may be repeated among them."""

    grid: Grid
    columns: Columns
    header: Header
    start: int
    repeated: tuple[Header, ...] = ()
    names: tuple[str, ...] = ()  # of the file, its folders and the sheet

    @property
    def row_count(self) -> int:
        return self.columns.row_count


@dataclass(slots=True)
class _Judged:
    """What the rows of a part are, counted from its first; those named nowhere are records."""

    blanks: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    nil: list[int] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    counts: dict[int, str | None] = field(default_factory=dict)
    labels: dict[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartRead:
    """The rows below a header, the title of the table that follows them, and what was not understood.

    `texts` are rows, by their number, that are neither headings nor records; `unheaded` are columns without a heading.
    """

    rows: pa.Table
    title_below: str | None
    texts: tuple[tuple[int, str], ...]
    unheaded: tuple[int, ...]


def read(part: Part, title: str | None, merges: Mapping[int, Sequence[Merge]]) -> PartRead:
    """Take the rows below a header."""
    part = replace(part, header=deciding.sniffed(part.header, part.columns.arrays))
    count = part.row_count
    void = cell_faults.void_rows(part.grid, part.start, count)
    if part.grid.not_this:
        settled = cell_faults.settled(part.grid, part.start, part.columns.arrays, void)
        part = replace(part, columns=Columns(tuple(settled), count))
    delivered = [_cut(array) for array in part.columns.arrays]
    original = cell_faults.as_delivered(part.grid, part.start, part.columns.arrays)
    cells = json_columns.lists([_cut(array) for array in original], count)
    judged = _judge(part, delivered, cells)
    is_note, is_total, is_nil = (flags(rows, count) for rows in (judged.notes, judged.labels, judged.nil))
    is_left_out = flags([*judged.blanks, *_header_rows(part)], count)
    is_record = pc.invert(pc.or_(is_left_out, pc.or_(is_note, is_total)))
    titles = _titles(part, judged, title)
    sections = _sections(part, judged)
    unheaded = _unheaded(part, delivered, is_record)
    further = {**part.header.extras, **{part.grid.number_of(at): at for at in unheaded}}
    extras = {
        name: _said(filled.dittos(array, is_record), is_note)
        for name, array in _pick(further, delivered).items()
    }
    codes, sentences = _problems(part, is_record, void)
    shared = {
        "sheet_name": pa.repeat(pa.scalar(part.grid.sheet_name), count),
        "row_number": pa.array(part.grid.row_numbers[part.start : part.start + count], pa.int64()),
        "place_in_row": pa.repeat(pa.scalar(_place(part.grid.left), _TEXT), count),
        "row_role": pc.if_else(is_note, "note", pc.if_else(is_total, "total", "record")),
        "register": pc.if_else(is_nil, "zero_report", part.header.register),
        **dict.fromkeys(COLUMNS, pa.nulls(count, _TEXT)),
        "extra": json_columns.objects(extras, count),
        "cells": cells,
        "table_title": stretched(titles, count),
        "section_title": pc.if_else(is_note, None, stretched(sections, count)),
        "table_columns": pa.repeat(pa.scalar(BETWEEN.join(part.header.columns)), count),
        "stated_count": _scattered(judged.counts, count),
        "stated_of": _scattered(judged.labels, count),
        "problem_code": codes,
        "problem": sentences,
        "account": pa.nulls(count, _TEXT),
    }

    is_told = pc.and_(is_record, pc.invert(is_nil))
    around = deciding.Around(part.names, titles, sections)
    ignored = {part.header.headings[at]: delivered[at] for at in part.header.ignored if at < len(delivered)}

    def rows_of(header: Header) -> dict[str, pa.Array]:
        of_header = replace(part, header=header)
        values = _values(of_header, delivered, is_record, merges)
        if header.register == ADOPTION:
            _supply(values, sections, is_record)
        said = {name: _said(array, is_note) for name, array in values.items()}
        decided = deciding.columns_of_rows(header, values, extras, ignored, around, is_told)
        return shared | said | decided | {"doubtful": _doubtful(of_header, delivered, values)}

    def is_short(column: int) -> pa.Array:
        return flags(_short_rows(part, column), count)

    table = pa.table(rows_of(part.header), schema=SCHEMA)
    if part.header.several:
        table = expanding.expanded(table, part.header, delivered, is_told, is_left_out, rows_of, is_short)
    elif judged.blanks or part.repeated:
        table = table.filter(pc.invert(is_left_out))
    if part.header.register == ADOPTION:
        table = spreading.spread(table)
    texts = tuple(_texts(part, judged, sections, is_record))
    return PartRead(table, _title_above(judged, count) or titles[-1][1], texts, unheaded)


def _judge(part: Part, delivered: Sequence[pa.Array], cells: pa.Array) -> _Judged:
    judged = _Judged()
    header_rows = set(_header_rows(part))
    across = {
        merge.top - part.start
        for merge in part.grid.merges or ()
        if 2 * (merge.right - merge.left + 1) > len(delivered)
    }
    rows = [row for row in _unusual(part, delivered, cells) if row not in header_rows]
    for row, texts in zip(rows, part.columns.at(rows), strict=True):
        match roles.role_of(texts, part.header, row in across):
            case "blank":
                if _is_stray(texts, part.header):
                    judged.notes[row] = texts
                else:
                    judged.blanks.append(row)
            case "nil":
                judged.nil.append(row)
            case "note":
                judged.notes[row] = texts
            case "total":
                judged.counts[row], judged.labels[row] = roles.stated(texts, part.header)
            case "record" if sum(not is_blank(text) for text in texts) == 1:
                judged.alone.append(row)
    return judged


def _is_stray(texts: Sequence[str], header: Header) -> bool:
    """Tell whether a row without anything else holds a number that is not its running one."""
    own = [at for at, text in enumerate(texts) if not is_blank(text)]
    return bool(own) and own[0] != 0 and own[0] not in header.ignored


def _unusual(part: Part, delivered: Sequence[pa.Array], cells: pa.Array) -> list[int]:
    """Return the rows that may be something else than a record, as it has title, outlet and day."""
    said = _pick(part.header.columns, delivered)
    asked = [said[name] for name in ("article_title", "outlet_name", "adopted_on") if name in said]
    if part.header.several:
        asked = asked[:1]  # what it has several of, a row may lack any one of
    if not asked:
        return list(range(part.row_count))
    unusual = blank(asked[0])
    for array in asked[1:]:
        unusual = pc.or_(unusual, blank(array))
    if not {"outlet_name", "adopted_on"} <= said.keys():
        # Without these a total looks much like a record.
        unusual = pc.or_(unusual, pc.match_substring_regex(cells, roles.LOOKS_SPECIAL))
    if "article_title" in said:
        nil = pc.match_substring_regex(said["article_title"], roles.MAY_BE_NIL)
        unusual = pc.or_(unusual, pc.fill_null(nil, False))
    if part.header.columns.get("article_title") != 0:
        example = pc.match_substring_regex(delivered[0], roles.MAY_BE_EXAMPLE)
        unusual = pc.or_(unusual, pc.fill_null(example, False))
    return list(pc.indices_nonzero(unusual).to_pylist())


def _values(
    part: Part, delivered: Sequence[pa.Array], is_record: pa.Array, merges: Mapping[int, Sequence[Merge]]
) -> dict[str, pa.Array]:
    """Return our columns, with what merges, ditto marks and groups leave out."""
    values: dict[str, pa.Array] = {}
    for name, array in _pick(part.header.columns, delivered).items():
        at = part.header.columns[name]
        # One count over several rows is that of them all.
        over = merges.get(at, ()) if name != "quantity" else ()
        values[name] = filled.dittos(
            filled.under_merges(array, over, part.grid, at, part.start), is_record, name
        )
    for name, places in (("co_author", part.header.co_authors), ("unit_name", part.header.co_units)):
        for at in places:
            if at < len(delivered):
                values[name] = _joined(values.get(name), delivered[at])
    if (under := part.header.subtitle) is not None and under < len(delivered):
        values["article_title"] = _with_subtitle(values["article_title"], delivered[under])
    for name in part.header.days:
        values[name] = _day_in_columns(part, name, delivered, is_record, merges)
    values |= moments.shown_in_bulk(values, DAYS)
    numbers = _numbers(part, delivered)
    if numbers is not None and "unit_name" in values:
        values["unit_name"] = filled.by_numbers(values["unit_name"], numbers, is_record)
    if part.grid.merges is None and "unit_name" in values:
        values["unit_name"] = filled.by_group(values["unit_name"], is_record)
    return values


def _numbers(part: Part, delivered: Sequence[pa.Array]) -> pa.Array | None:
    """Return the running numbers of a table, if it has a column of them."""
    places = (at for at, heading in enumerate(part.header.headings) if normalised(heading) in _RUNNING)
    at = next(places, len(delivered))
    return delivered[at] if at < len(delivered) else None


def _joined(first: pa.Array | None, further: pa.Array) -> pa.Array:
    """Return two columns of names as one."""
    if first is None:
        return further
    both = pc.binary_join_element_wise(first, further, "、")
    return pc.if_else(blank(further), first, pc.if_else(blank(first), further, both))


def _with_subtitle(title: pa.Array, under: pa.Array) -> pa.Array:
    """Return the title with what stands under it, as a bulletin prints the two in one line."""
    plain = pc.utf8_ltrim(pc.utf8_trim_whitespace(under), characters="—-–－ ")
    both = pc.binary_join_element_wise(title, plain, "——")
    return pc.if_else(pc.or_(blank(under), blank(title)), title, both)


def _day_in_columns(
    part: Part,
    name: str,
    delivered: Sequence[pa.Array],
    is_record: pa.Array,
    merges: Mapping[int, Sequence[Merge]],
) -> pa.Array:
    """Return the day of a register that has a column for the month and one for the day, as "3月5日"."""
    at = part.header.days[name]
    said: list[pa.Array] = []
    for unit in [one for one in ("年", "月", "日") if one in at and at[one] < len(delivered)]:
        column = at[unit]
        whole = filled.under_merges(delivered[column], merges.get(column, ()), part.grid, column, part.start)
        number = pc.utf8_trim(filled.dittos(whole, is_record), characters=f" \u3000{unit}")
        number = pc.replace_substring_regex(number, r"\.0$", "")
        said.append(pc.if_else(blank(number), "", pc.binary_join_element_wise(number, unit, "")))
    return pc.binary_join_element_wise(*said, "") if said else pa.nulls(part.row_count, _TEXT)


def _unheaded(part: Part, delivered: Sequence[pa.Array], is_record: pa.Array) -> tuple[int, ...]:
    """Return the columns that have cells but no heading."""
    known = part.header.places
    return tuple(at for at in range(len(delivered)) if at not in known and _has_any(delivered[at], is_record))


def _place(left: int) -> str | None:
    """Return the place of a table that stands beside another: the column where it begins."""
    return str(left + 1) if left else None


def _supply(
    values: dict[str, pa.Array], sections: Sequence[tuple[int, str | None]], is_record: pa.Array
) -> None:
    """Give the rows of a section the unit or the outlet in its heading, if that is just what the table lacks."""
    lacking = [name for name in ("unit_name", "outlet_name") if not _has_any(values.get(name), is_record)]
    names = [(row, roles.name_in(text) if text else None) for row, text in sections]
    said = pa.array(sorted({name for _, name in names if name}), _TEXT)
    if len(lacking) != 1 or not len(said):
        return
    other = values["outlet_name" if lacking == ["unit_name"] else "unit_name"]
    if not pc.any(pc.is_in(pc.utf8_trim(other, characters="《》 "), value_set=said)).as_py():
        values[lacking[0]] = pc.if_else(is_record, stretched(names, len(is_record)), None)


def _has_any(array: pa.Array | None, is_record: pa.Array) -> bool:
    return array is not None and bool(pc.any(pc.and_(is_record, pc.invert(blank(array)))).as_py())


def _problems(part: Part, is_record: pa.Array, void: Mapping[int, Code]) -> tuple[pa.Array, pa.Array]:
    """Return code and sentence of what is wrong with each row: of several things the last."""
    count = part.row_count
    hidden = Problem(
        "hidden_sheet",
        f"工作表“{part.grid.sheet_name}”是隐藏的，按旧副本处理，不计：如果应当计入，请取消隐藏后重新发送",
    )
    codes, sentences = pa.nulls(count, _TEXT), pa.nulls(count, _TEXT)
    found = [(array, _CUT) for array in map(_is_too_long, part.columns.arrays) if array is not None]
    faults = cell_faults.faults(part.grid, part.header.columns, part.start, count, void)
    found += [(pc.and_(flags(rows, count), is_record), problem) for rows, problem in faults]
    found += [(is_record, hidden)] if part.grid.is_hidden else []
    for is_wrong, problem in found:
        codes = pc.if_else(is_wrong, problem.code, codes)
        sentences = pc.if_else(is_wrong, problem.sentence, sentences)
    return codes, sentences


def _doubtful(part: Part, delivered: Sequence[pa.Array], values: Mapping[str, pa.Array]) -> pa.Array:
    """Return for each row which of its days may lack a last zero: also one carried down from another row."""
    said = pa.nulls(part.row_count, _TEXT)
    for name in DAYS if part.grid.short_numbers else ():
        at = part.header.columns.get(name, -1)
        if rows := _short_rows(part, at):
            short = pa.array(sorted({part.grid.text(part.start + row, at) for row in rows}), _TEXT)
            is_typed = pc.and_(pc.is_in(delivered[at], value_set=short), pc.invert(flags(rows, part.row_count)))
            is_short = pc.and_(pc.is_in(values[name], value_set=short), pc.invert(is_typed))
            named = pc.if_else(pc.is_null(said), name, pc.binary_join_element_wise(said, name, BETWEEN))
            said = pc.if_else(is_short, named, said)
    return said


def _short_rows(part: Part, column: int) -> list[int]:
    """Return the rows, from the part's first, whose number in a column may lack its last zero."""
    rows = range(part.start, part.start + part.row_count)
    return [row - part.start for row, at in part.grid.short_numbers if at == column and row in rows]


def _titles(part: Part, judged: _Judged, title: str | None) -> list[tuple[int, str | None]]:
    """Return the title of the table and those that stand above repeated headers, each with the row it begins at."""
    titles = [(0, title)]
    for header in part.repeated:
        own = _title_above(judged, header.top - part.start)
        if own:
            titles.append((header.bottom + 1 - part.start, own))
    return titles


def _texts(
    part: Part, judged: _Judged, sections: Sequence[tuple[int, str | None]], is_record: pa.Array
) -> Iterator[tuple[int, str]]:
    """Give what is neither a heading, a record, a total nor a line that forms have: nobody can tell what it is for.

    Below the last record is nothing that a heading could announce, unless another table follows.
    """
    last = max(pc.indices_nonzero(is_record).to_pylist(), default=-1) if judged.notes else -1
    is_followed = part.start + part.row_count < len(part.grid.rows)
    headings = {row for row, text in sections if text and (row < last or is_followed)}
    for row, cells in sorted(judged.notes.items()):
        said = [text.strip() for text in cells if not is_blank(text)]
        is_known = any(roles.is_of_forms(text) for text in said[:1]) and not roles.may_be_meant(said)
        if row not in headings and not is_known:
            yield part.grid.row_numbers[part.start + row], " ".join(said)


def _title_above(judged: _Judged, end: int) -> str | None:
    """Return the headings above this row: they announce what follows, unless they sign what stands above them."""
    texts: list[str] = []
    blanks = set(judged.blanks)
    for row in range(end - 1, max(end - 1 - _TITLE_ROWS, -1), -1):
        if row in blanks:
            continue
        text = " ".join(cell.strip() for cell in judged.notes.get(row, ()) if not is_blank(cell))
        if not text or roles.closes_table(text):
            break
        texts.insert(0, text)
    return " ".join(texts) or None


def _sections(part: Part, judged: _Judged) -> list[tuple[int, str | None]]:
    """Return the headings inside the table with their rows; a repeated header ends what stands above it.

    So does a lone title: it may be a heading that nobody can tell, and what follows is not of the section before it.
    """
    found = {row: roles.heading(texts) for row, texts in judged.notes.items()}
    found |= dict.fromkeys([*_header_rows(part), *judged.alone])
    return sorted(
        ((row, text) for row, text in found.items() if text or row not in judged.notes),
        key=lambda one: one[0],
    )


def _header_rows(part: Part) -> list[int]:
    return [row - part.start for header in part.repeated for row in range(header.top, header.bottom + 1)]


def _pick(positions: Mapping[str, int], arrays: Sequence[pa.Array]) -> dict[str, pa.Array]:
    return {name: arrays[at] for name, at in positions.items() if at < len(arrays)}


def _said(array: pa.Array, is_note: pa.Array) -> pa.Array:
    return pc.if_else(pc.or_(blank(array), is_note), None, array)


def _is_too_long(array: pa.Array) -> pa.Array | None:
    # A column that is shorter than a cell may be holds none that is too long.
    is_short = array.nbytes <= limits.MAX_CELL_CHARS
    if is_short or (pc.max(pc.binary_length(array)).as_py() or 0) <= limits.MAX_CELL_CHARS:
        return None
    return pc.fill_null(pc.greater(pc.utf8_length(array), limits.MAX_CELL_CHARS), False)


def _cut(array: pa.Array) -> pa.Array:
    return array if _is_too_long(array) is None else pc.utf8_slice_codeunits(array, 0, limits.MAX_CELL_CHARS)


def _scattered(texts: Mapping[int, str | None], row_count: int) -> pa.Array:
    """Return an array with these texts in their rows and nothing elsewhere."""
    if not texts:
        return pa.nulls(row_count, _TEXT)
    return pa.array([texts.get(row) for row in range(row_count)], _TEXT)
