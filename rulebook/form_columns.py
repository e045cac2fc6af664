"""Which registers a rule needs, and which columns they need for all it asks."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rulebook.conditions import When
from rulebook.lines import Amount
from rulebook.model import RuleVersion
from rulebook.period_rows import measure_whens, measures

_FILE = Path(__file__).with_name("form_columns.csv")
ADOPTION = "采用"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a register: its heading, what it holds, the words of the rule to choose from, the lines that ask it."""

    heading: str
    holds: str
    words: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asks:
    """What one set of conditions, or an amount by quantity, asks of a kind of record."""

    line: str
    what: tuple[str, ...]
    named: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, line: str, when: When, number: str | None) -> _Asks:
        numbers = {*when.bands, *([number] if number else [])}
        return cls(line, when.what, {**when.named, **dict.fromkeys(numbers, ())})


def registers_of(rule: RuleVersion) -> dict[str, tuple[FormColumn, ...]]:
    """Return the registers by what they hold, adoptions first, each with its columns from left to right.

    A register beside adoptions is needed where a line looks at what it holds; a column where a line asks it.
    """
    asked = tuple(_asked(rule))
    found: dict[str, list[FormColumn]] = {}
    for row in _rows():
        of_it = [each for each in asked if row["what"] in each.what]
        asking = [each for each in of_it if row["column"] in each.named]
        lines = tuple(dict.fromkeys(each.line for each in asking))
        is_there = row["what"] == ADOPTION or bool(of_it)
        if is_there and (lines or not row["column"] or _is_decided(rule, row["column"])):
            words = dict.fromkeys(word for each in asking for word in each.named[row["column"]])
            found.setdefault(row["what"], []).append(FormColumn(row["heading"], row["holds"], tuple(words), lines))
    return {what: tuple(columns) for what, columns in found.items()}


def _is_decided(rule: RuleVersion, column: str) -> bool:
    """Whether a decision of the rule, and no line, asks the column."""
    if column == "persons":
        return rule.whom == "persons" or rule.sharing.units == "heads"
    return column == "shares" and rule.sharing.units == "given"


def _asked(rule: RuleVersion) -> Iterator[_Asks]:
    for _, line in rule.record_lines:
        by_quantity = line.each.of if isinstance(line, Amount) and line.each else None
        yield from _with_exception(line.id, line.when, by_quantity)
    for when_id, when in measure_whens(rule):
        yield from _with_exception(when_id.partition("/")[0], when, None)
    for over in rule.period:
        for total in (measure.total for measure in measures(over) if measure.total):
            yield from (_Asks.of(over.id, when, total.of) for when in total.when)


def _with_exception(line: str, when: When, number: str | None) -> Iterator[_Asks]:
    yield _Asks.of(line, when, number)
    if when.but_not is not None:
        yield _Asks.of(line, when.but_not, None)


def _rows() -> Sequence[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
