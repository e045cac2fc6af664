"""Finding a register's header: up to three rows, joined through merges, whose words map to our columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from ingest import registers, several, tellings
from ingest.columns import Columns, columns_of
from ingest.grids import Grid, is_blank
from ingest.layouts import IGNORE, Layouts, normalised, normalised_in_bulk
from ingest.reading import ADOPTION, Problem, UnreadableError
from ingest.registers import Register
from ingest.several import Label, OwnCells

_MAX_DEPTH = 3
# A header hardly ever stands further down; beyond, rows are only searched for its words.
_TOP_ROWS = 200
# A title stands in the rows right above its header.
_TITLE_ROWS = 4
# A page of forty rows has one: a full sheet printed with a header on each page has some thousands.
_MAX_HEADERS = 10_000
_MAX_HEADING_CHARS = 30
_MAX_HEADINGS_SAID = 20
_TITLE = "article_title"
_SUMS = re.compile(r"[条篇]数|采用[数量]|录用数|得分|积分|总分|分值|名次|排名|位次|累计|合计|小计")
_CO_AUTHOR = "co_author"
_SUBTITLES = frozenset({"副标题", "副题", "子标题", "副标"})
_PARTS_OF_DAY = ("年", "月", "日")
# Cells under a heading that are looked at to tell what they are.
_LOOK_AT_ROWS = 200
_VERDICT = "verdict"
_BESIDE_TITLE = frozenset({"unit_name", "outlet_name", "adopted_on"})
# A general word gives way to one that is this column's alone.
_GENERAL_RANK = 1_000_000
# What the desk has said of a column is behind what the table itself calls so.
_TOLD_RANK = 3_000_000


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns are; positions count from 0."""

    top: int
    depth: int
    columns: Mapping[str, int]
    extras: Mapping[str, int]
    known_count: int
    register: str = ADOPTION
    co_authors: tuple[int, ...] = ()  # more columns of authors than one of the first and one of others
    co_units: tuple[int, ...] = ()  # more columns of units under the same heading
    subtitle: int | None = None
    days: Mapping[str, Mapping[str, int]] = field(
        default_factory=dict
    )  # a day whose parts have a column each
    several: tuple[OwnCells, ...] = ()  # what each of several adoptions in a row has of its own
    ignored: frozenset[int] = frozenset()
    headings: tuple[str, ...] = ()  # of every column, blank where it has none
    verdicts: tuple[int, ...] = ()  # columns that may say whether a piece was adopted
    blank_means: Mapping[str, str] = field(default_factory=dict)  # by heading, what the desk has said of blanks

    @property
    def bottom(self) -> int:
        return self.top + self.depth - 1

    @property
    def places(self) -> frozenset[int]:
        """The columns of which is known what they are, be it none of ours."""
        of_days = (at for one in self.days.values() for at in one.values())
        of_several = (at for one in self.several for at in one.places)
        under = () if self.subtitle is None else (self.subtitle,)
        told = (*self.columns.values(), *self.extras.values(), *self.co_authors, *self.co_units, *under)
        return frozenset({*told, *of_days, *of_several, *self.ignored})


def find(grid: Grid, layouts: Layouts, start: int = 0) -> Header | None:
    """Return the first header from row `start` on, or None."""
    for row in _may_be_headers(grid, layouts, start):
        header = at(grid, layouts, row, start)
        if header:
            return header
    return None


def find_all(grid: Grid, header: Header, layouts: Layouts) -> list[Header]:
    """Return every header of the sheet: the first, which is given, its repetitions, those of further tables below."""
    found = [header]
    for row in _rows_with(columns_of(grid.rows), _anchor_words(grid, header, layouts)):
        last = found[-1]
        if row > last.bottom:
            following = _repeated(grid, last, row) or at(grid, layouts, row, last.bottom + 1)
            found.extend([following] if following else [])
        if len(found) > _MAX_HEADERS:
            raise UnreadableError(
                "too_large",
                f"工作表“{grid.sheet_name}”里有 {_MAX_HEADERS} 个以上表头：请把记录整理成一张表后重新发送",
            )
    return found


