"""The JSON Schema that editors read says what the reader of rule files accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from rulebook.schema import rule_schema, schema_text

SCHEMA = Path("docs/rule.schema.json")
CASES = Path(__file__).parents[1] / "cases" / "rules"
PATHS = sorted(CASES.glob("*/*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: only true and false are switches, dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=EditorLoader)  # noqa: S506 - a safe loader


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = rule_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_that_is_kept_is_the_one_that_is_made(repository: Path) -> None:
    assert (repository / SCHEMA).read_text(encoding="utf-8") == schema_text(), "make docs writes it anew"


def test_the_schema_is_kept_sorted_and_in_chinese_as_it_is_written() -> None:
    text = schema_text()
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert "头版头条" in text


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_rule_that_is_read_is_one_by_the_schema(
    path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    assert [error.message for error in validator.iter_errors(read(path))] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("ties",), "alphabetical"),
        (("reuze",), "all"),
        (("late",), "sometimes"),
        (("rounding", "decimals"), 5),
        (("tariff", 0, "points"), "many"),
        (("tariff", 0, "when", "what"), "采纳"),
        (("tariff", 0, "when", "tier"), []),
        (("tariff", 0, "when", "words"), {"form": 1000}),
        (("period",), [{"id": "P1", "per": "month", "task": {"count": {}, "owed": "八"}}]),
        (("period",), [{"id": "P1", "per": "month", "caps": 3}]),
        (("rank",), {"awards": [{"name": "甲", "per": "year", "places": [0, 1]}]}),
        (("examples",), []),
    ],
)
def test_what_the_reader_refuses_the_schema_marks(
    place: tuple[str | int, ...], value: object, validator: jsonschema.Draft202012Validator
) -> None:
    rule = read(CASES / "housing_bureau_county" / "1.yaml")
    part = rule
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    assert not validator.is_valid(rule)


@pytest.mark.parametrize(
    "key", ["calendar", "unlisted", "reuse", "sharing", "late", "blanks", "ties", "rounding", "examples"]
)
def test_what_must_be_written_out_the_schema_asks_for(
    key: str, validator: jsonschema.Draft202012Validator
) -> None:
    rule = read(CASES / "housing_bureau_county" / "1.yaml")
    del rule[key]
    assert not validator.is_valid(rule)


@pytest.mark.parametrize("number", [40, 0.5, -5])
def test_points_are_numbers(number: float, validator: jsonschema.Draft202012Validator) -> None:
    rule = read(CASES / "housing_bureau_county" / "1.yaml")
    rule["tariff"][0]["points"] = number
    assert validator.is_valid(rule)
