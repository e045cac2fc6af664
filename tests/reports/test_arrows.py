"""How far the subjects of a report still know each other: the list may shrink, and whoever lets it grow says so here."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARROWS = 10  # between subjects


def test_the_arrows_that_the_contracts_let_pass_are_counted():
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    inside = [each for each in tool["contracts"] if "reports.subjects" in str(each)]
    layers, independent = (
        [arrow for arrow in each["ignore_imports"] if arrow.startswith("reports.subjects")] for each in inside
    )
    assert (layers, len(independent)) == ([], ARROWS)
