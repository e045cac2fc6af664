"""Printed circulars read from an office's folder, cell by cell, and held against the rule they were printed under."""

from __future__ import annotations

import calendar
import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from rulebook.columns import RuleFile
from rulebook.conditions import When
from rulebook.loading import check_when, read_model
from rulebook.model import RuleVersion
from rulebook.period_lines import Figure
from rulebook.policies import Calendar
from rulebook.printed import Circular, Description, PrintedColumn, PrintedRow, PrintedTable
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.period import Period
from warehouse.rows import text_of

_BLANK = {"", "-", "—", "——", "/"}
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,4})?")
_PLACE = re.compile(r"(?:并列)?第?(\d+)名?")
_MOST_RECORDS = 100_000  # in one cell: more than any unit sends, and a slip would fill the machine
_NO_GROUP = "全部"  # as in worked examples that name none
_MADE_HERE = {"unlisted", "reuse"}  # lines of the account that have no line in the rule file


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a value stands, for whoever must put it right."""

    path: Path
    row: int
    column: str
    text: str

    def refuse(self, problem_zh: str, problem_en: str) -> NoReturn:
        raise DataError(
            f"{self.path} 第 {self.row} 行“{self.column}”，值为“{self.text}”：{problem_zh}",
            f"{self.path.name} row {self.row}: {self.column} {self.text!r}: {problem_en}",
        )


def load_printed(office: Office, rules: Sequence[RuleFile]) -> tuple[Circular, ...]:
    """Read every `printed/<name>.yaml`; raise `DataError` naming file, row, column and value."""
    return tuple(_read(path, office, rules) for path in sorted((office.folder / "printed").glob("*.yaml")))


def _read(path: Path, office: Office, rules: Sequence[RuleFile]) -> Circular:
    sheet, _ = read_model(path, PrintedTable)
    if "#" in path.stem:
        raise DataError(f"{path}：文件名里不能有 #：请改名", f"{path}: a name must not contain #")
    versions = [file for file in rules if file.rule.scheme == sheet.scheme]
    if not versions:
        known = "、".join(sorted({file.rule.scheme for file in rules}))
        raise DataError(
            f"{path}：scheme“{sheet.scheme}”没有计分办法文件（现有：{known}）",
            f"{path}: scheme {sheet.scheme!r} has no rule file (there are: {known})",
        )
    file, day = _in_force(sheet.period, versions)
    _check_words(path, sheet, office)
    if file:
        _check_results(path, sheet, file.rule)
    rows = _rows(path.parent / (sheet.csv or f"{path.stem}.csv"), path, sheet, _groups(office, day))
    totals = tuple(row for row in rows if row.unit in sheet.total_rows)
    units = tuple(row for row in rows if row.unit not in sheet.total_rows)
    return Circular(path, sheet, units, totals, office, file, day)


def _in_force(period: str, versions: Sequence[RuleFile]) -> tuple[RuleFile | None, date]:
    """Return the version in force on the period's last day, if one is, and that day."""
    days = [last_day(period, file.rule.calendar) for file in versions]
    for file, day in zip(versions, days, strict=True):
        if file.rule.effective.start <= day <= file.rule.effective.end:
            return file, day
    return None, days[-1]


def _groups(office: Office, on: date) -> dict[str, str]:
    """Return the group of every name that the office's list knows on a day."""
    known = [unit for unit in office.units if unit.valid_from <= on <= unit.valid_to]
    return {name: unit.group for unit in known for name in (unit.name, *unit.aliases)}


def last_day(period: str, calendar_of_rule: Calendar) -> date:
    """Return the last day of a period by a rule's own calendar: the day on which its version is asked for."""
    year, month = Period.parse(period).last_month(calendar_of_rule.year_starts)
    extended = {one.month: one.to for one in calendar_of_rule.extended}
    ends = calendar_of_rule.month_ends or calendar.monthrange(year, month)[1]
    return extended.get(f"{year:04d}-{month:02d}", date(year, month, ends))


