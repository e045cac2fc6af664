"""The gate before publishing: a period is believable, or each way in which it is not closes the gate."""

from __future__ import annotations

import pytest

from expectations.gate import check_period
from expectations.suites import period
from warehouse.period import Period

SUITE_SIZE = 9
MARCH = Period.parse("2025-03")

SPOILED = {
    "period.adoptions": "update marts.fct_ranking set adoption_count = 0 where period_code = '2025-03'",
    "period.places": "delete from marts.fct_ranking where period_code = '2025-03' and unit_code = 'U03'",
    "period.rejected_share": "update marts.fct_record set outcome = 'rejected' where month_code = '2025-03'",
    "period.change": """
        update marts.fct_unit_tier_month set adoption_count = 31
        where month_code = '2024-03' and unit_code != 'U05'
    """,
    "period.unit_month": """
        update marts.fct_unit_tier_month set adoption_count = 100 where month_code in ('2025-02', '2024-03');
        insert into marts.fct_unit_tier_month values ('U01', '市', '媒体', '2025-03', 198, 198);
    """,
    "period.points": "update marts.fct_score_line set points = -501 where adoption_id = md5('2025-03-U02-1')::uuid",
    "period.known_months": "update marts.dim_period_month set is_known = false where month_code = '2025-03'",
    "period.silent_units": """
        update marts.fct_ranking set adoption_count = if(unit_code = 'U05', 3, 0) where period_code = '2025-03'
    """,
    "period.change_against_previous": """
        update marts.fct_unit_tier_month set adoption_count = 31
        where month_code = '2025-02' and unit_code != 'U05'
    """,
}
# A period in which nobody has an adoption is also one with silent units.
ALSO_WARNED = {"period.adoptions": ["period.silent_units"]}


def names(findings):
    return [finding.name for finding in findings]


@pytest.fixture
def all_names(office):
    suite = period.suite(office.checks)
    return names((*suite.fail, *suite.warn))


def test_every_expectation_has_a_case_that_breaks_it(all_names):
    assert set(all_names) == set(SPOILED)
    assert len(all_names) == SUITE_SIZE


@pytest.mark.parametrize("code", ["2025-03", "2025-Q1", "2024-03"])
def test_an_honest_period_holds(database, office, all_names, code):
    outcome = check_period(database, office, Period.parse(code))
    assert names(outcome.held) == all_names
    assert (outcome.may_publish, outcome.exit_code) == (True, 0)


@pytest.mark.parametrize("name", SPOILED)
def test_each_expectation_is_broken_by_its_own_case_alone(database, change, office, name):
    change(SPOILED[name])
    outcome = check_period(database, office, MARCH)
    if name in names(period.suite(office.checks).warn):
        assert (names(outcome.violated), names(outcome.warned)) == ([], [name])
        assert outcome.may_publish
    else:
        assert (names(outcome.violated), names(outcome.warned)) == ([name], ALSO_WARNED.get(name, []))
        assert not outcome.may_publish
    assert outcome.crashed == ()


def test_a_period_without_data_closes_the_gate(database, office, all_names):
    outcome = check_period(database, office, Period.parse("2031-01"))
    assert outcome.held == ()
    assert sorted(names(outcome.violated + outcome.warned)) == sorted(all_names)
    assert (outcome.may_publish, outcome.exit_code) == (False, 1)


def test_another_scheme_does_not_stand_in_for_the_one_the_circulars_print(database, change, office):
    change("update marts.fct_ranking set scheme_code = 'other'")
    assert "period.adoptions" in names(check_period(database, office, MARCH).violated)


@pytest.mark.parametrize(("month", "name"), [("2024-03", "period.change"), ("2025-02", "period.change_against_previous")])
def test_a_period_is_not_held_against_one_of_which_a_month_is_unknown(database, change, office, month, name):
    change(SPOILED[name])
    change(f"update marts.dim_period_month set is_known = false where month_code = '{month}'")
    outcome = check_period(database, office, MARCH)
    assert (names(outcome.violated), names(outcome.warned)) == ([], [])


@pytest.mark.parametrize("count", [31, 0])
def test_both_a_rise_and_a_fall_against_last_year_close_the_gate(database, change, office, count):
    change(f"""
        update marts.fct_unit_tier_month set adoption_count = {count}
        where unit_code != 'U05' and month_code in ('2025-02', '2025-03')
    """)
    outcome = check_period(database, office, MARCH)
    assert names(outcome.violated) == ["period.change"]
    assert ("10.33倍" if count else "12倍") in outcome.violated[0].zh


def test_a_unit_without_a_place_is_named(database, change, office):
    change("update marts.fct_ranking set place = null where unit_code in ('U02', 'U04')")
    (finding,) = check_period(database, office, MARCH).violated
    assert "澜沧县、石屏县" in finding.zh


def test_a_closed_unit_is_answered_for_by_its_successor(database, change, office):
    change("""
        update marts.dim_unit set effective_to = date '2025-03-10', successor_code = 'U02' where unit_code = 'U03';
        update marts.dim_unit_lineage set reporting_unit_code = 'U02' where unit_code = 'U03';
        delete from marts.fct_ranking where unit_code = 'U03';
    """)
    assert check_period(database, office, MARCH).may_publish


def test_records_of_other_months_do_not_count(database, change, office):
    change("update marts.fct_record set outcome = 'rejected' where month_code = '2025-02'")
    assert check_period(database, office, MARCH).may_publish
    quarter = check_period(database, office, Period.parse("2025-Q1"))
    assert names(quarter.violated) == ["period.rejected_share"]


def test_a_missing_column_is_a_crash_and_not_a_data_problem(database, change, office):
    change("alter table marts.fct_ranking drop column place")
    outcome = check_period(database, office, MARCH)
    assert names(outcome.crashed) == ["period.places", "period.silent_units"]
    assert (outcome.violated, outcome.warned, outcome.exit_code) == ((), (), 3)
