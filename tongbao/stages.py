"""The stages in order, each on a home and an office: land, build, check, report, export."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from expectations.landing import months_to_judge
from expectations.outcome import Finding, Outcome
from ingest.catalogue import write_catalogue, write_deliveries
from ingest.landing import Landed, Leave, Progress, land, refresh
from ingest.layouts import Layouts
from reports import when
from rulebook.examples import check_examples
from rulebook.loading import load_rules
from rulebook.printed_table import load_printed
from rulebook.rescored import rescoring
from rulebook.rows import write_rule_rows
from warehouse.belonging import remember
from warehouse.building import build, fingerprint
from warehouse.database import current_fingerprint, promote, read_only
from warehouse.editions import write_edition_rows
from warehouse.errors import BrokenError, DataError
from warehouse.home import Home
from warehouse.manifest import DATABASE
from warehouse.objections import ObjectionList, write_objection_rows
from warehouse.office import Office
from warehouse.office_rows import write_office_rows
from warehouse.period import Grain, Period

REFUSED = "refused.duckdb"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the home, and the office it works for."""

    home: Home
    office_folder: Path

    def office(self) -> Office:
        """Read the office's folder."""
        return Office.load(self.office_folder)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    fingerprint: str
    node_count: int  # models and tests that ran; 0 when nothing had changed
    warned: tuple[Finding, ...] = ()  # what the checks want a person to look at


def has_connections(place: Place) -> bool:
    """Tell whether the office has sites or shared folders to fetch from; without, no network is ever touched."""
    return (place.office_folder / "connections.toml").exists()


def land_files(
    place: Place,
    paths: Sequence[Path],
    received_on: date,
    progress: Progress | None = None,
    read_again: Progress | None = None,
    leave: Leave | None = None,
) -> tuple[tuple[Landed, ...], tuple[Landed, ...]]:
    """Take deliveries in; return what was landed, and what was read again because an edited layout reads it anew."""
    with place.home.writing():
        layouts = Layouts.load(place.office_folder)
        remember(place.home, place.office_folder)
        again = refresh(place.home, layouts, read_again)
        return land(paths, place.home, layouts, received_on, progress, leave=leave), again


def build_warehouse(place: Place) -> Built:
    """Check what landed, build, check the marts, promote; nothing changes for readers before the last step."""
    home, office = place.home, place.office()
    with home.writing():
        remember(home, place.office_folder)
        code = write_inputs(place, office)
        if code == current_fingerprint(home):
            return Built(code, 0)
        # Imported only now: dbt and Great Expectations take seconds, and most mornings nothing changed.
        from expectations.gate import check_landed, check_marts

        warned: list[Finding] = []
        for month in months_to_judge(home, _deliveries_built(home)):
            warned += hold_gate(check_landed(home, office, month), f"{month} 来件")
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


def write_inputs(place: Place, office: Office) -> str:
    """Write all that dbt reads into the build folder; return the fingerprint of what would be built of it."""
    home = place.home
    if not write_catalogue(home):
        raise DataError(
            f"还没有任何来件：把文件放进 {home.inbox} 再运行 tongbao land",
            f"nothing has landed in {home.raw} yet",
        )
    _write_settings(office, home.build)
    write_edition_rows(home, home.build)
    return fingerprint(home.build.glob("*.parquet"))


def fingerprint_now(place: Place, editions: Collection[str]) -> str:
    """Return what a build would be named by that knows these editions; nothing is written into the home."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_deliveries(place.home, folder)
        _write_settings(place.office(), folder)
        write_edition_rows(place.home, folder, editions)
        return fingerprint(folder.glob("*.parquet"))


def _write_settings(office: Office, folder: Path) -> None:
    """Write lists, rules, printed circulars and objections: all that dbt reads besides deliveries and editions."""
    rules = load_rules(office)
    circulars = load_printed(office, rules)
    for stale in folder.glob("*.parquet"):
        if not stale.name.startswith("landed_"):
            stale.unlink()  # an older program's table would be a part of the fingerprint for ever
    write_office_rows(office, folder)
    scored = (*rules, *rescoring(rules, office.settings.scheme))
    write_rule_rows(scored, {rule.path: office for rule in rules}, folder, circulars)
    write_objection_rows(ObjectionList.load(office), folder)


def _deliveries_built(home: Home) -> set[str]:
    if not home.current.exists():
        return set()
    with read_only(home.current) as connection:
        return {row[0] for row in connection.execute("select delivery_id from marts.fct_delivery").fetchall()}


def check(place: Place, gate: str, period: Period | None) -> Outcome:
    """Run one of the gates by hand: `landed` (of a month), `marts`, or `period`."""
    from expectations.gate import check_landed, check_marts, check_period

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


def newest_complete(place: Place, grain: Grain, as_of: date) -> Period | None:
    """Return the newest period that was over by a day and holds adoptions in its last month, if there is one."""
    with read_only(place.home.current) as connection:
        row = connection.execute(
            """
            select max_by(period.period_code, period.first_day)
            from marts.dim_period as period
            inner join marts.dim_period_month as month
                on period.period_code = month.period_code and period.last_day = month.last_day
            inner join marts.fct_adoption as adoption on month.month_code = adoption.month_code
            where period.grain = $grain and period.last_day < $as_of
            """,
            {"grain": grain, "as_of": as_of},
        ).fetchone()
    return Period.parse(row[0]) if row and row[0] else None


def has_newer(place: Place, period: Period, as_of: date) -> bool:
    """Tell whether another whole period of its grain was over by a day; beyond the calendar months are 31 days long."""
    with read_only(place.home.current) as connection:
        row = connection.execute(
            """
            with own as (
                select count(*) as month_count, max(last_day) as last_day
                from marts.dim_period_month
                where period_code = $period and is_inside
            ),

            month as (
                select distinct first_day, last_day
                from marts.dim_period_month
            )

            select
                count(*) filter (where month.first_day > own.last_day and month.last_day < $as_of) >= own.month_count
                or max(month.last_day) + 31 * own.month_count::integer < $as_of
            from month
            cross join own
            group by own.month_count
            """,
            {"period": period.code, "as_of": as_of},
        ).fetchone()
    return bool(row and row[0])
