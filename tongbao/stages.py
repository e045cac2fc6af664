"""The stages after landing, each on a home and an office: build, check, report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbao import seen
from tongbao.place import Place
from warehouse.belonging import remember
from warehouse.database import current_fingerprint, promote, read_only
from warehouse.errors import BrokenError, DataError
from warehouse.home import Home
from warehouse.manifest import DATABASE

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from expectations.outcome import Finding, Outcome
    from warehouse.period import Period

REFUSED = "refused.duckdb"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    fingerprint: str
    node_count: int  # models and tests that ran; 0 when nothing had changed
    warned: tuple[Finding, ...] = ()  # what the checks want a person to look at


def build_warehouse(place: Place) -> Built:
    """Check what landed, build, check the marts, promote; nothing changes for readers before the last step."""
    home = place.home
    with home.writing():
        bytes_seen = seen.digest(place)
        known = seen.fingerprint_of(place, bytes_seen)
        if known and known == current_fingerprint(home):
            return Built(known, 0)
        # Imported only now: pydantic, dbt and Great Expectations take seconds, and most mornings nothing changed.
        from tongbao.inputs import write_inputs

        office = place.office()
        remember(home, place.office_folder)
        code = write_inputs(place, office)
        seen.keep(place, bytes_seen, code)
        if code == current_fingerprint(home):
            return Built(code, 0)
        from expectations.gate import check_marts, check_months
        from expectations.landing import months_to_judge
        from rulebook.examples import check_examples
        from warehouse.building import build

        warned: list[Finding] = []
        months = months_to_judge(home, _deliveries_built(home))
        for month, landed in check_months(home, office, months):
            warned += hold_gate(landed, f"{month} 来件")
        database = home.tmp / DATABASE
        node_count = build(home, database)
        check_examples(database)
        judged = check_marts(database, office)
        if not judged.may_publish:
            # Whoever must put it right needs to see it: the reasons stand in the build that is refused.
            database = database.replace(home.build / REFUSED)
        warned += hold_gate(judged, "建库")
        promote(database, home, code)
    return Built(code, node_count, tuple(warned))


def _deliveries_built(home: Home) -> set[str]:
    if not home.current.exists():
        return set()
    with read_only(home.current) as connection:
        return {row[0] for row in connection.execute("select delivery_id from marts.fct_delivery").fetchall()}


def check(place: Place, gate: str, period: Period | None) -> Outcome:
    """Run one of the gates by hand: `landed` (of a month), `marts`, or `period`."""
    from expectations.gate import check_landed, check_marts, check_period
    from ingest.catalogue import write_catalogue
    from reports import when

    office = place.office()
    if gate == "landed":
        with place.home.writing():
            write_catalogue(place.home)
        return check_landed(place.home, office, period.code if period else None)
    if gate == "marts":
        return check_marts(place.home.current, office)
    if period is None:
        raise DataError(
            "要检查哪一期？请加 --period，例如 --period 2025-03", "which period? say --period 2025-03"
        )
    with read_only(place.home.current) as connection:
        when.read_known(connection, period)
    return check_period(place.home.current, office, period)


def hold_gate(outcome: Outcome, what: str) -> tuple[Finding, ...]:
    """Stop here when a check was violated or crashed, naming what was checked; return what it only warns of."""
    if outcome.crashed:
        raise BrokenError(
            f"检查（{what}）的程序本身出错：" + "；".join(finding.zh for finding in outcome.crashed),
            f"checks of {what} crashed: " + "; ".join(finding.en for finding in outcome.crashed),
        )
    if outcome.violated:
        raise DataError(
            f"数据检查（{what}）未通过，原有结果保持不变："
            + "；".join(finding.zh for finding in outcome.violated),
            f"checks of {what} violated: " + "; ".join(finding.en for finding in outcome.violated),
        )
    return outcome.warned


def report(place: Place, period: Period, as_of: date | None) -> Path:
    """Write the reports of a period into the drafts, and the index of all there are; return their folder.

    Without a day they bear the one on which the schedules write them.
    """
    from reports import drafts
    from reports.documents.index.index_page import write_index

    with place.home.writing():
        folder = drafts.write(place.home, place.office_folder, period, as_of)
        write_index(place.home)
    return folder
