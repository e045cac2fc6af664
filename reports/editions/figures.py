"""The figures of a period, frozen: what a later edition is compared with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reports.rows import rows
from reports.saying import plain

if TYPE_CHECKING:
    import duckdb

    from reports.value import Report

FILE = "figures.json"
_RECORDS = """
    select record_id, delivery_id, fct_delivery.file_name, received_on::varchar
    from marts.fct_record
    inner join marts.fct_delivery using (delivery_id)
    where record_id in (select unnest($records))
    order by record_id
"""

@dataclass(frozen=True, slots=True)
class Score:
    """A unit's result; groups and units stand in printing order."""

    unit_code: str
    unit_name: str
    group: str
    place: int | None
    points: Decimal
    adoption_count: int


@dataclass(frozen=True, slots=True)
class Adopted:
    """An adoption with the record that stands for it, and the file it came in."""

    record_id: str
    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: str
    delivery_id: str
    file_name: str
    received_on: str


@dataclass(frozen=True, slots=True)
class FrozenScoreLine:
    """A score line."""

    score_line_id: str
    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: str
    rule_version: str
    points: Decimal
    explanation: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of a period that a correction may change."""

    period: str
    rules: dict[str, str]
    totals: dict[str, int]
    scores: tuple[Score, ...]
    adoptions: tuple[Adopted, ...]
    accounts: tuple[FrozenScoreLine, ...]

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str) + "\n").encode()

    @classmethod
    def load(cls, content: bytes) -> Figures:
        """Read what was frozen."""
        told: dict[str, Any] = json.loads(content)
        exact: list[list[dict[str, Any]]] = [
            [{**row, "points": Decimal(row["points"])} for row in told[name]]
            for name in ("scores", "accounts")
        ]
        return cls(
            told["period"], told["rules"], told["totals"],
            tuple(Score(**row) for row in exact[0]),
            tuple(Adopted(**row) for row in told["adoptions"]),
            tuple(FrozenScoreLine(**row) for row in exact[1]),
        )  # fmt: skip


def freeze(con: duckdb.DuckDBPyConnection, report: Report) -> Figures:
    """Take the figures that come with their reasons: totals, scores, adoptions, score lines."""
    totals = report.totals
    records = {"records": [each.record_id for each in report.pieces.adoptions]}
    arrived = {record: rest for record, *rest in rows(con, _RECORDS, {**records})}
    return Figures(
        period=report.period.code,
        rules={rule.rule_version: rule.file_sha256 for rule in report.notes.rules},
        totals={
            "采用篇次": totals.adoptions.now,
            "被采用稿件": totals.pieces.now,
            "转载篇次": totals.reprints.now,
            **{plain.tier(each.name): each.now for each in totals.tiers},
            **{each.name: each.now for each in totals.sides},
        },
        scores=tuple(
            Score(one.unit_code, one.unit_name, group.name, one.place, one.points, one.adoption_count)
            for group in report.ranking.groups
            for one in group.units
        ),
        adoptions=tuple(
            Adopted(each.record_id, each.unit_name, each.article_title, each.outlet_name, each.adopted_on,
                    *arrived[each.record_id])
            for each in report.pieces.adoptions
        ),
        accounts=tuple(
            FrozenScoreLine(each.score_line_id, each.unit_name, each.article_title, each.outlet_name, each.adopted_on,
                    each.rule_version, each.points, each.explanation)
            for each in report.pieces.score_lines
        ),
    )  # fmt: skip
