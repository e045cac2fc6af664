"""Rows of worked examples: each a small world of its own, scored by the same models as the office's records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from rulebook.columns import COUNT, DAY, FLAG, NAMES, NUMBER, NUMBERS_LIST, TEXT, VERSION, Row, RuleFile
from rulebook.conditions import NUMBERS, TEXTS
from rulebook.model import RuleVersion
from rulebook.worked import Expected, Record, Scenario, SingleExample
from warehouse.office import Office, Outlet

# What a record of an example says by itself; its kinds and authors, which are lists, aside.
_TEXTS = tuple(name for name in TEXTS if name in Record.model_fields and name != "kind")
_NUMBERS = tuple(name for name in NUMBERS if name in Record.model_fields and name != "persons")

CASE_SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "rule_case": {**VERSION, "case_code": TEXT, "about": TEXT, "period_code": TEXT},
    "rule_case_unit": {**VERSION, "case_code": TEXT, "unit_name": TEXT, "group_code": TEXT, "is_ranked": FLAG,
                       "unit_order": COUNT},
    "rule_case_attribute": {**VERSION, "case_code": TEXT, "unit_name": TEXT, "attribute": TEXT, "value": NUMBER},
    "rule_case_record": {**VERSION, "case_code": TEXT, "record_number": COUNT, "what": TEXT, "units": NAMES,
                         "shares": NUMBERS_LIST, "person_names": NAMES, "person_units": NAMES,
                         "person_shares": NUMBERS_LIST, "entered_on": DAY, "received_on": DAY, "piece": TEXT,
                         "times": COUNT, "kind": NAMES, **dict.fromkeys(_TEXTS, TEXT),
                         **dict.fromkeys(_NUMBERS, NUMBER)},
    "rule_case_expected": {**VERSION, "case_code": TEXT, "expected_order": COUNT, "unit_name": TEXT,
                           "person": TEXT, "measure": TEXT, "key": TEXT, "expected": TEXT},
}  # fmt: skip


def case_tables(offices: Mapping[Path, Office | None]) -> dict[str, Callable[[RuleFile], Iterator[Row]]]:
    """Return what makes the rows of each table of `CASE_SCHEMAS`, scheme and version left out."""

    def records(file: RuleFile) -> Iterator[Row]:
        office = offices.get(file.path)
        outlets = {outlet.name: outlet for outlet in office.outlets} if office else {}
        for code, example in _examples(file):
            for number, record in enumerate(_records(example), start=1):
                yield (code, number, *record_row(record, file.rule.effective.start, outlets))

    return {
        "rule_case": _cases,
        "rule_case_unit": _units,
        "rule_case_attribute": _attributes,
        "rule_case_record": records,
        "rule_case_expected": _expected,
    }


def _examples(file: RuleFile) -> Iterator[tuple[str, SingleExample | Scenario]]:
    for number, example in enumerate(file.rule.examples, start=1):
        yield f"{file.rule.scheme}/{file.rule.version}#{number}", example


def _records(example: SingleExample | Scenario) -> tuple[Record, ...]:
    return example.records if isinstance(example, Scenario) else (example,)


def _cases(file: RuleFile) -> Iterator[Row]:
    for code, example in _examples(file):
        if isinstance(example, Scenario):
            yield code, example.about, example.period
        else:
            yield code, "、".join(str(value) for value in (example.what, example.outlet, example.tier) if value), None


def _units(file: RuleFile) -> Iterator[Row]:
    for code, example in _examples(file):
        described = example.units if isinstance(example, Scenario) else {}
        names = dict.fromkeys((*described, *(name for record in _records(example) for name in record.unit)))
        for order, name in enumerate(names, start=1):
            unit = described.get(name)
            yield code, name, unit.group if unit else "全部", unit.ranked if unit else True, order


def _attributes(file: RuleFile) -> Iterator[Row]:
    for code, example in _examples(file):
        if isinstance(example, Scenario):
            for name, unit in example.units.items():
                yield from ((code, name, attribute, value) for attribute, value in unit.attributes.items())


def record_row(record: Record, day: date, outlets: Mapping[str, Outlet]) -> Row:
    """Return a record as its row; `day` is when it stands for want of its own, `outlets` say tier and medium."""
    persons = record.persons
    entered_on = record.on or day
    known = outlets.get(record.outlet or "")
    filled = {"tier": known.tier, "medium": known.medium} if known else {}
    return (
        record.what, list(record.unit), list(record.shares), [each.name for each in persons],
        [each.unit or record.unit[0] for each in persons], [each.share for each in persons], entered_on,
        record.received or entered_on, record.piece, record.times, list(record.kind or ()) or None,
        *(getattr(record, name) or filled.get(name) for name in _TEXTS),
        *(getattr(record, name) for name in _NUMBERS),
    )  # fmt: skip


def _expected(file: RuleFile) -> Iterator[Row]:
    for code, example in _examples(file):
        if isinstance(example, SingleExample):
            yield code, 1, None, None, "single", None, f"{example.points.normalize():f}"
            continue
        for order, each in enumerate(example.expect, start=1):
            yield from ((code, order, each.unit, each.person, *one) for one in _claims(each, file.rule))


def _claims(each: Expected, rule: RuleVersion) -> Iterator[tuple[str, str | None, str]]:
    """Yield measure, key and the expected value as it is written."""
    if each.points is not None:
        yield "points", None, f"{each.points.normalize():f}"
    if each.place is not None:
        yield "place", None, str(each.place)
    if each.award is not None:
        yield "award", None, each.award
    for line, points in each.lines.items():
        yield "line", "|".join(rule.posted_ids([line])), f"{points.normalize():f}"
    for line, text in each.figures.items():
        yield "figure", line, text
    if each.marks is not None:
        yield "marks", None, "、".join(sorted(each.marks))
