"""Circulars as they were once printed: a table, and what each of its columns says, to be held against the rule.

`printed/<name>.yaml` of an office with a csv beside it. What a table counts becomes the records of a small world of
its own, scored by the same models as the office's; what it prints as a result is compared with what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, model_validator

from rulebook.columns import RuleFile
from rulebook.period_lines import Whens
from rulebook.strict import Points, Strict, Text, Words
from rulebook.worked import Record
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.period import Period

_GIVEN_BY_THE_TABLE = ("unit", "shares", "persons", "piece", "times")


def _a_period(code: str) -> str:
    try:
        return Period.parse(code).code
    except DataError as error:
        raise ValueError(error.zh) from error


class Description(Record):
    """What the records behind a number are like; how many, and whose, the table says."""

    @model_validator(mode="after")
    def _leaves_the_rest_to_the_table(self) -> Self:
        if named := [name for name in _GIVEN_BY_THE_TABLE if name in self.model_fields_set]:
            raise ValueError(f"{'、'.join(named)} 由表格给出，这里不写")
        return self


class Result(Strict):
    """A result that the table prints: the score itself, some lines of it, a figure, or a count."""

    own: Literal["points", "place", "cumulative", "award", "marks"] | None = None
    lines: Annotated[Words | None, Field(validation_alias=AliasChoices("lines", "line"))] = None
    figure: Text | None = None
    count: Whens | None = None

    @model_validator(mode="after")
    def _one_result(self) -> Self:
        _exactly_one(self, "points、place、cumulative、award、marks、line、lines、figure、count")
        return self


class PrintedColumn(Strict):
    """What the cells of a column are.

    `records`: so many records like this. `value`: the figure on one such record. `attribute`: a number of the unit that
    the rule asks for. `printed`: a result, to be compared. `not_compared`: the reason why it is left alone.
    """

    records: Description | None = None
    value: Description | None = None
    attribute: Text | None = None
    printed: Annotated[
        Result | None, BeforeValidator(lambda value: {"own": value} if isinstance(value, str) else value)
    ] = None
    not_compared: Text | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        _exactly_one(self, "、".join(type(self).model_fields))
        if self.value is not None and self.value.value is not None:
            raise ValueError("value 由表格给出，这里不写")
        return self

    @property
    def is_number(self) -> bool:
        """Whether its cells can only be numbers."""
        if self.printed is not None:
            return self.printed.own in ("points", "cumulative") or bool(self.printed.lines or self.printed.count)
        return self.not_compared is None


class PrintedTotal(Strict):
    """A sum that the text of the circular gives: of one column, over all rows or those of one group."""

    column: Text
    group: Text | None = None
    printed: Points


class PrintedTable(Strict):
    """`printed/<name>.yaml`: every column of the table beside it is accounted for.

    `csv` is by default the file of the same name. `total_rows` names the rows that add up the others.
    """

    title: Text
    scheme: Text
    period: Annotated[
        Text, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value), AfterValidator(_a_period)
    ]
    csv: Text | None = None
    unit: Text
    group: Text | None = None
    person: Text | None = None
    unranked: tuple[Text, ...] = ()
    total_rows: tuple[Text, ...] = ()
    columns: Annotated[dict[str, PrintedColumn], Field(min_length=1)]
    totals: tuple[PrintedTotal, ...] = ()

    @model_validator(mode="after")
    def _prints_something(self) -> Self:
        if not (self.totals or self.total_rows or any(column.printed for column in self.columns.values())):
            raise ValueError("没有要核对的数：给印着结果的列写 printed，或写 totals、total_rows")
        return self


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of the table, whose blank cells are left out and whose numbers stand in their plain form."""

    number: int  # as a spreadsheet shows it: the header is row 1
    unit: str
    person: str | None
    group: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Circular:
    """A printed circular with its rows, and the version of its rule that was in force, if one was."""

    path: Path
    sheet: PrintedTable
    rows: tuple[PrintedRow, ...]
    total_rows: tuple[PrintedRow, ...]
    office: Office
    file: RuleFile | None
    last_day: date

    @property
    def name(self) -> str:
        """What it is called in every table: the name of its file."""
        return self.path.stem

    @property
    def case_code(self) -> str:
        """The world it is; worked examples are told by their `#`, which no name here may have."""
        return f"printed/{self.name}"

    @property
    def rule_key(self) -> tuple[str, str | None]:
        """Scheme and version, as every table names them."""
        return self.sheet.scheme, self.file.rule.version if self.file else None


def _exactly_one(model: Strict, choices: str) -> None:
    if sum(getattr(model, name) is not None for name in type(model).model_fields) != 1:
        raise ValueError(f"写明一种：{choices} 中的一个")
