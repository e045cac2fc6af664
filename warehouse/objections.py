"""`objections.csv`: what units dispute of a published period, and what was decided about it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import pyarrow as pa
from pydantic import BeforeValidator, model_validator

from warehouse.errors import DataError
from warehouse.files import replace_file
from warehouse.office import Decision, Maybe, Name, Office
from warehouse.office_rows import code_of, write_rows
from warehouse.period import Period, PeriodError
from warehouse.rows import OfficeEntry, read_rows

FILE = "objections.csv"
Outcome = Literal["open", "upheld", "dismissed"]
OUTCOMES = {"open": "待办", "upheld": "成立", "dismissed": "不成立"}
MaybeDay = Annotated[date | None, BeforeValidator(lambda value: None if value in ("", None) else value)]


class Objection(OfficeEntry):
    """A row of `objections.csv`; `open_until` is the last day of the publicity window when it was raised."""

    objection_id: Name
    period: Name
    unit: Name
    record_id: Maybe = None
    score_line_id: Maybe = None
    raised_on: date
    raised_by: Name
    reason: Name
    open_until: MaybeDay = None
    outcome: Outcome = "open"
    decided_on: MaybeDay = None
    decided_by: Maybe = None
    why: Maybe = None
    correction: Maybe = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        try:
            Period.parse(self.period)
        except PeriodError as error:
            raise ValueError(error.zh) from error
        if not (self.record_id or self.score_line_id):
            raise ValueError("要写明异议所指的记录 record_id 或得分明细 score_line_id")
        decided = (self.decided_on, self.decided_by, self.why)
        if self.outcome == "open" and any((*decided, self.correction)):
            raise ValueError(
                "待办（open）的异议还没有办理结果：decided_on、decided_by、why、correction 应为空"
            )
        if self.outcome != "open" and not all(decided):
            raise ValueError("已办理的异议要写明 decided_on、decided_by 和 why")
        if self.decided_on and self.decided_on < self.raised_on:
            raise ValueError(f"办理日期 {self.decided_on} 早于提出日期 {self.raised_on}")
        if (self.outcome == "upheld") != bool(self.correction):
            raise ValueError("成立（upheld）的异议要写明更正 correction，其他的不写")
        return self


@dataclass(frozen=True, slots=True)
class ObjectionList:
    """The objections of an office, checked against its lists."""

    office: Office
    objections: tuple[Objection, ...]

    @classmethod
    def load(cls, office: Office) -> Self:
        """Read the list; raise `DataError` naming file, row, column and value when something is wrong."""
        objections = read_rows(office.folder / FILE, Objection, optional=True)
        names = {unit.name for unit in office.units}
        ids: set[str] = set()
        for one in objections:
            if one.objection_id in ids:
                raise _refused(one, "编号重复，每件异议要有自己的编号", "stands twice")
            if one.unit not in names:
                raise _refused(one, f"单位“{one.unit}”不在 units.csv 中", f"{one.unit!r} is not a unit")
            if one.outcome == "upheld" and one.record_id and not _is_applied(one, office.decisions):
                raise _refused(
                    one,
                    f"已成立，更正“{one.correction}”却不在 decisions.csv 中：请用 tongbao object decide 办理",
                    f"is upheld, but decisions.csv lacks {one.correction!r}: use tongbao object decide",
                )
            ids.add(one.objection_id)
        return cls(office, objections)

    def find(self, objection_id: str) -> Objection:
        """Return an objection; raise `DataError` naming those there are."""
        found = next((one for one in self.objections if one.objection_id == objection_id), None)
        if found is None:
            there = "、".join(one.objection_id for one in self.objections) or "无"
            raise DataError(
                f"没有编号为 {objection_id} 的异议（现有：{there}）",
                f"no objection {objection_id!r} (there are: {there})",
            )
        return found

    def next_id(self, year: int) -> str:
        """Return the number of a new objection: the year, and how many there have been in it."""
        numbers = [
            int(last)
            for first, _, last in (one.objection_id.partition("-") for one in self.objections)
            if first == str(year) and last.isdecimal()
        ]
        return f"{year}-{max(numbers, default=0) + 1:03d}"

    def save(self, objections: Sequence[Objection]) -> None:
        """Write the list anew, whole."""
        text = io.StringIO()
        text.write("\ufeff")  # or spreadsheet programs take it for another encoding
        writer = csv.DictWriter(text, list(Objection.model_fields), lineterminator="\n")
        writer.writeheader()
        writer.writerows(one.model_dump(mode="json") for one in objections)
        replace_file(self.office.folder / FILE, text.getvalue().encode())


def _is_applied(one: Objection, decisions: Sequence[Decision]) -> bool:
    return any((each.subject, each.answer) == (one.record_id, one.correction) for each in decisions)


def _refused(one: Objection, zh: str, en: str) -> DataError:
    return DataError(f"{FILE}：异议 {one.objection_id}：{zh}", f"{FILE}: objection {one.objection_id} {en}")


_TEXT, _DAY = pa.string(), pa.date32()
_COLUMNS = {
    "objection_id": _TEXT, "period_code": _TEXT, "unit_code": _TEXT, "record_id": _TEXT, "score_line_id": _TEXT,
    "raised_on": _DAY, "raised_by": _TEXT, "reason": _TEXT, "open_until": _DAY, "outcome": _TEXT, "decided_on": _DAY,
    "decided_by": _TEXT, "why": _TEXT, "correction": _TEXT,
}  # fmt: skip


def write_objection_rows(register: ObjectionList, folder: Path) -> None:
    """Write what dbt reads of the objections."""
    rows = [_row(one, register.office) for one in register.objections]
    write_rows(folder / "office_objection.parquet", _COLUMNS, rows)


def _row(one: Objection, office: Office) -> tuple[object, ...]:
    return (
        one.objection_id, one.period, code_of(one.unit, one.raised_on, office), one.record_id, one.score_line_id,
        one.raised_on, one.raised_by, one.reason, one.open_until, one.outcome, one.decided_on, one.decided_by, one.why,
        one.correction,
    )  # fmt: skip
