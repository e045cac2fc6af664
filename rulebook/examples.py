"""The worked examples of the rules, as the models of a finished build scored them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from warehouse.database import read_only
from warehouse.errors import DataError

_CLAIMS = """
    select scheme_code, rule_version, case_code, about, unit_name, person, measure, key, expected, got
    from intermediate.int_score__example
    order by scheme_code, rule_version, split_part(case_code, '#', 2)::integer, expected_order, measure, key
"""
_LINES = """
    select case_code, unit_code, person, rule_line_id, points, explanation
    from intermediate.int_score__case_line
    where case_code like '%#%'  -- printed circulars are worlds, too
    order by case_code, unit_code, person, month_code, step, rule_line_id, explanation
"""
MEASURES = {
    "single": "得分", "points": "本期得分", "place": "名次", "award": "奖项", "marks": "点名", "line": "其中", "figure": "指标",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExampleClaim:
    """One thing that a worked example says must come out, and what came out."""

    scheme: str
    version: str
    case: str
    about: str
    whose: str
    measure: str
    expected: str
    got: str

    @property
    def holds(self) -> bool:
        """Whether the models give what the example says."""
        return self.expected == self.got

    @property
    def zh(self) -> str:
        """What it is that is claimed."""
        number = self.case.rpartition("#")[2]
        return f"{self.scheme}/{self.version}.yaml 第 {number} 个例子（{self.about}）{self.whose}{self.measure}"


def claims(database: Path) -> tuple[ExampleClaim, ...]:
    """Return every claim of every worked example."""
    with read_only(database) as connection:
        rows = connection.execute(_CLAIMS).fetchall()
    return tuple(
        ExampleClaim(
            scheme, version, case, about, "".join(part for part in (unit, person) if part),
            MEASURES[measure] + (key or ""), expected, got,
        )
        for scheme, version, case, about, unit, person, measure, key, expected, got in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One score line of a worked example."""

    case: str
    whose: str
    line: str
    points: Decimal
    explanation: str


def lines(database: Path) -> tuple[ExampleLine, ...]:
    """Return every score line of every worked example, in the order of accounts."""
    with read_only(database) as connection:
        rows = connection.execute(_LINES).fetchall()
    return tuple(
        ExampleLine(case, "".join(part for part in (unit, person) if part), line, points, explanation)
        for case, unit, person, line, points, explanation in rows
    )


def check_examples(database: Path) -> None:
    """Raise `DataError` naming the first example that its own rule does not give."""
    for claim in claims(database):
        if not claim.holds:
            raise DataError(
                f"计分办法 {claim.zh}写的是 {claim.expected}，按本办法算得 {claim.got}：请改正例子或条款",
                f"{claim.case}: {claim.about}: the example says {claim.expected}, its own rule gives {claim.got}",
            )
