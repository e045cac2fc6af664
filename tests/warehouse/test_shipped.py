"""What a desk has not filled in is found by what the starter ships, whatever has been changed around it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.building import OFFICES
from warehouse.shipped import STARTER, UNNAMED, left_as_shipped
from warehouse.starter import start_office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start_office(tmp_path / "new", OFFICES / "golden", "中共某市委组织部", date(2025, 1, 1))
    return tmp_path / "new"


def left(folder: Path) -> dict[str, str]:
    found = left_as_shipped(folder, tuple(folder.glob("rules/*/*.yaml")))
    return {f"{one.file} {one.key}": one.value for one in found if one.must_change}


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_number_document_and_points_of_the_starter_are_found(folder: Path) -> None:
    assert left(folder) == {
        "circular.toml document_number": "×通报〔{year}〕{number}号",
        "rules/xxcy/2025.yaml decided.document": "示例，请填文号",
        "rules/xxcy/2025.yaml tariff": "20、10、5",
    }


def test_the_rest_is_found_when_some_has_been_filled_in(folder: Path) -> None:
    rewrite(folder / "circular.toml", ("×通报", "某组通报"))
    rewrite(folder / "rules/xxcy/2025.yaml", ("points: 10}", "points: 12}"), ("{by: ", "{by:   "))
    assert left(folder) == {"rules/xxcy/2025.yaml decided.document": "示例，请填文号"}
    rewrite(folder / "rules/xxcy/2025.yaml", ("示例，请填文号", "某组通〔2025〕1号"))
    assert left(folder) == {}


def test_an_office_that_was_given_no_name_is_found_wherever_it_is_printed(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    start_office(folder, OFFICES / "golden", UNNAMED, date(2025, 1, 1))
    rewrite(folder / "office.toml", (f'name = "{UNNAMED}"', 'name = "某办"'))
    found = left(folder)
    assert found.pop("rules/xxcy/2025.yaml decided.by") == UNNAMED
    assert {key for key, value in found.items() if UNNAMED in value} == {
        "circular.toml red_head", "circular.toml signature", "circular.toml printed_by",
    }  # fmt: skip


def test_the_complete_offices_have_nothing_left() -> None:
    for office in (OFFICES / "golden", OFFICES / "anyang", STARTER.parent / "sample"):
        assert left(office) == {}


def test_every_word_that_the_starter_prints_bears_a_mark_or_the_name() -> None:
    """What is shipped later without a mark would be signed without a look."""
    text = (STARTER / "circular.toml").read_text(encoding="utf-8")
    marked = set(re.findall(r"^(\w+) = .*# (?:待填|请核对)", text, re.MULTILINE))
    printed = {key for key, value in tomllib.loads(text).items() if isinstance(value, str) and "$" not in value}
    assert printed - marked == {"title_statistics", "title_circular"}  # they say what any such report is
    assert len(printed) >= 6
