"""What was reported held against what publishers show, as a report lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """An adoption and who shows it: confirmed, claimed_only (the unit) or observed_only (the publisher)."""

    unit_name: str
    claim: str
    is_watched: bool  # whether anything of the outlet's own has arrived
    is_counted: bool
    day: str
    outlet_name: str
    article_title: str
    claimed_record_id: str
    observed_record_id: str


@dataclass(frozen=True, slots=True)
class OutletCount:
    """How many pieces a sheet says an outlet took from a unit, and how many were counted here."""

    unit_name: str
    outlet_name: str
    period_code: str
    claimed_count: int
    adoption_count: int
    difference: int  # beyond zero, records are missing here; below, the sheet leaves some out
    record_ids: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Every adoption of the period with who shows it, and what sheets of counts say."""

    claims: tuple[Claim, ...]
    outlet_counts: tuple[OutletCount, ...]