def none_found(grids: Sequence[Grid], layouts: Layouts) -> Problem:
    """Return the problem of a file without any header, with the headings it has and what they lack."""
    seen = max((_headings(grid, layouts) for grid in grids), key=lambda one: one[:2], default=(0, 0, []))[2]
    columns = {match[0] for text in seen if (match := layouts.match(text))}
    if _TITLE not in columns and "unit_name" in columns and any(_SUMS.search(text) for text in seen):
        return Problem(
            "no_header",
            f"这是各单位采用数或得分的汇总表（{'、'.join(seen)}），没有逐篇的标题，不能逐篇计入，也没有分刊物的篇数：请报送逐篇的登记表；"
            "只核对篇数的，请列成“单位 × 刊物”的表",
        )
    lacking = [] if _TITLE in columns else ["“标题”一列"]
    lacking += [] if _BESIDE_TITLE & columns else ["“单位”“刊物媒体”“日期”中的至少一列"]
    told = (
        f"看到的表头：{'、'.join(seen)}；缺少：{'和'.join(lacking) or '可以辨认的组合'}"
        if seen
        else "没有像表头的行"
    )
    return Problem(
        "no_header",
        f"没有找到登记表的表头（{told}）：请补上表头后重新发送；如果表头用了别的说法，请写进本单位的 headers.csv",
    )


def _headings(grid: Grid, layouts: Layouts) -> tuple[int, int, list[str]]:
    """Return the most heading-like row of a sheet: the number of words we know, of short texts, and the texts."""
    best: tuple[int, int, list[str]] = (0, 0, [])
    for row in grid.rows[:_TOP_ROWS]:
        texts = [text.strip() for text in row if not is_blank(text) and len(text) <= _MAX_HEADING_CHARS]
        texts = [" ".join(text.split()) for text in texts if not text.replace(".", "").isdigit()]
        known = sum(layouts.match(text) is not None for text in texts)
        best = max(
            best,
            (known, len(texts) if len(texts) > 1 else 0, texts[:_MAX_HEADINGS_SAID]),
            key=lambda one: one[:2],
        )
    return best


def _may_be_headers(grid: Grid, layouts: Layouts, start: int) -> Iterator[int]:
    """Return the rows that hold a word that every header has one of: near the top as written, below in bulk."""
    top = min(len(grid.rows), start + _TOP_ROWS)
    yield from (row for row in range(start, top) if _has_anchor_word(grid.rows[row], layouts))
    if top < len(grid.rows):
        words = {word for word, (name, _) in layouts.words.items() if name in layouts.anchors}
        below = columns_of(grid.rows).span(top, len(grid.rows))
        yield from (top + row for row in _rows_with(below, words, normalised_in_bulk))


def _rows_with(
    columns: Columns, words: Iterable[str], prepared: Callable[[pa.Array], pa.Array] | None = None
) -> list[int]:
    """Return the rows that have one of the words as a cell."""
    wanted = pa.array(sorted(words), pa.string())
    found: set[int] = set()
    for array in columns.arrays:
        cells = prepared(array) if prepared else array
        found.update(pc.indices_nonzero(pc.is_in(cells, value_set=wanted)).to_pylist())
    return sorted(found)


def _anchor_words(grid: Grid, header: Header, layouts: Layouts) -> set[str]:
    columns = [column for name, column in header.columns.items() if name in layouts.anchors]
    rows = range(header.top, header.bottom + 1)
    own = {grid.text(row, column) for row in rows for column in columns} - {""}
    return own | {word for word, (name, _) in layouts.words.items() if name in layouts.anchors}


def _repeated(grid: Grid, header: Header, row: int) -> Header | None:
    """Return the header again if the same rows stand here."""
    rows = list(grid.rows[header.top : header.bottom + 1])
    for top in range(row, row - header.depth, -1):
        if top > header.bottom and list(grid.rows[top : top + header.depth]) == rows:
            return replace(header, top=top)
    return None


def at(grid: Grid, layouts: Layouts, row: int, start: int = 0) -> Header | None:
    """Return the header that this row is part of: most known words first, then fewest rows."""
    best: Header | None = None
    for depth in range(1, _MAX_DEPTH + 1):
        for top in range(max(start, row - depth + 1), row + 1):
            # No more words can be known than the rows have cells: mostly one row says all.
            if top + depth > len(grid.rows) or (best and _width(grid, top, depth) <= best.known_count):
                continue
            header = _read(grid, layouts, top, depth)
            if header and (best is None or header.known_count > best.known_count):
                best = header
    return best


def _width(grid: Grid, top: int, depth: int) -> int:
    return max(len(row) for row in grid.rows[top : top + depth])


def _has_anchor_word(row: Sequence[str], layouts: Layouts) -> bool:
    return any((match := layouts.match(text)) is not None and match[0] in layouts.anchors for text in row)


