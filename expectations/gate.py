"""The three gates of the flow: before a build, before its promotion, before a period is published.

Importing this module loads Great Expectations, which takes seconds: import it where a check is about to run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from expectations import landing
from expectations.judge import judge
from expectations.outcome import Finding, Outcome
from expectations.suites import landed, marts
from expectations.suites import period as one_period
from warehouse.database import read_only
from warehouse.home import Home
from warehouse.office import Office
from warehouse.period import Period

__all__ = ["Finding", "Outcome", "check_landed", "check_marts", "check_months", "check_period"]

_EVERY_MONTH = {"period": None}


def check_landed(home: Home, office: Office, month: str | None) -> Outcome:
    """Judge the records landed for one month, `2025-03`, or all that ever landed."""
    (outcome,) = (outcome for _, outcome in check_months(home, office, None if month is None else [month]))
    return outcome


def check_months(
    home: Home, office: Office, months: Sequence[str] | None
) -> Iterator[tuple[str | None, Outcome]]:
    """Judge the records landed for each of the months, one by one, or at once all that ever landed (None)."""
    if months is not None and not months:
        return
    suite = landed.suite(office.checks)
    with landing.opened(home, months) as connection:
        for month in [None] if months is None else months:
            landing.look_at(connection, month)
            yield month, judge(connection, suite, {"month": month})


def check_marts(database: Path, office: Office) -> Outcome:
    """Judge a finished build before it is promoted."""
    with read_only(database) as connection:
        return judge(connection, marts.suite(office.checks), _EVERY_MONTH)


def check_period(database: Path, office: Office, period: Period) -> Outcome:
    """Judge one period before its reports are written, by the scheme that the circulars print."""
    params = {"scheme": office.settings.scheme, "period": period.code}
    with read_only(database) as connection:
        return judge(connection, one_period.suite(office.checks), params)
