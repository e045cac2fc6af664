"""What comes up after a period was published: objections, and records that arrived late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportedObjection:
    """A unit disputes a record or a score line; `outcome` is open, upheld or dismissed."""

    objection_id: str
    period_code: str
    unit_name: str
    about: str
    raised_on: date
    reason: str
    is_late: bool
    outcome: str
    decided_on: date | None
    why: str | None
    correction: str | None
    record_id: str | None


@dataclass(frozen=True, slots=True)
class LateRecord:
    """A record that arrived when its period was issued, or too late by the rule; `treatment` says what became of it."""

    record_id: str
    period_code: str
    unit_name: str
    article_title: str
    outlet_name: str
    adopted_on: str
    received_on: date
    issued_on: date | None
    treatment: str  # revision, next_period or refused
    counted_in: str  # the month its points count in
    file_name: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Objections that a report of the period lists, and records that arrived late for it."""

    objections: tuple[ReportedObjection, ...]
    late: tuple[LateRecord, ...]
