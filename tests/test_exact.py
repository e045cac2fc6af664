"""Quotients of decimals are exact: DuckDB's mean and its sign / go through floating point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from reports.subjects.elections.query import marks_of

ROOT = Path(__file__).parents[1]
FOLDERS = (
    "dbt_project/macros",
    "dbt_project/models",
    "dbt_project/tests",
    "expectations",
    "reports",
    "tongbao",
    "questions",
)
# Whole numbers on both sides, compared with a bound or told as whole per cent: no points, no marks.
COUNTED = {
    "dbt_project/macros/titles.sql": ["len(list_intersect({{ first }}, {{ second }})) / least("],
    "expectations/suites/landed.py": [
        "round(100 * avg((article_title is null)::integer))",
        "round(100 * avg(coalesce(",
    ],
    "expectations/suites/marts.py": ["round(100 * avg(({figures.OUTCOME} = 'rejected')::integer))"],
    "expectations/suites/period.py": [
        "greatest(this_count, year_ago_count) / greatest(",
        "greatest(this_count, previous_count) / greatest(",
    ],
}
_MEAN = re.compile(r"\b(avg|mean|favg|median|stddev\w*)\s*\(")
_QUOTIENT = re.compile(r"(?<=[\w)}]) / (?=[\w({])|(?<=[\w)}]) /$")
_NO_CODE = re.compile(r"--.*$|\{#.*?#\}|'[^'\n]*'", re.DOTALL | re.MULTILINE)


def floating(name: str, text: str) -> Iterator[str]:
    """Return the lines of a query in which a quotient may be floating point, but for those of whole numbers."""
    is_sql = name.endswith(".sql")
    for line in (_NO_CODE.sub(_blank, text) if is_sql else text).splitlines():
        found = _MEAN.search(line) or (_QUOTIENT.search(line) if is_sql or "greatest(" in line else None)
        if found and not any(said in line for said in COUNTED.get(name, ())):
            yield f"{name}: {line.strip()}"


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def test_no_query_divides_decimals_in_floating_point() -> None:
    files = [
        path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in (".sql", ".py")
    ]
    named = [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in files]
    assert [line for name, text in named for line in floating(name, text)] == []
    said = {name: text for name, text in named if name in COUNTED}
    assert all(part in said[name] for name, parts in COUNTED.items() for part in parts)


@pytest.mark.parametrize(
    "line", ["    avg(score) as mark,", "    (points / unit_count)::decimal(9, 4) as each,", "    points /"]
)
def test_a_floating_quotient_is_found(line: str) -> None:
    assert list(floating("dbt_project/models/marts/new.sql", line)) == [
        f"dbt_project/models/marts/new.sql: {line.strip()}"
    ]


def test_the_mean_of_marks_is_rounded_half_up_from_what_they_are() -> None:
    con = duckdb.connect()
    con.execute("create schema marts")
    con.execute("""
        create table marts.fct_jury_score (
            record_id varchar, piece_id varchar, kind_text varchar, score decimal(18, 4), month_code varchar
        )
    """)
    con.execute("""
        insert into marts.fct_jury_score values
        ('a', 'p', null, 80.19, '2025-03'), ('b', 'p', null, 82.26, '2025-03'), ('c', 'p', '得票', 7, '2025-03'),
        ('d', 'q', '得票', 3, '2025-03')
    """)
    assert marks_of(con, {"first_month": "2025-03", "last_month": "2025-03"}) == {
        "p": (Decimal(7), Decimal("81.23")),
        "q": (Decimal(3), None),
    }
