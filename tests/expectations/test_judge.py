"""Three outcomes are kept apart, whatever Great Expectations calls them."""

from __future__ import annotations

import duckdb
import pytest

from expectations import vocabulary as gxe
from expectations.check import Check, Suite
from expectations.judge import judge

FRAMES = {
    "some": "select 'a' || n as label, n, null::varchar as blank from range(10) as one (n)",
    "none": "select 1 as n, 'a' as label, null::varchar as blank where false",
    "gone": "select n from no_such_table",
}

# Everything that GX may say of a frame without a single value in the column, for each kind that the suites use.
KINDS = {
    "max": gxe.ExpectColumnMaxToBeBetween(column="blank", max_value=5),
    "sum": gxe.ExpectColumnSumToBeBetween(column="n", min_value=1),
    "lengths": gxe.ExpectColumnValueLengthsToBeBetween(column="blank", min_value=1),
    "between": gxe.ExpectColumnValuesToBeBetween(column="blank", min_value=1),
    "null": gxe.ExpectColumnValuesToBeNull(column="blank"),
    "not in set": gxe.ExpectColumnValuesToNotBeInSet(column="blank", value_set=["x"]),
    "not null": gxe.ExpectColumnValuesToNotBeNull(column="blank", mostly=0.0),
    "row count": gxe.ExpectTableRowCountToBeBetween(min_value=1),
}


def check(expectation, frame="some", **more):
    return Check("one", frame, expectation, "说法", "claim", "问题 {found} {limit}", "9", **more)


def run(*fail, warn=()):
    suite = Suite(FRAMES, fail, tuple(warn), if_empty="先收件。")
    with duckdb.connect() as connection:
        return judge(connection, suite, {})


def test_the_kinds_tested_here_are_all_that_the_suites_use():
    assert {type(one).__name__ for one in KINDS.values()} == set(gxe.__all__)
    assert len(KINDS) == 8


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_expectation_holds_of_an_empty_frame(kind):
    outcome = run(check(KINDS[kind], "none"))
    assert (len(outcome.violated), outcome.held, outcome.crashed) == (1, (), ())


@pytest.mark.parametrize("kind", ["lengths", "between", "not in set"])
def test_an_expectation_on_a_column_without_a_value_has_looked_at_nothing(kind):
    (finding,) = run(check(KINDS[kind])).violated
    assert finding.zh == "没有可查的数据，无法判断“说法”。先收件。"
    assert finding.en == "claim: nothing to look at"


@pytest.mark.parametrize(
    "expectation",
    [
        gxe.ExpectColumnMaxToBeBetween(column="absent", max_value=5),
        gxe.ExpectColumnValuesToBeBetween(column="absent", max_value=5),
        gxe.ExpectColumnMaxToBeBetween(column="label", max_value=5),
    ],
    ids=["aggregate of a missing column", "values of a missing column", "text against a number"],
)
@pytest.mark.parametrize("frame", ["some", "gone"])
def test_a_check_that_breaks_is_a_crash_whether_it_stops_or_warns(expectation, frame):
    for outcome in (run(check(expectation, frame)), run(warn=[check(expectation, frame)])):
        assert (len(outcome.crashed), outcome.violated, outcome.warned, outcome.held) == (1, (), (), ())
        assert (outcome.may_publish, outcome.exit_code) == (False, 3)
        assert "程序出错" in outcome.crashed[0].zh
        assert "\n" not in outcome.crashed[0].zh


def test_a_crash_does_not_spill_over_on_its_neighbours():
    broken = check(gxe.ExpectColumnMaxToBeBetween(column="absent", max_value=5))
    sound = check(gxe.ExpectColumnMaxToBeBetween(column="n", max_value=9))
    outcome = run(sound, broken, sound)
    assert (len(outcome.held), len(outcome.crashed), outcome.violated) == (2, 1, ())


def test_a_warning_stops_nothing():
    outcome = run(warn=[check(gxe.ExpectColumnMaxToBeBetween(column="n", max_value=5))])
    assert (len(outcome.warned), outcome.may_publish, outcome.exit_code) == (1, True, 0)


@pytest.mark.parametrize(
    ("expectation", "more", "found"),
    [
        (gxe.ExpectColumnMaxToBeBetween(column="n", max_value=5), {"measure": "条"}, "9条"),
        (gxe.ExpectColumnValuesToBeBetween(column="n", max_value=5, mostly=0.9), {}, "40%"),
        (
            gxe.ExpectColumnValuesToBeBetween(column="n", max_value=5),
            {"named_by": ("label",), "measure": "条"},
            "a6（6条）、a7（7条）、a8（8条） 等 4 处",
        ),
        (
            gxe.ExpectColumnValuesToBeBetween(column="n", max_value=8),
            {"named_by": ("label",), "measure": "条"},
            "a9（9条）",
        ),
    ],
)
def test_what_was_found_is_said_with_the_limit(expectation, more, found):
    (finding,) = run(check(expectation, **more)).violated
    assert (finding.zh, finding.en) == (f"问题 {found} 9", f"claim: found {found}, limit 9")


def test_each_check_judges_all_of_ten_thousand_rows():
    suite = Suite(
        {
            "rows": "select 'a' || n as label, n, (n / 7)::decimal(18, 4) as points from range(10000) as one (n)"
        },
        (
            check(
                gxe.ExpectColumnValuesToBeBetween(column="points", max_value=1), "rows", named_by=("label",)
            ),
            check(gxe.ExpectColumnValuesToNotBeNull(column="label", mostly=0.5), "rows"),
            check(gxe.ExpectColumnMaxToBeBetween(column="n", max_value=5), "rows"),
            check(gxe.ExpectTableRowCountToBeBetween(min_value=1), "rows"),
        ),
        (),
        if_empty="",
    )
    with duckdb.connect() as connection:
        outcome = judge(connection, suite, {})
    assert (len(outcome.violated), len(outcome.held)) == (2, 2)
