"""A table as a subject gives it and every document draws it: what stands in a column, and how wide it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reports.saying import plain

Value = str | int | Decimal | None  # of a cell; None: not known
# How the cells of a column are written. Texts: text, long (breaks on the page), code (a place in a file), name and label
# (short ones, that paper centres), word and day (centred everywhere). Figures: short is what is lacking of a task,
# wanted a count that should not be zero.
Form = Literal[
    "text", "long", "code", "name", "label", "word", "day",
    "count", "points", "difference", "percent", "short", "wanted",
]  # fmt: skip
_MILLIMETRES = 1.7  # of a character
REST = 0.0  # a width: what the other columns leave


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how its cells are written, and where it stands."""

    head: str
    form: Form
    paper: float | None = None  # millimetres in an annex; None: not there
    sheet: float | None = None  # characters in the workbook; None: not there
    page: bool = False
    is_evidence: bool = False  # lies right of what a sheet prints: on paper it would make all tiny
    order: tuple[str, ...] = ()  # its texts, as they are sorted

    def lacks(self, cell: Value) -> bool:
        """Whether a cell says that something is missing."""
        return bool(cell) if self.form == "short" else self.form == "wanted" and not cell

    @property
    def is_sorted_apart(self) -> bool:
        """Whether its cells sort otherwise than they read."""
        return bool(self.order) or self.form in {"percent", "short"}

    def sorted_by(self, cell: Value) -> Value:
        """Return what a cell of it is sorted by; what is not known comes before all else."""
        return self.order.index(str(cell)) if self.order else -1 if cell is None else cell

    def text(self, cell: Value) -> str:
        """Return a cell as it is printed."""
        if isinstance(cell, str):
            return cell
        if self.form == "short" and not isinstance(cell, Decimal):
            return plain.quota(cell)
        return f"{cell}%" if self.form == "percent" and cell is not None else plain.number(cell)


def everywhere(head: str, form: Form, paper: float) -> Column:
    """Return a column that stands in every document, as wide in each."""
    return Column(head, form, paper, paper / _MILLIMETRES, page=True)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a subject under the name of the sheet and the section where they stand."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    under: str = ""  # its title, in a sheet of its own
    remark: str = ""  # behind its title, in a sheet with others
    judged: int | None = None  # so many of its rows, the first, are marked if they lack something; None: all
    is_told: bool = False  # by the circular's text, so that no annex needs to print it

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(column.head for column in self.columns)

    @property
    def texts(self) -> list[list[str]]:
        """The rows as they are printed."""
        return [
            [column.text(cell) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows
        ]

    def lacks(self, row: Sequence[Value]) -> bool:
        """Whether a row says that something is missing."""
        return any(column.lacks(cell) for column, cell in zip(self.columns, row, strict=True))

    def on_paper(self) -> Table:
        """The columns that an annex prints; none where it prints nothing of it."""
        return self._with(lambda column: column.paper is not None and not self.is_told)

    def in_sheet(self) -> Table:
        """The columns that the workbook holds."""
        return self._with(lambda column: column.sheet is not None)

    def on_page(self) -> Table:
        """The columns that the page shows."""
        return self._with(lambda column: column.page)

    def _with(self, stands: Callable[[Column], bool]) -> Table:
        kept = [position for position, column in enumerate(self.columns) if stands(column)]
        return replace(
            self,
            columns=tuple(self.columns[position] for position in kept),
            rows=[[row[position] for position in kept] for row in self.rows],
        )

    def paper_widths(self, whole: float) -> list[float]:
        """Return its widths on paper of which `whole` millimetres lie between the margins."""
        given = [column.paper or REST for column in self.columns]
        return [width or whole - sum(given) for width in given]

    def sheet_widths(self, whole: float) -> list[float]:
        """Return its widths in a sheet; what takes the rest, as if the sheet were that paper."""
        rest = (whole - sum(column.paper or REST for column in self.columns)) / _MILLIMETRES
        return [column.sheet or rest for column in self.columns]
