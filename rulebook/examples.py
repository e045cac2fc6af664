"""The worked examples of the rules, as the models of a finished build scored them."""

from __future__ import annotations

from pathlib import Path

from warehouse.database import read_only
from warehouse.errors import DataError

_WRONG = """
    select scheme_code, rule_version, example_number, outlet_name, expected_points, points
    from intermediate.int_score__example
    where points is distinct from expected_points
    order by scheme_code, rule_version, example_number
"""


def check_examples(database: Path) -> None:
    """Raise `DataError` naming the first example that its own rule does not give."""
    with read_only(database) as connection:
        wrong = connection.execute(_WRONG).fetchone()
    if wrong:
        scheme, version, number, outlet, expected, points = wrong
        raise DataError(
            f"计分办法 {scheme}/{version}.yaml 第 {number} 个例子（{outlet}）写的是 {expected.normalize():f} 分，"
            f"按本办法算得 {points.normalize():f} 分：请改正例子或条款",
            f"{scheme}/{version}.yaml: example {number} ({outlet}) says {expected}, its own rule gives {points}",
        )
