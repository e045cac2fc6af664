"""Finding a register's header: up to three rows, joined through merges, whose words map to our columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import registers
from ingest.grids import Grid, is_blank
from ingest.layouts import IGNORE, Layouts, normalised
from ingest.reading import ADOPTION
from ingest.registers import Register

_MAX_DEPTH = 3
# A title stands in the rows right above its header.
_TITLE_ROWS = 4


# A column's heading, and the column of ours it stands for with the rank of its word.
_Label = tuple[str, tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns are; positions count from 0."""

    top: int
    depth: int
    columns: Mapping[str, int]
    extras: Mapping[str, int]
    known_count: int
    register: str = ADOPTION

    @property
    def bottom(self) -> int:
        return self.top + self.depth - 1


def find(grid: Grid, layouts: Layouts, start: int = 0) -> Header | None:
    """Return the first header from row `start` on, or None."""
    for row in range(start, len(grid.rows)):
        if _has_anchor_word(grid.rows[row], layouts):
            header = at(grid, layouts, row, start)
            if header:
                return header
    return None


def at(grid: Grid, layouts: Layouts, row: int, start: int = 0) -> Header | None:
    """Return the header that this row is part of: most known words first, then fewest rows."""
    found = [
        header
        for depth in range(1, _MAX_DEPTH + 1)
        for top in range(max(start, row - depth + 1), row + 1)
        if top + depth <= len(grid.rows) and (header := _read(grid, layouts, top, depth))
    ]
    return max(found, key=lambda header: (header.known_count, -header.depth), default=None)


def _has_anchor_word(row: Sequence[str], layouts: Layouts) -> bool:
    return any((match := layouts.match(text)) is not None and match[0] in layouts.anchors for text in row)


def _read(grid: Grid, layouts: Layouts, top: int, depth: int) -> Header | None:
    """Read these rows as a header; None if they are none."""
    levels = _levels(grid, top, depth)
    labels: Sequence[_Label] = [_label(parts, layouts) for parts in zip(*levels, strict=True)]
    known = {column for column, (_, match) in enumerate(labels) if match}
    for row in range(top + 1, top + depth):
        # Below its first row a header is mostly known words: this keeps the first record out of it.
        own = {column for column, text in enumerate(grid.rows[row]) if not is_blank(text)}
        if 2 * len(own & known) <= len(own):
            return None
    register, best, labels = _decided(labels, _above(grid, top), layouts)
    if register is None:
        return None
    used = set(best.values()) | {at for at, (_, match) in enumerate(labels) if match and match[0] == IGNORE}
    extras = _extras((column, label) for column, (label, _) in enumerate(labels) if column not in used)
    return Header(top, depth, best, extras, len(known), register)


def _decided(
    labels: Sequence[_Label], title: str, layouts: Layouts
) -> tuple[str | None, dict[str, int], Sequence[_Label]]:
    """Return which register this is, its columns, and its headings as that register understands them."""
    plain = _best_columns(labels)
    own = {register.name: _relabelled(labels, register) for register in layouts.registers}
    columns = {name: _best_columns(found) for name, found in own.items()}
    named = {name: found.keys() | _others(own[name]) for name, found in columns.items()}
    heading = registers.heading_of(title, layouts.file_name, layouts.registers)
    decided = registers.decide(layouts.registers, plain.keys(), named, heading)
    if decided is None:
        return None, plain, labels
    return decided, columns[decided], own[decided]


def _relabelled(labels: Sequence[_Label], register: Register) -> Sequence[_Label]:
    """Return the headings with general words taken as this register means them."""
    if not register.own_words:
        return labels
    return [
        (
            label,
            (column, 0) if (column := register.own_words.get(normalised(label.split("/")[-1]))) else match,
        )
        for label, match in labels
    ]


def _others(labels: Sequence[_Label]) -> frozenset[str]:
    return frozenset({registers.OTHER} if any(label and match is None for label, match in labels) else ())


def _above(grid: Grid, top: int) -> str:
    """Return the sheet's name and the title above a header: rows of few cells, right above it."""
    texts = [grid.sheet_name]
    for row in grid.rows[max(0, top - _TITLE_ROWS) : top]:
        said = [text.strip() for text in row if not is_blank(text)]
        texts += said if len(said) <= 2 else []
    return " ".join(texts)


def _levels(grid: Grid, top: int, depth: int) -> list[list[str]]:
    """Return the header rows with merged ranges filled to the right and down."""
    width = max((len(row) for row in grid.rows[top : top + depth]), default=0)
    levels = [[*row, *[""] * (width - len(row))] for row in grid.rows[top : top + depth]]
    for merge in grid.merges:
        if top <= merge.top < top + depth:
            text = grid.text(merge.top, merge.left)
            for row in range(merge.top - top, min(merge.bottom - top + 1, depth)):
                for column in range(merge.left, min(merge.right + 1, width)):
                    levels[row][column] = text
    for upper, lower in pairwise(levels):
        # Text files have no merges: a blank beside a group heading and above a heading belongs to the group.
        for column in range(1, width):
            if is_blank(upper[column]) and not is_blank(lower[column]) and not is_blank(lower[column - 1]):
                upper[column] = upper[column - 1]
    return levels


def _label(parts: tuple[str, ...], layouts: Layouts) -> _Label:
    """Return a column's heading and what it maps to: its whole text if that is known, else its last level."""
    texts: list[str] = []
    for part in parts:
        if not is_blank(part) and part.strip() not in texts[-1:]:
            texts.append(part.strip())
    if not texts:
        return "", None
    match = layouts.match("".join(texts)) or layouts.match("/".join(texts)) or layouts.match(texts[-1])
    return "/".join(texts), match


def _best_columns(labels: Sequence[_Label]) -> dict[str, int]:
    """Return one position per column of ours: that of the word of the best rank, then the leftmost."""
    best: dict[str, tuple[int, int]] = {}
    for position, (_, match) in enumerate(labels):
        if match and match[0] != IGNORE:
            column, rank = match
            best[column] = min(best.get(column, (rank, position)), (rank, position))
    return {column: position for column, (_, position) in best.items()}


def _extras(unmapped: Iterator[tuple[int, str]]) -> dict[str, int]:
    extras: dict[str, int] = {}
    for position, label in unmapped:
        if label:
            # A heading that stands twice is told apart by its column number.
            extras[label if label not in extras else f"{label}({position + 1})"] = position
    return extras
