"""Checked rules as dated rows: the parquet files that dbt reads as its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from rulebook.loading import RuleFile
from rulebook.model import When
from warehouse.office import Office
from warehouse.office_rows import write_rows

_TEXT, _INT, _DAY, _POINTS = pa.string(), pa.int32(), pa.date32(), pa.decimal128(18, 4)

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "rule_version": {"scheme_code": _TEXT, "scheme_name": _TEXT, "rule_version": _TEXT, "decision": _TEXT,
                     "decided_on": _DAY, "effective_from": _DAY, "effective_to": _DAY, "reuse": _TEXT,
                     "sharing": _TEXT, "ties": _TEXT, "decimals": _INT, "file_sha256": _TEXT},
    "rule_line": {"scheme_code": _TEXT, "rule_version": _TEXT, "rule_line_id": _TEXT, "step": _TEXT,
                  "line_order": _INT, "specificity": _INT, "outlet_code": _TEXT, "tier_code": _TEXT,
                  "medium_code": _TEXT, "placement_code": _TEXT, "words_from": _INT, "words_below": _INT,
                  "value": _POINTS, "wording": _TEXT},
    "rule_example": {"scheme_code": _TEXT, "rule_version": _TEXT, "example_number": _INT, "outlet_code": _TEXT,
                     "placement_code": _TEXT, "words": _INT, "points": _POINTS},
}  # fmt: skip


def write_rule_rows(files: Sequence[RuleFile], office: Office, folder: Path) -> None:
    """Write one parquet file per table of `SCHEMAS`."""
    write_rows(folder / "rule_version.parquet", SCHEMAS["rule_version"], [_version(file) for file in files])
    lines = [line for file in files for line in _lines(file, office)]
    write_rows(folder / "rule_line.parquet", SCHEMAS["rule_line"], lines)
    examples = [example for file in files for example in _examples(file, office)]
    write_rows(folder / "rule_example.parquet", SCHEMAS["rule_example"], examples)


def _version(file: RuleFile) -> tuple[object, ...]:
    rule = file.rule
    return (
        rule.scheme, rule.name, rule.version, f"{rule.decided.by} {rule.decided.document}", rule.decided.on,
        rule.effective.start, rule.effective.end, rule.reuse, rule.sharing, rule.ties, rule.rounding.decimals,
        file.sha256,
    )  # fmt: skip


def _lines(file: RuleFile, office: Office) -> Iterator[tuple[object, ...]]:
    rule = file.rule
    codes = {outlet.name: outlet.outlet_id for outlet in office.outlets}
    steps = [("tariff", line.id, line.when, line.points) for line in rule.tariff]
    steps += [("factor", factor.id, factor.when, factor.times) for factor in rule.factors]
    for order, (step, line_id, when, value) in enumerate(steps, start=1):
        words = when.words
        yield (
            rule.scheme, rule.version, line_id, step, order, when.specificity,
            codes[when.outlet] if when.outlet else None, when.tier, when.medium, when.placement,
            words.start if words else None, words.below if words else None, value, _wording(when),
        )  # fmt: skip


def _examples(file: RuleFile, office: Office) -> Iterator[tuple[object, ...]]:
    codes = {outlet.name: outlet.outlet_id for outlet in office.outlets}
    for number, example in enumerate(file.rule.examples, start=1):
        yield (
            file.rule.scheme, file.rule.version, number, codes[example.outlet], example.placement, example.words,
            example.points,
        )  # fmt: skip


def _wording(when: When) -> str:
    """Say the conditions as the explanation of a score line prints them, e.g. `中央级报纸、1000字以上`."""
    parts = ["单列刊物"] if when.outlet else []  # the sentence begins with the outlet's name
    if when.tier or when.medium:
        parts.append((f"{when.tier}级" if when.tier else "") + (when.medium or ""))
    if when.placement:
        parts.append(when.placement)
    if when.words:
        parts.append(
            (f"{when.words.start}字以上" if when.words.start is not None else "")
            + (f"{when.words.below}字以下" if when.words.below is not None else "")
        )
    return "、".join(parts) or "各类刊物媒体"
