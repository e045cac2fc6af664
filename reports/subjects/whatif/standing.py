"""Scores and places of one period under one rule, with every line behind them: what two rules are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports import when
from reports.rows import rows
from warehouse.database import read_only

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    import duckdb

    from warehouse.period import Period

_PLACED = """
    select
        unit_code, unit_name, unit_order, group_code, points, place, is_tied, coalesce(missed_gates, ''), coalesce(award, '')
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period
    order by unit_order, unit_code
"""
_LINES = """
    select
        line.step, line.rule_version, line.rule_line_id, lineage.reporting_unit_code,
        concat_ws('|', line.adoption_id::varchar, line.other_record_id, line.piece_id::varchar, line.unit_code, line.person,
                  case when line.adoption_id is null then line.month_code end, line.period_code) as of_what,
        line.points,
        coalesce(adoption.article_title, other.article_title, piece.article_title, '') as title,
        coalesce(outlet.outlet_name || ' ' || adoption.adopted_on, case when piece.piece_id is null then line.explanation end, '')
    from marts.fct_score_line as line
    inner join marts.dim_period_month as month
        on line.month_code = month.month_code and month.period_code = $period and month.is_inside
    inner join marts.dim_unit_lineage as lineage
        on line.unit_code = lineage.unit_code and lineage.period_code = $period
    left join marts.fct_adoption as adoption
        on line.adoption_id = adoption.adoption_id and line.unit_code = adoption.unit_code
    left join marts.fct_piece as piece on line.piece_id = piece.piece_id
    left join marts.fct_record as other on line.other_record_id = other.record_id
    left join marts.dim_outlet as outlet on adoption.outlet_code = outlet.outlet_code
    where line.scheme_code = $scheme
    order by lineage.reporting_unit_code, line.step, line.rule_line_id, title, of_what
"""
_WORDING = """
    select rule_version, rule_line_id, full_wording
    from marts.dim_rule_line
    where scheme_code = $scheme
"""
_POLICY = """
    select version.rule_version, version.is_grouped, version.ties
    from marts.dim_rule_version as version
    inner join marts.dim_period as period
        on period.last_day between version.effective_from and version.effective_to
    where version.scheme_code = $scheme and period.period_code = $period
"""
# What is taken off because a piece had earned before bears no line's words.
REUSED = "同一稿件此前已计"


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its points and place."""

    unit_code: str
    unit_name: str
    unit_order: int
    group: str
    points: Decimal
    place: int | None
    is_tied: bool
    missed_gates: str
    award: str


@dataclass(frozen=True, slots=True)
class RescoredLine:
    """What a line of the rule gave or took; `of` tells what: the record, piece or period, and for whom."""

    step: str
    version: str
    line: str
    unit_code: str
    of: str
    points: Decimal
    title: str
    about: str  # where and when it was printed; for a line over a period, its sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """A period under one rule."""

    label: str
    version: str  # in force on the period's last day
    is_grouped: bool
    ties: str
    placed: tuple[Placed, ...]
    lines: tuple[RescoredLine, ...]
    wording: Mapping[tuple[str, str], str]  # by version and line
    caution: str = ""  # where of some months nothing is known

    def says(self, each: RescoredLine) -> str:
        """Name the line of the rule behind a score line, and what it says."""
        if each.step == "reuse":
            return REUSED
        text = self.wording.get((each.version, each.line), "")
        return text if each.line == "unlisted" else f"{each.line} {text}".strip()

    def contest(self, placed: Placed) -> str:
        """Return among whom a unit has its place."""
        return placed.group if self.is_grouped else ""


def read_standing(database: Path, scheme: str, period: Period, label: str) -> Standing | None:
    """Read a period from a warehouse file; None where no version of the scheme is in force on its last day."""
    wanted: dict[str, object] = {"scheme": scheme, "period": period.code}
    with read_only(database) as con:
        policy = con.execute(_POLICY, wanted).fetchone()
        if policy is None:
            return None
        version, is_grouped, ties = policy
        placed = tuple(Placed(*row) for row in rows(con, _PLACED, wanted))
        lines = tuple(RescoredLine(*row) for row in rows(con, _LINES, wanted))
        caution = when.read(con, period).caution
        return Standing(label, version, is_grouped, ties, placed, lines, _wording(con, scheme), caution)


def _wording(con: duckdb.DuckDBPyConnection, scheme: str) -> dict[tuple[str, str], str]:
    return {(version, line): text for version, line, text in rows(con, _WORDING, {"scheme": scheme})}
