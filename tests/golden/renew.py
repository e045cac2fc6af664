"""`make golden`: write the golden editions anew; the change is read in the diff before it is committed."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from tests.building import OFFICES, built_home
from tests.golden.printed import printed
from tongbao.place import Place
from tongbao.stages import report
from warehouse.period import Period

HERE = Path(__file__).parent
PERIODS = ("2025-03", "2025-Q1")


def golden_place(root: Path) -> Place:
    """Build the office that the golden editions are of."""
    office = OFFICES / "golden"
    return built_home(root, office, office / "inbox", date(2025, 4, 3))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        place = golden_place(Path(scratch))
        for code in PERIODS:
            text = printed(report(place, Period.parse(code), None))
            (HERE / f"{code}.txt").write_text(text, encoding="utf-8")