def _read(grid: Grid, layouts: Layouts, top: int, depth: int) -> Header | None:
    """Read these rows as a header; None if they are none."""
    labels: Sequence[Label] = labels_of(grid, top, depth, layouts)
    days = _days(labels, layouts)
    below = _below(grid, top + depth)
    found = several.find(labels, below)
    told_at = None if found or _has_outlets(labels) else tellings.column(labels, below)
    telling = {column for column, (_, match) in enumerate(labels) if match}
    telling |= {at for one in days.values() for at in one.values()} | {
        at for one in found for at in one.places
    }
    for row in range(top + 1, top + depth):
        # Below its first row a header is mostly known words: this keeps the first record out of it.
        own = {column for column, text in enumerate(grid.rows[row]) if not is_blank(text)}
        if 2 * len(own & telling) <= len(own):
            return None
    further = {*days, *_said_by(found), *(() if told_at is None else ("outlet_name",))}
    register, best, labels = _decided(labels, _above(grid, top), layouts, further)
    if register is None:
        return None
    if told_at is not None and register == ADOPTION:
        best = {name: at for name, at in best.items() if at != told_at} | {"outlet_name": told_at}
    found = found if register == ADOPTION else ()
    if found:
        best = {**best, **found[0].columns}
    subtitle = _subtitle(labels)
    places = frozenset(at for one in found for at in one.places)
    co_authors = tuple(at for at in _co_authors(labels, best) if at not in places)
    co_units = tuple(at for at in _again(labels, best, "unit_name") if at not in places)
    # A column that the desk calls one of units stands beside that of the table itself.
    co_units += tuple(
        at
        for at, (_, match) in enumerate(labels)
        if match == ("unit_name", _TOLD_RANK) and at not in (*best.values(), *co_units)
    )
    ignored = frozenset(at for at, (_, match) in enumerate(labels) if match and match[0] == IGNORE)
    used = {
        *best.values(),
        *co_authors,
        *co_units,
        *ignored,
        *places,
        *([] if subtitle is None else [subtitle]),
    }
    extras = _extras((column, label) for column, (label, _) in enumerate(labels) if column not in used)
    days = {name: parts for name, parts in days.items() if name not in best}
    # A heading over several columns is one known word: what stands under it says more.
    known_count = sum(at == 0 or labels[at] != labels[at - 1] for at in telling)
    headings = headings_of(labels)
    verdicts = tuple(at for at, (_, match) in enumerate(labels) if match and match[0] == _VERDICT)
    return Header(
        top, depth, best, extras, known_count, register, co_authors, co_units, subtitle, days, found, ignored,
        headings, verdicts, layouts.blank_means(headings),
    )  # fmt: skip


def _has_outlets(labels: Sequence[Label]) -> bool:
    return any(match is not None and match[0] == "outlet_name" for _, match in labels)


def _below(grid: Grid, first: int) -> Callable[[int], Sequence[str]]:
    """Return what gives some of the cells under a heading."""

    def cells(column: int) -> list[str]:
        rows = range(first, min(first + _LOOK_AT_ROWS, len(grid.rows)))
        return ["".join(grid.text(row, column).split()) for row in rows]

    return cells


def _said_by(found: Sequence[OwnCells]) -> set[str]:
    """Return the columns that adoptions in a row have of their own, in a cell or by a heading."""
    return {name for one in found for name in (*one.columns, *one.said)}


def _decided(
    labels: Sequence[Label], title: str, layouts: Layouts, further: set[str]
) -> tuple[str | None, dict[str, int], Sequence[Label]]:
    """Return which register this is, its columns, and its headings as that register understands them.

    `further` are columns that no heading of their own says.
    """
    plain = _best_columns(labels)
    own = {register.name: _relabelled(labels, register) for register in layouts.registers}
    columns = {name: _best_columns(found) for name, found in own.items()}
    named = {name: found.keys() | _others(own[name]) for name, found in columns.items()}
    heading = registers.heading_of(title, layouts.file_name, layouts.registers)
    decided = registers.decide(layouts.registers, plain.keys() | further, named, heading)
    if decided is None:
        return None, plain, labels
    return decided, columns[decided], own[decided]


def _days(labels: Sequence[Label], layouts: Layouts) -> dict[str, dict[str, int]]:
    """Return the days whose month and day have a column each, by what the heading over them says they are."""
    found: dict[str, dict[str, int]] = {}
    for at, (label, match) in enumerate(labels):
        upper, _, part = label.rpartition("/")
        if match is None and part.strip() in _PARTS_OF_DAY:
            said = layouts.match(upper) if upper else None
            found.setdefault(said[0] if said else "adopted_on", {}).setdefault(part.strip(), at)
    return {name: parts for name, parts in found.items() if {"月", "日"} <= parts.keys()}


def _subtitle(labels: Sequence[Label]) -> int | None:
    """Return the column of what stands under the title."""
    return next(
        (at for at, (label, _) in enumerate(labels) if normalised(label.split("/")[-1]) in _SUBTITLES), None
    )


