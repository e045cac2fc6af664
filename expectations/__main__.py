"""`python -m expectations landed|marts|period [--period P] --home H --org O`: one line per finding.

Exits 0 when all held, 1 when the data closed the gate, 2 on wrong usage, 3 when a check or the machine broke.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from expectations.outcome import Outcome
from warehouse.errors import TongbaoError
from warehouse.home import Home
from warehouse.office import Office
from warehouse.period import Period

_WORDS = (("held", "通过"), ("warned", "提醒"), ("violated", "不通过"), ("crashed", "检查出错"))


def main(arguments: list[str]) -> int:
    """Run one suite, print its findings and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m expectations")
    parser.add_argument("suite", choices=("landed", "marts", "period"))
    parser.add_argument("--period", help="2025-03; for the suite period also 2025-Q1, 2025-H1, 2025")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--org", type=Path, required=True)
    options = parser.parse_args(arguments)
    if options.suite == "period" and not options.period:
        parser.error("period needs --period")
    if options.suite == "marts" and options.period:
        parser.error("marts looks at the whole build and takes no --period")
    try:
        period = Period.parse(options.period) if options.period else None
        if options.suite == "landed" and period and period.grain != "month":
            parser.error(f"landed looks at one month, not at {period.code}")
        outcome = _check(options.suite, Home(options.home), Office.load(options.org), period)
    except TongbaoError as error:
        sys.stderr.write(f"{error.zh}\n")
        return error.exit_code
    for kind, word in _WORDS:
        for finding in getattr(outcome, kind):
            sys.stdout.write(f"{word}  {finding.name}  {finding.zh}\n")
    return outcome.exit_code


def _check(suite: str, home: Home, office: Office, period: Period | None) -> Outcome:
    # Loaded late: it takes seconds, and a mistyped command should be told at once.
    from expectations import gate

    if suite == "landed":
        return gate.check_landed(home, office, period.code if period else None)
    if suite == "period" and period:
        return gate.check_period(home.current, office, period)
    return gate.check_marts(home.current, office)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
