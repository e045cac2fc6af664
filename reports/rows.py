"""Rows as reports read them: what no document can hold is taken out of their texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

# What XML cannot hold: a delivered cell may have any of it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def rows(
    con: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, object]
) -> Iterator[tuple[Any, ...]]:
    """Run a query; texts come without the characters no document can hold, line breaks as blanks."""
    for row in con.execute(query, parameters).fetchall():
        yield tuple(printable(cell) if isinstance(cell, str) else cell for cell in row)


def printable(text: str) -> str:
    """Make a delivered text fit for a document."""
    return " ".join(_UNPRINTABLE.sub("", text).split())
