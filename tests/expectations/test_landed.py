"""The gate before a build: what landed is believable, or each way in which it is not closes the gate."""

from __future__ import annotations

import pytest

from expectations.gate import check_landed, check_months
from expectations.landing import month_of, months_to_judge
from expectations.suites import landed
from warehouse.errors import BrokenError

SUITE_SIZE = 8

# What to land on top of the good landing (or alone), and what is then violated or warned of.
SPOILED = {
    "landed.problem_share": [("2025-03/bad.xlsx", [{"problem_code": "truncated"}] * 30)],
    "landed.titles_present": [(f"2025-03/{n}.xlsx", [{"article_title": None}] * 2) for n in range(30)],
    "landed.title_length": [("2025-03/long.xlsx", [{"article_title": "正文" * 100}] * 12)],
    "landed.titles_are_words": [("2025-03/shifted.xlsx", [{"article_title": "2025.3.5"}] * 4 + [{}] * 3)],
    "landed.volume": [("2025-03/twice.xlsx", [{}] * 120)],
    "landed.file_titles": [("2025-03/untitled.xlsx", [{"article_title": " "}] * 5)],
    "landed.dates_present": [("2025-03/undated.xlsx", [{"adopted_on": None}] * 40)],
}


def names(findings):
    return [finding.name for finding in findings]


@pytest.fixture
def all_names(office):
    suite = landed.suite(office.checks)
    return names((*suite.fail, *suite.warn))


def test_every_expectation_has_a_case_that_breaks_it(all_names):
    assert set(all_names) == {"landed.any_records", *SPOILED}
    assert len(all_names) == SUITE_SIZE


@pytest.mark.parametrize("month", [None, "2025-03"])
def test_an_honest_landing_holds(good_landing, office, month, all_names):
    outcome = check_landed(good_landing, office, month)
    assert names(outcome.held) == all_names
    assert (outcome.may_publish, outcome.exit_code) == (True, 0)


def test_other_registers_are_not_asked_for_titles_and_days_of_adoption(home, land, office, all_names):
    land("2025-03/人数.csv", *[{"article_title": None, "adopted_on": None, "register": "head_count"}] * 12)
    assert names(check_landed(home, office, "2025-03").held) == all_names


@pytest.mark.parametrize("month", [None, "2025-03"])
@pytest.mark.parametrize("name", SPOILED)
def test_each_expectation_is_broken_by_its_own_case_alone(good_landing, land, office, name, month):
    for file_name, rows in SPOILED[name]:
        land(file_name, *rows)
    outcome = check_landed(good_landing, office, month)
    warns = name in names(landed.suite(office.checks).warn)
    assert names(outcome.warned if warns else outcome.violated) == [name]
    assert names(outcome.violated if warns else outcome.warned) == []
    assert outcome.crashed == ()
    assert outcome.may_publish is warns


def test_nothing_landed_closes_the_gate(home, office, all_names):
    outcome = check_landed(home, office, None)
    assert outcome.held == ()
    assert sorted(names(outcome.violated + outcome.warned)) == sorted(all_names)
    assert (outcome.may_publish, outcome.exit_code) == (False, 1)


def test_a_month_without_deliveries_closes_the_gate_though_other_months_have_some(good_landing, office):
    outcomes = dict(check_months(good_landing, office, ["2025-03", "2025-04"]))
    assert outcomes["2025-03"].may_publish
    assert outcomes["2025-04"].held == ()
    assert "landed.any_records" in names(outcomes["2025-04"].violated)


def test_a_register_of_totals_only_has_no_records(home, land, office):
    land("2025-03/totals.xlsx", {}, {}, role="total")
    assert "landed.any_records" in names(check_landed(home, office, None).violated)


def test_half_of_the_records_may_be_unreadable_but_not_more(good_landing, land, office):
    land("2025-03/bad.xlsx", *[{"problem_code": "truncated"}] * 12)
    assert check_landed(good_landing, office, "2025-03").may_publish
    land("2025-03/worse.xlsx", {"problem_code": "truncated"})
    assert names(check_landed(good_landing, office, "2025-03").violated) == ["landed.problem_share"]


def test_a_first_year_has_nothing_to_be_compared_with(home, land, office):
    land("2025-03/first.xlsx", *[{}] * 500)
    assert check_landed(home, office, None).may_publish


def test_the_message_names_the_file_the_value_the_limit_and_the_way_out(good_landing, land, office):
    land(
        "2025-03/shifted.xlsx",
        *[{"article_title": "２０２５年３月５日"}] * 6,
        {"article_title": "县委党校开班"},
    )
    (finding,) = check_landed(good_landing, office, None).violated
    for part in ("2025-03/shifted.xlsx（86%）", "上限 50%", "headers.csv"):
        assert part in finding.zh
    assert "2025-03/shifted.xlsx" in finding.en


def test_records_that_cannot_be_read_are_broken_not_bad(good_landing, office):
    next(good_landing.build.glob("landed/*.parquet")).write_bytes(b"PAR1")
    with pytest.raises(BrokenError, match="landed records cannot be read"):
        check_landed(good_landing, office, None)


def test_a_catalogue_that_cannot_be_read_is_broken_not_bad(good_landing, office):
    (good_landing.build / "landed_delivery.parquet").write_bytes(b"PAR1")
    with pytest.raises(BrokenError, match="landed records cannot be read"):
        check_landed(good_landing, office, None)


@pytest.mark.parametrize(
    ("file_name", "month"),
    [
        ("2025-03/登记表.xlsx", "2025-03"),
        ("2025-03/2024年11月补报.xlsx", "2025-03"),
        ("云岭县2025年3月采用情况.xls", "2025-03"),
        ("2025年3月15日.xls", "2025-03"),
        ("2025年12月.xls", "2025-12"),
        ("202503石屏县.csv", "2025-03"),
        ("2025-03-15.csv", "2025-03"),
        ("登记表.xlsx", "2025-04"),
        ("20250315.csv", "2025-04"),
        ("2025年13月.csv", "2025-04"),
        ("县2025年7-8月.xlsx", "2025-04"),
    ],
)
def test_the_month_is_read_from_the_path_or_else_from_the_day_of_receipt(file_name, month):
    assert month_of(file_name, "2025-04-03") == month


def test_only_months_with_new_deliveries_and_enough_records_are_judged(home, land):
    land("2025-02/one.xlsx", *[{}] * 9)
    land("2025-03/bad.xlsx", {"problem_code": "truncated"})
    land("2025-04/a.xlsx", *[{}] * 6)
    land("2025-04/b.xlsx", *[{}] * 4)
    assert months_to_judge(home, set()) == ["2025-04"]
    assert months_to_judge(home, {path.name for path in home.raw.iterdir()}) == []
