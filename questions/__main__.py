"""`python -m questions [--answer FILE] --home H --org O`: write the open questions, or take the answers back."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

from questions.answers import take
from questions.asking import ask
from warehouse.days import today
from warehouse.errors import TongbaoError
from warehouse.home import Home
from warehouse.office import Office


def main(arguments: list[str] | None = None) -> int:
    """Write the workbook, or take one back; print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m questions")
    parser.add_argument("--answer", type=Path, metavar="FILE")
    parser.add_argument("--by")
    parser.add_argument("--on", type=date.fromisoformat)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--org", type=Path, required=True)
    given = parser.parse_args(arguments)
    home = Home(given.home.resolve())
    try:
        office = Office.load(given.org)
        if given.answer:
            by, on = given.by or getpass.getuser(), given.on or today()
            taken = take(home, office, given.answer, by, on)
            print(f"{len(taken.aliases)} aliases, {len(taken.decisions)} decisions")  # noqa: T201
        else:
            written = ask(home, office, given.to or home.exports / "questions.xlsx")
            print(written.path or "nothing to ask")  # noqa: T201
    except TongbaoError as error:
        print(error.zh, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
