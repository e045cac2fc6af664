"""Columns of text written together as one column of JSON, the way `json` would write row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import text_of

# Rows written at one time: what is put together on the way is as long as all columns.
_SPAN = 20_000
_ENCODER = json.JSONEncoder(ensure_ascii=False)
# What people do put into cells; other control characters are rare enough to be written one cell at a time.
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
_OTHER_CONTROLS = bytes(set(range(32)) - set(b"\n\r\t"))
_SPECIAL = bytes(range(32)) + b'"\\'


def lists(columns: Sequence[pa.Array], row_count: int) -> pa.ChunkedArray:
    """Return a JSON list for each row, without its missing cells."""
    texts = [_escaped(column) for column in columns]
    return pa.chunked_array([_lists(*span) for span in _spans(texts, row_count)], pa.string())


def objects(columns: Mapping[str, pa.Array], row_count: int) -> pa.ChunkedArray:
    """Return a JSON object for each row, without its missing cells; null where it has none."""
    names = [_ENCODER.encode(name) for name in columns]
    texts = [_escaped(column) for column in columns.values()]
    return pa.chunked_array([_objects(names, *span) for span in _spans(texts, row_count)], pa.string())


def _spans(columns: Sequence[pa.Array], row_count: int) -> Iterator[tuple[list[pa.Array], int]]:
    for start in range(0, row_count, _SPAN):
        yield [column.slice(start, _SPAN) for column in columns], min(_SPAN, row_count - start)


def _lists(columns: Sequence[pa.Array], row_count: int) -> pa.Array:
    if not columns:
        return pa.repeat(pa.scalar("[]"), row_count)
    if not any(column.null_count for column in columns):
        # The brackets are put around two of the columns, not around the long text of them all.
        first, *others = columns
        parts = [pc.binary_join_element_wise('["', first, ""), *others]
        parts[-1] = pc.binary_join_element_wise(parts[-1], '"]', "")
        return pc.binary_join_element_wise(*parts, '", "')
    is_empty = pc.is_null(pc.coalesce(*columns))
    joined = _joined(columns, '", "', is_empty)
    return pc.if_else(is_empty, "[]", pc.binary_join_element_wise('["', joined, '"]', ""))


def _objects(names: Sequence[str], columns: Sequence[pa.Array], row_count: int) -> pa.Array:
    if not columns:
        return pa.nulls(row_count, pa.string())
    fields = [
        pc.binary_join_element_wise(f'{name}: "', column, '"', "")
        for name, column in zip(names, columns, strict=True)
    ]
    is_empty = pc.is_null(pc.coalesce(*columns))
    joined = _joined(fields, ", ", is_empty)
    return pc.if_else(is_empty, None, pc.binary_join_element_wise("{", joined, "}", ""))


def _joined(parts: Sequence[pa.Array], separator: str, is_empty: pa.Array) -> pa.Array:
    # Rows without any part need one: the kernel would leave them out (pyarrow 26).
    first, *others = parts
    return pc.binary_join_element_wise(
        pc.if_else(is_empty, "", first), *others, separator, null_handling="skip"
    )


def _escaped(column: pa.Array) -> pa.Array:
    """Return the texts as they stand between quotation marks."""
    if not _holds(column, _SPECIAL):
        return column
    if _holds(column, _OTHER_CONTROLS):
        return pa.array(
            [None if text is None else _ENCODER.encode(text)[1:-1] for text in column.to_pylist()],
            pa.string(),
        )
    for character, written in _ESCAPES:
        column = pc.replace_substring(column, character, written)
    return column


def _holds(column: pa.Array, wanted: bytes) -> bool:
    """Tell whether one of these bytes stands anywhere in the column; UTF-8 has none of them inside a character."""
    text = text_of(column)
    return len(text.translate(None, wanted)) < len(text)
