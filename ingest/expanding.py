"""Rows that report several adoptions, one record for each; and what a mark under an outlet says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import blank
from ingest.headers import Header
from ingest.records import SCHEMA
from ingest.several import DAY, ISSUE, LINK, MARK, NONE, PAGE, OwnCells

_TEXT = pa.string()


def expanded(
    table: pa.Table,
    header: Header,
    delivered: Sequence[pa.Array],
    is_record: pa.Array,
    is_left_out: pa.Array,
    rows_of: Callable[[Header], dict[str, pa.Array]],
    is_short: Callable[[int], pa.Array],
) -> pa.Table:
    """Return the rows with a record for each adoption that one of them reports; a row of none stays one record.

    `is_short` tells which cells of a column hold a number that may lack its last zero.
    """
    count = len(table)
    rows = pa.array(range(count), pa.int64())
    tables, numbers = [], []
    is_told = is_left_out
    for own in header.several:
        cell = delivered[own.place] if own.place < len(delivered) else pa.nulls(count, _TEXT)
        has_it = pc.and_(is_record, pc.invert(pc.or_(blank(cell), _fits(cell, NONE))))
        is_told = pc.or_(is_told, has_it)
        mine = _verdicts(header, own)
        others = frozenset(header.verdicts) - frozenset(mine)
        columns = {**header.columns, **own.columns}
        if others and mine:
            columns["verdict"] = mine[0]
        said = rows_of(
            replace(header, columns=columns, verdicts=mine, ignored=header.ignored | others)
        )
        tables.append(pa.table(_of(own, cell, said, is_short(own.place)), schema=SCHEMA).filter(has_it))
        numbers.append(rows.filter(has_it))
    tables.append(table.filter(pc.invert(is_told)))
    numbers.append(rows.filter(pc.invert(is_told)))
    return pa.concat_tables(tables).take(pc.array_sort_indices(pa.concat_arrays(numbers)))


def _verdicts(header: Header, own: OwnCells) -> tuple[int, ...]:
    """Return the columns that say whether this adoption took place: its own, if each has one behind it."""
    starts = sorted(min(one.places) for one in header.several)
    ends = [*starts[1:], len(header.headings)]
    behind = {
        start: [at for at in header.verdicts if start < at < end] for start, end in zip(starts, ends, strict=True)
    }
    if len(starts) < 2 or any(len(found) != 1 for found in behind.values()):
        return header.verdicts
    return tuple(behind[min(own.places)])


def _of(
    own: OwnCells, cell: pa.Array, said: dict[str, pa.Array], is_short: pa.Array
) -> dict[str, pa.Array]:
    """Return the columns of one of the adoptions: what its heading says, and what its cell does."""
    count = len(cell)
    left = said["place_in_row"][0].as_py() if count else None
    place = str((int(left) - 1 if left else 0) + own.place + 1)
    said = said | {"place_in_row": pa.repeat(pa.scalar(place), count)}
    said |= {
        name: pc.if_else(blank(said[name]), text, said[name])
        if name != "outlet_name"
        else pa.repeat(text, count)
        for name, text in own.said.items()
    }
    return _marked(own.said["outlet_name"], cell, said, is_short) if own.is_marked else said


def _marked(
    outlet: str, cell: pa.Array, said: dict[str, pa.Array], is_short: pa.Array
) -> dict[str, pa.Array]:
    """Read the cells under an outlet's name: a mark, or the day, the issue, the page, the link of what it printed."""
    cell = pc.utf8_trim_whitespace(cell)
    is_open = pc.invert(_fits(cell, MARK))
    for name, pattern in (("link", LINK), ("adopted_on", DAY), ("issue", ISSUE), ("page", PAGE)):
        is_said = pc.and_(is_open, _fits(cell, pattern))
        said |= {name: pc.if_else(is_said, cell, said[name])}
        is_open = pc.and_(is_open, pc.invert(is_said))
    is_open = pc.and_(is_open, pc.is_null(said["problem_code"]))
    sentence = pc.binary_join_element_wise(
        f"“{outlet}”一栏写的是“",
        cell,
        "”，看不出是否采用、采用几次：确已采用的答复“计入”，没有采用的答复“不计”",
        "",
    )
    return said | {
        "problem_code": pc.if_else(is_open, "unclear_mark", said["problem_code"]),
        "problem": pc.if_else(is_open, sentence, said["problem"]),
        "doubtful": pc.if_else(pc.and_(is_short, _fits(cell, DAY)), "adopted_on", said["doubtful"]),
    }


def _fits(cell: pa.Array, pattern: str) -> pa.Array:
    """Tell which cells a pattern fits; a blank one none."""
    return pc.fill_null(pc.match_substring_regex(pc.utf8_trim_whitespace(cell), pattern), False)
