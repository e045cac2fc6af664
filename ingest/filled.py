"""What a blank cell or a ditto mark stands for: the cell that is merged over it, or the one above it.

Only names and days are carried down; an article pasted into a merged cell is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import blank, stretched, text_of
from ingest.grids import Grid, Merge

# 同上, 〃, and in columns of names and days also what elsewhere may be a sign of its own: ↑, ……
_SAME = (
    r"[(（\[【]?(?:[同如仝与][上前](?:一?[行栏条篇格列个期]|述|面|文|标题|单位|刊物|媒体|日期|同)?|上同|仝|同"
    r"|[〃″＂\"”“〞〝〟„‟‴˝ˮ]{1,2}|''|’’)[)）\]】]?[。.]?"
)
_DITTO = re.compile(_SAME)
_DITTO_OF_NAMES = re.compile(rf"{_SAME}|[↑⇑⬆▲]+|…{{1,4}}|\.{{3,6}}|。{{3,}}|[·•]{{3,}}|[,，]{{2}}")
_MAY_BE_DITTO = re.compile(
    "同|仝|上|〃|″|＂|\"|”|“|〞|〝|〟|„|‟|‴|˝|ˮ|''|’’|如前|与前|↑|⇑|⬆|▲|…|\\.\\.\\.|。。。|···|•••|,,|，，".encode()
)
# Where these are carried down: a name or a day is never a mark.
_OF_NAMES = frozenset(
    {"unit_name", "outlet_name", "adopted_on", "issue", "page", "channel", "tier_name", "author"}
)
_MAX_CARRIED_CHARS = 300


def under_merges(column: pa.Array, merges: Sequence[Merge], grid: Grid, at: int, first: int) -> pa.Array:
    """Return a column, beginning at row `first` of the grid, with its blank cells filled from merges over them."""
    spans: list[tuple[int, str | None]] = []
    end = first + len(column)
    for merge in merges:
        text = grid.text(merge.top, at)
        if first <= merge.top < end and text and len(text) <= _MAX_CARRIED_CHARS:
            spans.append((merge.top - first, text))
            if merge.bottom + 1 < end:
                spans.append((merge.bottom + 1 - first, None))
    if not spans:
        return column
    return pc.if_else(blank(column), stretched(_last_of_each(spans), len(column)), column)


def _last_of_each(spans: Sequence[tuple[int, str | None]]) -> list[tuple[int, str | None]]:
    """Of a merge's end and the next one's beginning in the same row only the beginning counts."""
    return list(dict(spans).items())


def dittos(column: pa.Array, is_record: pa.Array, name: str = "") -> pa.Array:
    """Return the column with every ditto mark replaced by what stands in the record above it."""
    if not _MAY_BE_DITTO.search(text_of(column)):
        return column
    marks = _DITTO_OF_NAMES if name in _OF_NAMES else _DITTO
    words = pc.dictionary_encode(pc.fill_null(column, ""))
    is_mark = [marks.fullmatch("".join(text.split())) is not None for text in words.dictionary.to_pylist()]
    if not any(is_mark):
        return column
    is_ditto = pc.and_(pa.array(is_mark).take(words.indices), is_record)
    carried = pc.if_else(pc.less_equal(pc.utf8_length(column), _MAX_CARRIED_CHARS), column, "")
    own = pc.if_else(pc.and_(is_record, pc.invert(is_ditto)), pc.fill_null(carried, ""), None)
    above = pc.fill_null_forward(own)
    return pc.if_else(pc.and_(is_ditto, pc.invert(blank(above))), above, column)


def by_numbers(column: pa.Array, numbers: pa.Array, is_record: pa.Array) -> pa.Array:
    """Return a unit column whose blank cells take the unit above, where the running numbers say that they go on from it.

    So they do where just the rows with a unit have a number, and where each row with a unit begins again at 1.
    """
    rows = pc.indices_nonzero(is_record)
    units, told = column.take(rows), pc.utf8_trim_whitespace(pc.fill_null(numbers.take(rows), ""))
    is_named = pc.invert(blank(units))
    if len(rows) < 2 or not is_named[0].as_py() or pc.all(is_named).as_py():
        return column
    one_each = pc.all(pc.equal(is_named, pc.invert(blank(told)))).as_py()
    return (
        _carried(column, is_record, rows, units, is_named)
        if one_each or _begins_anew(told, is_named)
        else column
    )


def _begins_anew(numbers: pa.Array, is_named: pa.Array) -> bool:
    """Tell whether the numbers begin at 1 in each row with a unit, and count on in each without one."""
    found = [
        int(number) if number.isdecimal() else 0
        for number in pc.replace_substring_regex(numbers, r"\.0$|[.、]$", "").to_pylist()
    ]
    named = is_named.to_pylist()
    goes_on = all(
        number == (1 if is_head else found[at - 1] + 1)
        for at, (number, is_head) in enumerate(zip(found, named, strict=True))
    )
    return goes_on and sum(named) > 1


def by_group(column: pa.Array, is_record: pa.Array) -> pa.Array:
    """Return a unit column whose blank cells take the unit above, if the table plainly names each unit once.

    Plainly: the first record has a unit, no two records in a row repeat one, and one record in five has none.
    Nothing is carried over a row that is no record: sub-totals, headings and blank rows end a group.
    """
    if not pc.any(pc.and_(is_record, blank(column))).as_py():
        return column
    rows = pc.indices_nonzero(is_record)
    units = column.take(rows)
    is_named = pc.invert(blank(units))
    count, blank_count = len(units), len(units) - (pc.sum(is_named).as_py() or 0)
    if count < 2 or not is_named[0].as_py() or blank_count * 5 < count or (blank_count < 2 and count > 3):
        return column
    if pc.any(pc.and_(pc.equal(units.slice(1), units.slice(0, count - 1)), is_named.slice(1))).as_py():
        return column
    return _carried(column, is_record, rows, units, is_named)


def _carried(
    column: pa.Array, is_record: pa.Array, rows: pa.Array, units: pa.Array, is_named: pa.Array
) -> pa.Array:
    """Carry units down to the next one; over a row that is no record nothing is carried."""
    places = pa.array(range(len(units)), pa.int64())
    heads = pc.fill_null_forward(pc.if_else(is_named, places, None))
    # Rows without a gap between them have the same distance to their place among the records.
    block = pc.subtract(rows.cast(pa.int64()), places)
    in_group = pc.equal(block, block.take(heads))
    filled = pc.if_else(in_group, units.take(heads), units)
    return pc.replace_with_mask(column, is_record, filled)
