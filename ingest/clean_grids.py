"""A grid as it is read: cleaned, without what is struck out; what was done to it is said, and what was delivered is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest import cell_faults, cleaning, marks
from ingest.columns import Columns, columns_of, put, text_of
from ingest.grids import Grid
from ingest.reading import Problem, Reading, Row

_MAX_SAID = 10
_STRUCK_TAG = re.compile(r"<(s|del|strike)(?: [^<>]*)?>(.{0,2000}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
# Each character of it is struck through by one of its own.
_STRUCK_CHARACTERS = re.compile("(?:[^\u0335-\u0338][\u0335-\u0338])+")
_OVERLAYS = re.compile("[\u0335-\u0338]")


@dataclass(slots=True)
class _Found:
    """What the cells of a grid held, by place: row and column, counted from 0."""

    whole: dict[int, dict[int, marks.Code]] = field(default_factory=lambda: defaultdict(dict))
    errors: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    folds: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def cleaned(grid: Grid) -> Grid:
    """Return the grid as it is to be read; most are only looked at."""
    columns = columns_of(grid.rows)
    if not _may_hold(columns):
        return grid
    found = _Found()
    delivered, read = [], []
    for at, array in enumerate(columns.arrays):
        plain, clean = _column(grid, array, at, found)
        delivered.append(plain)
        read.append(clean)
    original, rows = Columns(tuple(delivered), len(columns)), Columns(tuple(read), len(columns))
    void = {
        row: cell_faults.void(cells, found.whole[row])
        for row, cells in zip(found.whole, original.at(list(found.whole)), strict=True)
    }
    rows = _as_marked(rows, original, grid, found, {row for row, code in void.items() if code})
    errors = {row: dict(cells) for row, cells in found.errors.items()}
    notes = tuple(_notes(grid, found))
    return replace(grid, rows=rows, delivered=original, not_this=found.whole, errors=errors, notes=notes)


def with_texts(grid: Grid, texts: Mapping[tuple[int, int], str]) -> Grid:
    """Return the grid with other texts in these cells, by row and column; those beyond it are left out."""
    columns = columns_of(grid.rows)
    by_column: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), text in texts.items():
        if row < len(columns) and column < len(columns.arrays):
            by_column[column][row] = text
    arrays = list(columns.arrays)
    for column, said in by_column.items():
        arrays[column] = put(arrays[column], said)
    return replace(grid, rows=Columns(tuple(arrays), len(columns))) if by_column else grid


def line(text: str) -> str:
    """Return running text as it is to be read."""
    return cleaning.clean(marks.shown(_with_own_marks(text))) if cleaning.is_rare(text) else text


def cleaned_reading(reading: Reading) -> Reading:
    """Return a reading whose records were read from text without a grid, cleaned, with notes on what was done to them."""
    if isinstance(reading.rows, pa.Table):
        return reading
    told = [
        (row.row_number, text)
        for row in reading.rows
        for text in row.values.values()
        if row.role == "record" and cleaning.is_rare(text) and not marks.whole(text)
    ]
    return replace(reading, rows=(*map(_cleaned_row, reading.rows), *notes_of(told, "条")))


def _cleaned_row(row: Row) -> Row:
    if row.role != "record" or not any(map(cleaning.is_rare, (*row.values.values(), *row.cells))):
        return row
    title = row.values.get("article_title", "")
    # A mark may have been opened in what was taken for the unit before the title.
    around = (code for code, piece in marks.pieces(" ".join(row.cells)) if marks.plain(title) in piece)
    code = marks.whole(title) or (next(around, None) if title else None)
    read = marks.plain if code else line
    return replace(
        row,
        cells=[*map(marks.plain, row.cells)],
        values={name: text for name, said in row.values.items() if (text := cleaning.clean(read(said)))},
        table_title=row.table_title and line(row.table_title),
        problem=Problem(code, marks.VOID[code]) if code else row.problem,
    )


def notes_of(lines: Iterable[tuple[int, str]], counted: str) -> list[Row]:
    """Return notes on what of running text is not read, or read as something else, with the numbers of its lines."""
    found = _Found()
    for number, text in lines:
        if cleaning.is_rare(text):
            for code, piece in marks.pieces(_with_own_marks(text)):
                found.parts[code].append(f"第{number}{counted}“{piece[:40]}”")
            for fold in cleaning.folds(text).items():
                found.folds[fold].append(f"第{number}{counted}")
    return list(_notes(Grid("", (), ()), found))


def _may_hold(columns: Columns) -> bool:
    """Look once through all texts; a line break parts them, so that what begins a cell is told from what is in it."""
    texts = b"\n".join(map(text_of, columns.arrays))
    return bool(pc.match_substring_regex(_string(texts), f"(?m){cleaning.RARE}")[0].as_py())


def _string(content: bytes) -> pa.Array:
    offsets = pa.array([0, len(content)], pa.int64())
    return pa.Array.from_buffers(pa.large_string(), 1, [None, offsets.buffers()[1], pa.py_buffer(content)])


def _column(grid: Grid, array: pa.Array, at: int, found: _Found) -> tuple[pa.Array, pa.Array]:
    """Return a column as delivered and as read, and note what its cells held."""
    rows = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(array, cleaning.RARE), False))
    if not len(rows):
        return array, array
    numbers = rows.to_pylist()
    texts = array.take(rows).to_pylist()
    read = [
        _cell(grid, row, at, _with_own_marks(text), found) for row, text in zip(numbers, texts, strict=True)
    ]
    return put(array, dict(zip(numbers, map(marks.plain, texts), strict=True))), put(
        array, dict(zip(numbers, read, strict=True))
    )


def _with_own_marks(text: str) -> str:
    """Mark what the text itself says is struck out: tags of a page, strokes laid over each character."""
    if "<" in text:
        text = _STRUCK_TAG.sub(lambda tag: marks.marked(tag[2], "struck_out"), text)
    if _OVERLAYS.search(text):
        text = _STRUCK_CHARACTERS.sub(lambda run: marks.marked(_OVERLAYS.sub("", run[0]), "struck_out"), text)
    return text


def _cell(grid: Grid, row: int, at: int, text: str, found: _Found) -> str:
    """Return what is read of a cell."""
    place = _place(grid, row, at)
    if code := marks.whole(text):
        found.whole[row][at] = code
        return ""
    shown = marks.shown(text)
    for code, piece in marks.pieces(text):
        found.parts[code].append(f"{place}略去“{piece[:20]}”，读作“{shown[:20]}”")
    if error := cleaning.error_in(shown):
        found.errors[row][at] = error
        return ""
    for fold in cleaning.folds(shown).items():
        found.folds[fold].append(place)
    return cleaning.clean(shown)


def _as_marked(rows: Columns, original: Columns, grid: Grid, found: _Found, void: set[int]) -> Columns:
    """Return the rows with the texts of those that are set aside, and of single cells that are only not to be seen."""
    back: dict[int, list[int]] = defaultdict(list)
    for row, cells in found.whole.items():
        for at, code in cells.items():
            if row in void or code == "unseen":
                back[at].append(row)
            if row not in void:
                text = original[row][at][:20]
                said = f"“{text}”看不见，仍照此读取" if code == "unseen" else f"“{text}”已划去，按空白读取"
                found.parts[code].append(f"{_place(grid, row, at)}{said}")
    arrays = list(rows.arrays)
    for at, numbers in back.items():
        texts = original.arrays[at].take(pa.array(numbers, pa.int64())).to_pylist()
        arrays[at] = put(arrays[at], dict(zip(numbers, texts, strict=True)))
    return Columns(tuple(arrays), len(rows))


def _notes(grid: Grid, found: _Found) -> Iterator[Row]:
    for code, heading in (("struck_out", "划了删除线的"), ("unseen", "看不见的")):
        if said := found.parts.get(code):
            yield _note(grid, f"{code.partition('_')[0]}_part", f"{heading}文字：{_listed(said)}")
    if found.errors:
        cells = [
            f"{_place(grid, row, at)}是 {error}"
            for row in sorted(found.errors)
            for at, error in sorted(found.errors[row].items())
        ]
        yield _note(grid, "error_cell", f"错误值，按空白读取：{_listed(cells)}")
    if found.folds:
        read = [f"{one} 读作 {meant}（{_listed(places, 3)}）" for (one, meant), places in found.folds.items()]
        yield _note(grid, "read_as", f"字形相同的另一个字符：{_listed(read)}")


def _note(grid: Grid, code: str, sentence: str) -> Row:
    said = f"工作表“{grid.sheet_name}”{sentence}" if grid.sheet_name else sentence
    return Row(grid.sheet_name, 0, "note", values={"remark": said}, problem=Problem(code, said))


def _listed(said: Sequence[str], most: int = _MAX_SAID) -> str:
    rest = f" 等 {len(said)} 处" if len(said) > most else ""
    return "、".join(said[:most]) + rest


def _place(grid: Grid, row: int, at: int) -> str:
    """Return what a person calls a cell, who sees the file in a spreadsheet program or counts its columns."""
    return f"第{grid.row_numbers[row]}行{_letters(at)}列"


def _letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