def _check_words(path: Path, sheet: PrintedTable, office: Office) -> None:
    """Every outlet, tier and medium that a column names must be one of the office's."""
    for name, column in sheet.columns.items():
        described = column.records or column.value
        whens = [_named(described)] if described else list((column.printed and column.printed.count) or ())
        for when in whens:
            check_when(path, name, when.model_copy(update={"group": None}), office)
    for total in sheet.totals:
        if sum((one.column, one.group) == (total.column, total.group) for one in sheet.totals) > 1:
            raise DataError(
                f"{path}：totals 里“{total.column}”的合计写了两次", f"{path}: totals: {total.column!r} stands twice"
            )
        if total.column not in sheet.columns or not sheet.columns[total.column].is_number:
            raise DataError(
                f"{path}：totals 的 column“{total.column}”不是 columns 中的数字列",
                f"{path}: totals: {total.column!r} is not a column of numbers",
            )


def _named(described: Description) -> When:
    words = {name: getattr(described, name) for name in ("outlet", "tier", "medium")}
    return When.model_validate({name: word for name, word in words.items() if word})


def _check_results(path: Path, sheet: PrintedTable, rule: RuleVersion) -> None:
    """Every line and figure that a column prints must stand in the version in force."""
    grain = Period.parse(sheet.period).grain
    written = (*rule.tariff, *(line for _, line in rule.record_lines), *rule.period)
    lines = {line.id for line in written} | _MADE_HERE
    figures = {line.id for line in rule.period if isinstance(line, Figure) and line.per == grain}
    for name, column in sheet.columns.items():
        result = column.printed
        named = ((one, lines, "line") for one in (result and result.lines) or ())
        shown = ((one, figures, "figure") for one in [result.figure] if one) if result else ()
        for one, known, kind in (*named, *shown):
            if one not in known:
                choices = "、".join(sorted(known)) or "无"
                raise DataError(
                    f"{path}：{name} 的 {kind}“{one}”不在 {rule.scheme}/{rule.version}.yaml 中，"
                    f"或不按这样的统计期计算（可选：{choices}）",
                    f"{path}: {name}: {kind} {one!r} is not in {rule.scheme}/{rule.version}.yaml for a {grain}",
                )
    if (rule.whom == "persons") != (sheet.person is not None):
        raise DataError(
            f"{path}：办法 {rule.scheme}/{rule.version} 的 whom 为 {rule.whom}：按人计分的表用 person 写明姓名在哪一列，"
            "按单位计分的不写",
            f"{path}: {rule.scheme}/{rule.version} counts {rule.whom}: name the column person for persons only",
        )


def _rows(
    path: Path, sheet_path: Path, sheet: PrintedTable, groups: Mapping[str, str]
) -> tuple[PrintedRow, ...]:
    header, lines = _lines(path)
    _check_header(path, sheet_path, sheet, header)
    rows = tuple(
        _row(path, number, dict(zip(header, cells, strict=True)), sheet, groups) for number, cells in lines
    )
    seen: dict[tuple[str, str, str | None], int] = {}
    for row in rows:
        group = row.group if row.unit in sheet.total_rows else ""
        earlier = seen.setdefault((row.unit, group, row.person), row.number)
        if earlier != row.number:
            who = row.unit + (row.person or "")
            raise DataError(
                f"{path}：“{who}”在第 {earlier} 行和第 {row.number} 行各有一行：算不出哪一行是它的，请把名称写得能分开",
                f"{path.name}: {who!r} stands in rows {earlier} and {row.number}: write the names so that they differ",
            )
    if all(row.unit in sheet.total_rows for row in rows):
        raise DataError(f"{path}：表里一行也没有", f"{path}: the table has no rows")
    return rows


