"""Nothing that a month or a quarter prints changes unnoticed.

The arithmetic of the figures stands in tests/dbt_project/test_golden_quarter.py.
"""

from __future__ import annotations

import pytest

from tests.building import without_claims
from tests.golden.printed import printed
from tests.golden.renew import HERE, PERIODS, golden_place
from tongbao.place import Place
from tongbao.stages import report
from warehouse.period import Period


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same office, landed and built a second time from nothing."""
    with without_claims():
        return golden_place(tmp_path_factory.mktemp("again"))


def test_each_golden_edition_is_of_a_period_that_is_tested() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(PERIODS)


@pytest.mark.parametrize("code", PERIODS)
def test_the_edition_is_unchanged(golden: Place, code: str) -> None:
    assert printed(report(golden, Period.parse(code), None)) == (HERE / f"{code}.txt").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("code", PERIODS)
def test_the_same_inputs_give_the_same_bytes(golden: Place, again: Place, code: str) -> None:
    first = {path.name: path.read_bytes() for path in report(golden, Period.parse(code), None).iterdir()}
    second = {path.name: path.read_bytes() for path in report(again, Period.parse(code), None).iterdir()}
    assert len(first) == 4
    assert first == second
