"""One word, one thing: a class name stands for one class."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("dags", "expectations", "ingest", "questions", "reports", "rulebook", "tongbao", "warehouse")


def classes(files: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return where each class name is defined."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, text in files:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name)
    return found


def sources() -> list[tuple[str, str]]:
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


def twice(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in found.items() if len(places) > 1}


def test_no_class_name_is_defined_twice() -> None:
    found = classes(sources())
    assert len(found) > 300
    assert twice(found) == {}


def test_a_name_that_is_defined_twice_is_told_with_its_places() -> None:
    files = [("a.py", "class Line: ..."), ("b.py", "def f():\n    class Line: ...")]
    assert twice(classes(files)) == {"Line": ["a.py", "b.py"]}


def unborne(rows: Iterable[str], names: set[str]) -> list[str]:
    """Return the rows of the glossary that name no model and no class."""
    borne = [(row, re.findall(r"`(\w+)`", row.split("|")[3])) for row in rows]
    return [row for row, said in borne if not said or not names.issuperset(said)]


def glossary() -> list[str]:
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| word |")]


def names() -> set[str]:
    return {*classes(sources()), *(path.stem for path in (ROOT / "dbt_project" / "models").rglob("*.sql"))}


def test_each_word_of_the_glossary_is_borne_by_a_model_or_a_class() -> None:
    rows = glossary()
    words = [row.split("|")[1].strip() for row in rows]
    chinese = [row.split("|")[2].strip() for row in rows]
    assert len(rows) >= 40
    assert len(set(words)) == len(set(chinese)) == len(rows)
    assert unborne(rows, names()) == []


def test_a_word_that_nothing_bears_is_named() -> None:
    nobody, nothing, somebody = "| a | 甲 | `Nobody` | |", "| b | 乙 | | |", "| c | 丙 | `Line` | |"
    assert unborne([nobody, nothing, somebody], {"Line"}) == [nobody, nothing]


def called_line(text: str) -> list[str]:
    """Return what is called a line and is a unit of a ranking, or a side of the media."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation]
    named = [(ast.unparse(node).partition(":")[0], ast.unparse(node.annotation)) for node in nodes if node.annotation]
    return [name for name, what in named if re.search("line", name) and re.search(r"\b(Ranked|Compared)\b", what)]


def test_line_is_a_line_of_the_rule_alone() -> None:
    assert {name: found for name, text in sources() if (found := called_line(text))} == {}
    assert called_line("by_line: tuple[Compared, ...]\ndef f(line: Ranked, lines: Line): ...") == ["by_line", "line"]