def _relabelled(labels: Sequence[Label], register: Register) -> Sequence[Label]:
    """Return the headings with general words taken as this register means them."""
    if not register.own_words:
        return labels
    return [
        (
            label,
            (column, _GENERAL_RANK)
            if (column := register.own_words.get(normalised(label.split("/")[-1])))
            else match,
        )
        for label, match in labels
    ]


def _others(labels: Sequence[Label]) -> frozenset[str]:
    return frozenset({registers.OTHER} if any(label and match is None for label, match in labels) else ())


def _above(grid: Grid, top: int) -> str:
    """Return the sheet's name and the title above a header: rows of few cells, right above it."""
    texts = [grid.sheet_name]
    for row in grid.rows[max(0, top - _TITLE_ROWS) : top]:
        said = [text.strip() for text in row if not is_blank(text)]
        texts += said if len(said) <= 2 else []
    return " ".join(texts)


def labels_of(grid: Grid, top: int, depth: int, layouts: Layouts) -> list[Label]:
    """Return each column's heading in these rows, and what it maps to: what the desk has said of it, or its words."""
    labels = [_label(parts, layouts) for parts in zip(*levels(grid, top, depth), strict=True)]
    told = layouts.as_told(headings_of(labels)) if layouts.told else {}
    if not told:
        return labels
    return [
        (label, (told[heading], _TOLD_RANK)) if heading in told else (label, match)
        for heading, (label, match) in zip(headings_of(labels), labels, strict=True)
    ]


def headings_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """Return the headings as a form is told by them."""
    return tuple("".join(label.split()) for label, _ in labels)


def levels(grid: Grid, top: int, depth: int) -> list[list[str]]:
    """Return the header rows with merged ranges filled to the right and down."""
    width = max((len(row) for row in grid.rows[top : top + depth]), default=0)
    found = [[*row, *[""] * (width - len(row))] for row in grid.rows[top : top + depth]]
    for merge in grid.merges or ():
        if top <= merge.top < top + depth:
            text = grid.text(merge.top, merge.left)
            for row in range(merge.top - top, min(merge.bottom - top + 1, depth)):
                for column in range(merge.left, min(merge.right + 1, width)):
                    found[row][column] = text
    for upper, lower in pairwise(found):
        # Text files have no merges: a blank beside a group heading and above a heading belongs to the group.
        for column in range(1, width):
            if is_blank(upper[column]) and not is_blank(lower[column]) and not is_blank(lower[column - 1]):
                upper[column] = upper[column - 1]
    return found


def _label(parts: tuple[str, ...], layouts: Layouts) -> Label:
    """Return a column's heading and what it maps to: its whole text if that is known, else its last level."""
    texts: list[str] = []
    for part in parts:
        if not is_blank(part) and part.strip() not in texts[-1:]:
            texts.append(part.strip())
    if not texts:
        return "", None
    match = layouts.match("".join(texts)) or layouts.match("/".join(texts)) or layouts.match(texts[-1])
    return "/".join(texts), match


def _best_columns(labels: Sequence[Label]) -> dict[str, int]:
    """Return one position per column of ours: that of the word of the best rank, then the leftmost."""
    best: dict[str, tuple[int, int]] = {}
    for position, (_, match) in enumerate(labels):
        if match and match[0] != IGNORE:
            column, rank = match
            best[column] = min(best.get(column, (rank, position)), (rank, position))
    return {column: position for column, (_, position) in best.items()}


def _co_authors(labels: Sequence[Label], best: Mapping[str, int]) -> tuple[int, ...]:
    """Return the columns of further authors: a word of its own, or that of the first author again."""
    words = {at: match for at, (_, match) in enumerate(labels) if match}
    own = words.get(best.get("author", -1))
    return tuple(
        at
        for at, match in words.items()
        if (match[0] == _CO_AUTHOR or match == own) and at not in best.values()
    )


def _again(labels: Sequence[Label], best: Mapping[str, int], name: str) -> Iterator[int]:
    """Give further columns under the heading of one of ours, numbered or not."""
    first = best.get(name)
    words = {
        at: several.base_of(label) for at, (label, match) in enumerate(labels) if match and match[0] == name
    }
    yield from (
        at for at, word in words.items() if at != first and word == words.get(-1 if first is None else first)
    )


def _extras(unmapped: Iterator[tuple[int, str]]) -> dict[str, int]:
    extras: dict[str, int] = {}
    for position, label in unmapped:
        if label:
            # A heading that stands twice is told apart by its column number.
            extras[label if label not in extras else f"{label}({position + 1})"] = position
    return extras
