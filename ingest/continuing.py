"""A table without a header that goes on from the one above it: on the next page, in the next sheet, under 续表."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import columns_of
from ingest.grids import Grid, is_blank
from ingest.headers import Header

_LOOK_AT_ROWS = 50
_TITLES = 5
_DAY = re.compile(r".*\d.*[-./年月日号].*|\d{4,8}|\d{1,2}")
_NUMBER = re.compile(r"[\d.,%\s]+")
_NAMES = ("outlet_name", "unit_name", "author")


def first_row(grid: Grid, header: Header, above: pa.Table) -> int | None:
    """Return the first record if a sheet has as many columns as the header, with the same kinds of cells; else None."""
    width = len(columns_of(grid.rows).arrays)
    last = max(
        (at for name, at in header.columns.items() if name in ("article_title", "adopted_on", *_NAMES)),
        default=0,
    )
    if "article_title" not in header.columns or not last < width <= max(header.places) + 1:
        return None
    first = next(
        (
            at
            for at in range(min(len(grid.rows), _TITLES))
            if grid.row_numbers[at] and len(_said(grid.rows[at])) > 1
        ),
        None,
    )
    if first is None:
        return None
    rows = [row for row in grid.rows[first : first + _LOOK_AT_ROWS] if len(_said(row)) > 1]
    return first if _is_alike(rows, header, above) else None


def _said(row: Sequence[str]) -> list[str]:
    return [text for text in row if not is_blank(text)]


def _is_alike(rows: Sequence[Sequence[str]], header: Header, above: pa.Table) -> bool:
    """Tell whether titles, days and names stand where those of the table above do."""
    cells = {
        name: [row[at].strip() if at < len(row) else "" for row in rows]
        for name, at in header.columns.items()
    }
    titles = [text for text in cells["article_title"] if len(text) > 3 and not _NUMBER.fullmatch(text)]
    if 2 * len(titles) <= len(rows):
        return False
    votes = [_is_mostly(cells["adopted_on"], _DAY)] if "adopted_on" in cells else []
    votes += [_is_mostly(_column(rows, at), _NUMBER) for at in header.ignored]
    known = {name: set(pc.unique(above[name]).to_pylist()) - {None} for name in _NAMES if name in cells}
    if any(votes) and all(votes):
        return True
    return any(known[name] & set(cells[name]) for name in known) and (not votes or any(votes))


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip() if at < len(row) else "" for row in rows]


def _is_mostly(cells: Sequence[str], shape: re.Pattern[str]) -> bool:
    said = [text for text in cells if text]
    return bool(said) and 2 * sum(shape.fullmatch(text) is not None for text in said) > len(said)
