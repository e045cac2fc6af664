"""Reports, questions, checks and commands read the marts alone: what they need of a rule or a seed stands there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

BELOW = re.compile(r"\b(?:from|join|table|into|update)\s+(?:staging|intermediate|rules)\.\w+", re.IGNORECASE)
MARTS = re.compile(r"\b(?:from|join)\s+marts\.\w+", re.IGNORECASE)
_INSIDE = r"\((?:[^()]|\([^()]*\))*\)"
ORDINAL = re.compile(
    rf"\border by\s+(?:(?:[^(),]|{_INSIDE})+,\s*)*\d+\s*(?:,|asc\b|desc\b|\)|\n|$)", re.IGNORECASE
)


def statements(source: str) -> list[str]:
    """Return the pieces of text in a program, those between the braces of an f-string included."""
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def texts(repository: Path) -> list[tuple[str, str]]:
    return [
        (path.relative_to(repository).as_posix(), text)
        for folder in ("reports", "tongbao", "questions", "expectations")
        for path in sorted((repository / folder).rglob("*.py"))
        for text in statements(path.read_text(encoding="utf-8"))
    ]


def test_nothing_below_the_marts_is_read(repository: Path) -> None:
    found = texts(repository)
    assert len([text for _, text in found if MARTS.search(text)]) > 60
    assert [(path, BELOW.search(text)[0]) for path, text in found if BELOW.search(text)] == []


def test_rows_are_ordered_by_columns_that_are_named(repository: Path) -> None:
    assert [(path, text) for path, text in texts(repository) if ORDINAL.search(text)] == []


def test_the_guards_would_see_one() -> None:
    (text,) = (each for each in statements('f"select 1 from staging.stg_{x}"') if "select" in each)
    assert BELOW.search(text)
    assert BELOW.search("inner join\n  rules.register as kept")
    assert ORDINAL.search("select a, b from marts.t\norder by b, 1 desc")
    assert ORDINAL.search("order by 4, 1")
    assert ORDINAL.search("select list(a order by 2) from marts.t")
    assert not ORDINAL.search("select a from marts.t order by coalesce(a, 0), b\nlimit 3")
