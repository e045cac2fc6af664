"""What the project declares about its tables is tested, and what its seeds hold, which no build changes, is right."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

import pytest
import yaml

from warehouse.manifest import PROJECT

# What is one row of each seed; no cell of it is blank, nor of the columns after it.
KEYS = {
    "asked_reason": (["reason_code"], ["asks_for"]),
    "cell_word": (["column_name", "written"], ["said"]),
    "delivery_kind": (["kind"], ["side"]),
    "no_author": (["word"], []),
    "register": (["register"], ["register_name", "comes_monthly"]),
    "register_field": (["register", "column_name"], ["label"]),
    "reject_reason": (["reason_code"], ["sentence"]),
}


def rows_of(seed: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def faults_of(rows: Sequence[Mapping[str, str]], key: Sequence[str], filled: Sequence[str]) -> list[Mapping[str, str]]:
    """Return the rows whose key stood there before, and those with a blank where something must stand."""
    seen: set[tuple[str, ...]] = set()
    faulty = []
    for row in rows:
        own = tuple(row[column] for column in key)
        if own in seen or not all(row[column] for column in (*key, *filled)):
            faulty.append(row)
        seen.add(own)
    return faulty


@pytest.mark.parametrize("seed", KEYS)
def test_a_seed_holds_one_row_for_each_key_and_no_gap(seed: str) -> None:
    rows = rows_of(seed)
    key, filled = KEYS[seed]
    assert rows
    assert faults_of(rows, key, filled) == []
    assert faults_of([*rows, rows[0]], key, filled) == [rows[0]]
    assert faults_of([{**rows[0], key[-1]: ""}], key, filled)


def test_each_seed_is_looked_at() -> None:
    assert {path.stem for path in (PROJECT / "seeds").glob("*.csv")} == set(KEYS)


def test_a_seed_names_what_another_holds() -> None:
    reasons = {row["reason_code"] for row in rows_of("reject_reason")}
    registers = {row["register"] for row in rows_of("register")}
    assert {row["reason_code"] for row in rows_of("asked_reason")} <= reasons
    fields = rows_of("register_field")
    assert {row["missing_code"] for row in fields} - {""} <= reasons
    assert {row["register"] for row in fields} <= registers
    assert {row["asks_for"] for row in rows_of("asked_reason")} <= {
        "名称", "标题", "单位", "刊物", "日期", "采用", "词", "列",
    }  # fmt: skip
    assert {row["side"] for row in rows_of("delivery_kind")} == {"claimed", "observed"}


def test_each_table_with_a_grain_is_tested_for_it() -> None:
    claims = "".join(path.read_text() for path in (PROJECT / "tests").glob("assert_each_row_of_*.sql"))
    tested = re.findall(r"'(\w+)'", claims)
    models = [yaml.safe_load(path.read_text()) for path in (PROJECT / "models").rglob("*.yml")]
    with_grain = [
        model["name"]
        for each in models
        for model in each.get("models", [])
        if model.get("config", {}).get("meta", {}).get("grain")
    ]
    assert len(with_grain) > 150
    assert sorted(tested) == sorted(with_grain)
