"""Rows of printed circulars: the world that each one is, and every figure it prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pyarrow as pa

from rulebook.case_rows import record_row
from rulebook.columns import COUNT, NAMES, TEXT, VERSION, Row
from rulebook.conditions import When
from rulebook.printed import Circular, PrintedColumn, PrintedRow
from rulebook.worked import PersonOn, Record

PRINTED_SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "rule_printed": {**VERSION, "circular": TEXT, "title": TEXT, "period_code": TEXT, "row_number": COUNT,
                     "group_code": TEXT, "unit_name": TEXT, "person": TEXT, "column_name": TEXT,
                     "column_order": COUNT, "measure": TEXT, "compared": TEXT, "lines": NAMES, "figure": TEXT,
                     "when_id": TEXT, "printed": TEXT},
}  # fmt: skip
_WORDS = {"points": "得分", "place": "名次", "cumulative": "累计得分", "award": "奖项", "marks": "点名"}
_GIVEN = ("records", "value", "attribute")
_TOTAL = "合计"


def printed_tables() -> dict[str, Callable[[Circular], Iterator[Row]]]:
    """Return what makes a circular's rows of each table, scheme and version left out."""
    return {
        "rule_case": _case,
        "rule_case_unit": _units,
        "rule_case_attribute": _attributes,
        "rule_case_record": _records,
        "rule_printed": _printed,
    }


def printed_whens(circular: Circular) -> Iterator[tuple[str, When]]:
    """Every condition that a column counts by, with its id; of several with one id, one must hold."""
    for name, column in circular.sheet.columns.items():
        if circular.file and column.printed and column.printed.count:
            yield from ((_when_id(circular, name), when) for when in column.printed.count)


def _when_id(circular: Circular, column: str) -> str:
    return f"{circular.case_code}/{column}"


def _case(circular: Circular) -> Iterator[Row]:
    if circular.file:
        yield circular.case_code, circular.sheet.title, circular.sheet.period


def _units(circular: Circular) -> Iterator[Row]:
    aside = circular.office.settings.unranked_groups
    for order, row in enumerate(_first_rows(circular), start=1):
        is_ranked = row.unit not in circular.sheet.unranked and row.group not in aside
        yield circular.case_code, row.unit, row.group, is_ranked, order


def _first_rows(circular: Circular) -> Iterator[PrintedRow]:
    """Return one row of each unit: the first, where its persons have one each."""
    seen: set[str] = set()
    for row in circular.rows if circular.file else ():
        if row.unit not in seen:
            seen.add(row.unit)
            yield row


def _attributes(circular: Circular) -> Iterator[Row]:
    """What the office's list says of a unit at the period's end, unless the table itself says it."""
    for row in _first_rows(circular):
        said = _listed(circular, row.unit) | {
            column.attribute: Decimal(row.cells[name])
            for name, column in circular.sheet.columns.items()
            if column.attribute and name in row.cells
        }
        yield from ((circular.case_code, row.unit, attribute, value) for attribute, value in said.items())


def _listed(circular: Circular, name: str) -> dict[str, Decimal]:
    office, on = circular.office, circular.last_day
    names = {unit.name for unit in office.units if name in (unit.name, *unit.aliases)}
    return {
        one.attribute: one.value
        for one in office.attributes
        if one.unit in names and one.valid_from <= on <= one.valid_to
    }


def _records(circular: Circular) -> Iterator[Row]:
    outlets = {outlet.name: outlet for outlet in circular.office.outlets}
    records = (record for row in circular.rows for record in _records_of(row, circular)) if circular.file else ()
    for number, record in enumerate(records, start=1):
        yield (circular.case_code, number, *record_row(record, circular.last_day, outlets))


def _records_of(row: PrintedRow, circular: Circular) -> Iterator[Record]:
    """The table does not say on which days: all of a circular's records stand on the last day of its period."""
    persons = (PersonOn(name=row.person, unit=row.unit),) if row.person else ()
    whose: dict[str, object] = {"unit": (row.unit,), "persons": persons}
    for name, column in circular.sheet.columns.items():
        number = Decimal(row.cells[name]) if name in row.cells and column.is_number else Decimal(0)
        if column.records and number:
            yield column.records.model_copy(update={**whose, "times": int(number)})
        elif column.value and name in row.cells:
            yield column.value.model_copy(update={**whose, "value": number})


def _printed(circular: Circular) -> Iterator[Row]:
    """Every cell, those that become records too: what the text or the last row adds up is added up of them."""
    sheet = circular.sheet
    order = {name: number for number, name in enumerate(sheet.columns, start=1)}
    common = (circular.name, sheet.title, sheet.period)
    for row in (*circular.rows, *circular.total_rows):
        is_total = row.unit in sheet.total_rows
        for name, printed in row.cells.items():
            column = sheet.columns[name]
            asked = _total(column) if is_total else _asked(circular, name, column)
            yield (*common, row.number, row.group, row.unit, row.person, name, order[name], *asked, printed)
    for total in sheet.totals:
        said = f"{total.printed.normalize():f}"
        yield (*common, None, total.group or "", _TOTAL, None, total.column, order[total.column], *_SUM, said)


_SUM = ("total", "各行之和", None, None, None)


def _total(column: PrintedColumn) -> tuple[object, ...]:
    return _SUM if column.is_number else ("aside", "合计行", None, None, None)


def _asked(circular: Circular, name: str, column: PrintedColumn) -> tuple[object, ...]:
    """Return measure, its name in words, and what it is taken by: lines, a figure, conditions."""
    result = column.printed
    if result is None:
        return next(kind for kind in _GIVEN if getattr(column, kind) is not None), name, None, None, None
    if result.lines:
        posted = circular.file.rule.posted_ids(result.lines) if circular.file else None
        return "lines", f"{'、'.join(result.lines)} 得分", posted, None, None
    if result.figure:
        return "figure", f"指标 {result.figure}", None, result.figure, None
    if result.count:
        return "count", "篇数", None, None, _when_id(circular, name)
    return result.own, _WORDS[result.own or "points"], None, None, None
