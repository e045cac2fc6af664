"""Checked rules as dated rows: the parquet files that dbt reads as its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from rulebook.case_rows import CASE_SCHEMAS, case_tables
from rulebook.columns import COUNT, DAY, FLAG, NAMES, NUMBER, TEXT, VERSION, Row, RuleFile
from rulebook.conditions import NUMBERS, TEXTS, When
from rulebook.lines import Addition, Amount, Exclusion, Factor, TariffLine
from rulebook.period_rows import PERIOD_SCHEMAS, measure_whens, period_tables
from rulebook.printed import Circular
from rulebook.printed_rows import PRINTED_SCHEMAS, printed_tables, printed_whens
from rulebook.record_columns import COLUMN_SCHEMA, record_columns
from warehouse.office import Office
from warehouse.office_rows import write_rows

_BANDS = {f"{name}_{edge}": NUMBER for name in NUMBERS for edge in ("from", "end")}

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "rule_version": {**VERSION, "scheme_name": TEXT, "decision": TEXT, "decided_on": DAY, "effective_from": DAY,
                     "effective_to": DAY, "counted_in": TEXT, "whom": TEXT, "reuse_keep": TEXT, "reuse_per": NAMES,
                     "reuse_top": COUNT, "reuse_others": NUMBER, "reuse_of": NAMES, "unit_sharing": TEXT, "person_sharing": TEXT,
                     "ties": TEXT, "late": TEXT, "late_after_days": COUNT, "late_of": TEXT, "blanks": TEXT, "unlisted": NUMBER,
                     "decimals": COUNT, "rounding": TEXT, "month_ends": COUNT, "year_starts": COUNT,
                     "is_grouped": FLAG, "unranked_groups": NAMES, "unranked_units": NAMES, "gates": NAMES,
                     "file_sha256": TEXT},
    "rule_extended_month": {**VERSION, "month_code": TEXT, "last_day": DAY},
    "rule_line": {**VERSION, "rule_line_id": TEXT, "step": TEXT, "line_order": COUNT, "specificity": COUNT,
                  "is_adding": FLAG, "family": TEXT, "points": NUMBER, "times": NUMBER, "each_of": TEXT,
                  "each_every": NUMBER, "each_after": NUMBER, "each_points": NUMBER, "each_rest": TEXT, "each_most": NUMBER,
                  "wording": TEXT},
    "rule_when": {**VERSION, "when_id": TEXT, "condition_number": COUNT, "is_exception": FLAG, "what": NAMES,
                  **dict.fromkeys(TEXTS, NAMES), **_BANDS},
    **PERIOD_SCHEMAS,
    **CASE_SCHEMAS,
    **PRINTED_SCHEMAS,
}  # fmt: skip


def write_rule_rows(
    files: Sequence[RuleFile],
    offices: Mapping[Path, Office | None],
    folder: Path,
    circulars: Sequence[Circular] = (),
) -> None:
    """Write one parquet file per table of `SCHEMAS`, and one of the columns that rules may ask.

    `offices`: by rule file, the office whose list says tier and medium of the outlets in its examples.
    `circulars`: as they were once printed, each a world beside the examples.
    """
    tables: dict[str, Callable[[RuleFile], Iterator[Row]]] = {
        "rule_version": _version,
        "rule_extended_month": _extended,
        "rule_line": _lines,
        "rule_when": _whens,
        **period_tables(),
        **case_tables(offices),
    }
    printed: dict[str, Callable[[Circular], Iterator[Row]]] = {
        "rule_when": lambda circular: _conditions(printed_whens(circular)),
        **printed_tables(),
    }
    write_rows(folder / "rule_column.parquet", COLUMN_SCHEMA, record_columns())
    for name, schema in SCHEMAS.items():
        rows = [
            (file.rule.scheme, file.rule.version, *row)
            for file in files
            for row in tables.get(name, _none)(file)
        ]
        rows += [(*one.rule_key, *row) for one in circulars for row in printed.get(name, _none)(one)]
        write_rows(folder / f"{name}.parquet", schema, rows)


def _none(_: object) -> Iterator[Row]:
    return iter(())


def _version(file: RuleFile) -> Iterator[Row]:
    rule = file.rule
    unranked = rule.rank.unranked
    yield (
        rule.name, f"{rule.decided.by} {rule.decided.document}", rule.decided.on, rule.effective.start,
        rule.effective.end, rule.counted_in, rule.whom, rule.reuse.keep, list(rule.reuse.per), rule.reuse.top, rule.reuse.others,
        list(rule.reuse.of), rule.sharing.units, rule.sharing.persons, rule.ties, rule.late.count_in,
        rule.late.after_days, rule.late.of, rule.blanks, 0 if rule.unlisted == "zero" else rule.unlisted, rule.rounding.decimals,
        rule.rounding.mode, rule.calendar.month_ends, rule.calendar.year_starts, rule.rank.groups == "each",
        list(unranked.groups), list(unranked.units), list(rule.rank.gates), file.sha256,
    )  # fmt: skip


def _extended(file: RuleFile) -> Iterator[Row]:
    for month in file.rule.calendar.extended:
        yield month.month, month.to


def _lines(file: RuleFile) -> Iterator[Row]:
    for order, (step, line) in enumerate(file.rule.record_lines, start=1):
        each = line.each if isinstance(line, Amount) else None
        yield (
            line.id, step, order, line.when.specificity,
            isinstance(line, TariffLine) and line.adds,
            line.family if isinstance(line, Factor | Addition) else None,
            (line.points or 0) if isinstance(line, Amount) else None,
            line.times if isinstance(line, Factor) else None,
            *((each.of, each.every, each.after, each.points, each.rest, each.most) if each else (None,) * 6),
            line.reason if isinstance(line, Exclusion) else line.when.zh,
        )  # fmt: skip


def _whens(file: RuleFile) -> Iterator[Row]:
    lines = ((line.id, line.when) for _, line in file.rule.record_lines)
    yield from _conditions((*lines, *measure_whens(file.rule)))


def _conditions(whens: Iterable[tuple[str, When]]) -> Iterator[Row]:
    """Of several conditions with one id, one must hold: they are numbered."""
    seen = Counter[str]()
    for when_id, when in whens:
        seen[when_id] += 1
        yield (when_id, seen[when_id], *_when(when, is_exception=False))
        if when.but_not is not None:
            yield (when_id, seen[when_id], *_when(when.but_not, is_exception=True))


def _when(when: When, is_exception: bool) -> Row:
    named = when.named
    bands = [when.bands.get(name) for name in NUMBERS]
    edges = [edge for band in bands for edge in ((band.first, band.end) if band else (None, None))]
    values = (list(named[name]) if name in named else None for name in TEXTS)
    return (is_exception, list(when.what), *values, *edges)
