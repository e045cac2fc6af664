"""`python -m reports month|quarter|half|year --period 2025-Q1 --home HOME --org ORG`."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import get_args

from reports import drafts
from warehouse.errors import TongbaoError
from warehouse.home import Home
from warehouse.period import Grain, Period


def main(arguments: list[str] | None = None) -> int:
    """Write the drafts of a period and print where they lie."""
    parser = argparse.ArgumentParser(prog="python -m reports", description="写出一个统计期的报表草稿")
    parser.add_argument("grain", choices=get_args(Grain))
    parser.add_argument("--period", required=True)
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("TONGBAO_HOME", "home")))
    parser.add_argument("--org", type=Path, default=Path("orgs/sample"))
    parser.add_argument("--as-of", type=date.fromisoformat)
    given = parser.parse_args(arguments)
    home = Home(given.home)
    try:
        period = Period.parse_of(given.grain, given.period)
        with home.writing():
            folder = drafts.write(home, given.org, period, given.as_of)
    except TongbaoError as error:
        print(error.zh, file=sys.stderr)  # noqa: T201
        return error.exit_code
    print(folder)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