def _lines(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the header and the rows that hold anything, numbered as a spreadsheet does."""
    try:
        read = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text_of(path), newline=""))]
    except csv.Error as error:
        raise DataError(f"{path}：不是有效的 csv：{error}", f"{path}: not valid csv: {error}") from error
    header = read[0] if read else []
    while header and not header[-1]:
        header.pop()
    for name in header:
        if not name or header.count(name) > 1:
            raise DataError(
                f"{path}：表头“{name}”为空或重复：每一列要有自己的名称",
                f"{path}: header {name!r} is blank or stands twice",
            )
    numbered = [(number, line) for number, line in enumerate(read[1:], start=2) if any(line)]
    for number, line in numbered:
        if any(line[len(header) :]):
            raise DataError(
                f"{path} 第 {number} 行比表头多出“{'、'.join(filter(None, line[len(header) :]))}”：请核对逗号和引号",
                f"{path.name} row {number} has more cells than the header",
            )
    return header, ((number, (line + [""] * len(header))[: len(header)]) for number, line in numbered)


def _check_header(path: Path, sheet_path: Path, sheet: PrintedTable, header: list[str]) -> None:
    wanted = [name for name in (sheet.unit, sheet.group, sheet.person, *sheet.columns) if name]
    for name in wanted:
        if name not in header:
            near = difflib.get_close_matches(name, header, n=3, cutoff=0.3) or header
            raise DataError(
                f"{sheet_path}：{path.name} 里没有“{name}”这一列（现有：{'、'.join(near)}）",
                f"{sheet_path}: {path.name} has no column {name!r} (there are: {', '.join(near)})",
            )
    for name in header:
        if wanted.count(name) != 1:
            raise DataError(
                f"{sheet_path}：{path.name} 的“{name}”这一列没有说明，或说明了两次：请在 columns 中写明它是什么；"
                "不核对的写 not_compared 和原因",
                f"{sheet_path}: say in columns, once, what {name!r} of {path.name} is, or not_compared and why",
            )


def _row(
    path: Path, number: int, cells: dict[str, str], sheet: PrintedTable, groups: Mapping[str, str]
) -> PrintedRow:
    unit, person = cells[sheet.unit], cells[sheet.person] if sheet.person else None
    is_total = unit in sheet.total_rows
    # a unit that the office does not know has the group of those that have none
    listed = "" if is_total else groups.get(unit, _NO_GROUP)
    group = cells[sheet.group] if sheet.group else listed
    for name, value in ((sheet.unit, unit), (sheet.group, group), (sheet.person, person)):
        if name and not value and not is_total:
            _Cell(path, number, name, "").refuse("不能空着", "must not be blank")
    filled = {
        name: _value(_Cell(path, number, name, text), column, is_total)
        for name, column in sheet.columns.items()
        if (text := _plain(cells[name])) not in _BLANK and column.not_compared is None
    }
    return PrintedRow(number, unit, person, group, filled)


def _plain(cell: str) -> str:
    """Return what stands in a cell in half width and without blanks around it."""
    return unicodedata.normalize("NFKC", cell).strip()


def _value(cell: _Cell, column: PrintedColumn, is_total: bool) -> str:
    """Return what a cell says in the form in which the models say it."""
    number = _number(cell) if column.is_number or _NUMBER.fullmatch(cell.text) else None
    if number is None:
        return _words(cell.text, column)
    if column.records is not None and (number < 0 or number % 1 or (number > _MOST_RECORDS and not is_total)):
        cell.refuse(f"要的是篇数：0 到 {_MOST_RECORDS} 的整数", f"a whole number from 0 to {_MOST_RECORDS} is wanted")
    return f"{number.normalize():f}"


def _number(cell: _Cell) -> Decimal:
    if not _NUMBER.fullmatch(cell.text) or len(cell.text) > 12:
        cell.refuse("不是数字（至多四位小数）：没有印的留空", "not a number; leave blank what was not printed")
    return Decimal(cell.text.replace(",", ""))


def _words(text: str, column: PrintedColumn) -> str:
    match column.printed.own if column.printed else None:
        case "place":
            return found[1] if (found := _PLACE.fullmatch(text)) else text
        case "marks":
            return "、".join(sorted(part.strip() for part in re.split("[、,;]", text)))
    return text
