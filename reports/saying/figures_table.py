"""A table of names and figures as annex 1, workbook and page print it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Sequence



Value = str | int | Decimal | None  # of a cell; None: not known


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the subject it belongs to; the first columns hold names, some may hold per cents."""

    subject: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]  # millimetres on paper, of all columns but the first, which takes the rest
    rows: Sequence[Sequence[Value]]
    names: int = 1
    percents: tuple[int, ...] = ()  # the columns of per cents

    @property
    def texts(self) -> list[list[str]]:
        """The rows as they are printed."""
        return [[self._text(column, cell) for column, cell in enumerate(row)] for row in self.rows]

    def _text(self, column: int, cell: Value) -> str:
        if isinstance(cell, str):
            return cell
        if column in self.percents and cell is not None:
            return f"{cell}%"
        return plain.number(cell)
