"""The gate before promotion: a finished build is believable, or each way in which it is not closes the gate."""

from __future__ import annotations

import duckdb
import pytest

from expectations.gate import check_marts
from expectations.suites import marts

SUITE_SIZE = 6

SPOILED = {
    "marts.filled": "delete from marts.fct_ranking",
    "marts.rejected_share": """
        insert into marts.fct_record (record_id, delivery_id, file_name, register, outcome)
        select 'x' || n, 'd' || n, 'd' || n || '.csv', 'adoption', 'rejected' from range(25) as one (n)
    """,
    "marts.volume": """
        update marts.fct_unit_tier_month set adoption_count = 31
        where month_code = '2025-03' and unit_code != 'U05'
    """,
    "marts.unit_month": """
        insert into marts.fct_unit_tier_month values
            ('U01', '省', '媒体', '2025-02', 150, 150), ('U01', '市', '媒体', '2025-02', 150, 150)
    """,
    "marts.points": "update marts.fct_score_line set points = 500.0001 where adoption_id = md5('2025-03-U01-0')::uuid",
    "marts.rejected_in_file": """
        insert into marts.fct_record (record_id, delivery_id, file_name, register, outcome)
        select 'x' || n, 'one', '2025-03/坏表.csv', 'adoption', if(n < 6, 'rejected', 'accepted') from range(10) as one (n)
    """,
}


def names(findings):
    return [finding.name for finding in findings]


@pytest.fixture
def all_names(office):
    suite = marts.suite(office.checks)
    return names((*suite.fail, *suite.warn))


def test_every_expectation_has_a_case_that_breaks_it(all_names):
    assert set(all_names) == set(SPOILED)
    assert len(all_names) == SUITE_SIZE


def test_an_honest_build_holds(database, office, all_names):
    outcome = check_marts(database, office)
    assert names(outcome.held) == all_names
    assert (outcome.may_publish, outcome.exit_code) == (True, 0)


@pytest.mark.parametrize("name", SPOILED)
def test_each_expectation_is_broken_by_its_own_case_alone(database, change, office, name):
    change(SPOILED[name])
    outcome = check_marts(database, office)
    warns = name in names(marts.suite(office.checks).warn)
    assert names(outcome.warned if warns else outcome.violated) == [name]
    assert names(outcome.violated if warns else outcome.warned) == []
    assert outcome.crashed == ()
    assert outcome.may_publish is warns


@pytest.mark.parametrize(
    "table", ["fct_record", "fct_adoption", "fct_unit_tier_month", "fct_score_line", "fct_ranking"]
)
def test_an_empty_mart_is_named(database, change, office, table):
    change(f"delete from marts.{table}")
    filled = next(one for one in check_marts(database, office).violated if one.name == "marts.filled")
    assert f"{table}（0行）" in filled.zh


def test_an_empty_build_closes_the_gate(database, change, office, all_names):
    with duckdb.connect(str(database)) as connection:
        tables = connection.execute("select table_name from information_schema.tables").fetchall()
    assert len(tables) == 9
    change(";".join(f"delete from marts.{table}" for (table,) in tables))
    outcome = check_marts(database, office)
    assert outcome.held == ()
    assert sorted(names(outcome.violated + outcome.warned)) == sorted(all_names)
    assert (outcome.may_publish, outcome.exit_code) == (False, 1)


def test_half_of_the_records_may_be_rejected_but_not_more(database, change, office):
    one_more = (
        "insert into marts.fct_record (record_id, delivery_id, file_name, register, outcome, month_code)"
        " values ('x{n}', 'd{n}', 'd{n}.csv', 'adoption', 'rejected', '2025-03')"
    )
    change(";".join(one_more.format(n=n) for n in range(24)))
    assert check_marts(database, office).may_publish
    change(one_more.format(n=24))
    (finding,) = check_marts(database, office).violated
    assert "50.68%" in finding.zh
    assert "50%" in finding.zh
    assert "tongbao export rejects" in finding.zh


def test_points_taken_back_by_reuse_are_set_off_against_the_tariff(database, change, office):
    change("""
        update marts.fct_score_line set points = 600 where adoption_id = md5('2025-03-U01-0')::uuid;
        insert into marts.fct_score_line by name
        select * replace ('reuse' as step, -599 as points)
        from marts.fct_score_line
        where adoption_id = md5('2025-03-U01-0')::uuid;
    """)
    assert check_marts(database, office).may_publish


def test_a_month_still_filling_up_may_be_far_below_last_year(database, change, office):
    change("update marts.fct_unit_tier_month set adoption_count = 0 where month_code = '2025-03'")
    assert check_marts(database, office).may_publish


def test_the_offenders_are_named_and_counted(database, change, office):
    change("update marts.fct_unit_tier_month set adoption_count = 201 where month_code = '2025-02'")
    (finding,) = check_marts(database, office).violated
    for part in ("云岭县 2025-02（201条）", "等 5 处", "上限 200 条", "max_adoptions_per_unit_month"):
        assert part in finding.zh
    assert finding.zh.count("2025-02") == 3


@pytest.mark.parametrize(
    ("statement", "crashed"),
    [
        ("drop table marts.fct_score_line", ["marts.filled", "marts.points"]),
        (
            "alter table marts.fct_record drop column outcome",
            ["marts.rejected_share", "marts.rejected_in_file"],
        ),
    ],
)
def test_a_missing_table_or_column_is_a_crash_and_not_a_data_problem(
    database, change, office, statement, crashed
):
    change(statement)
    outcome = check_marts(database, office)
    assert names(outcome.crashed) == crashed
    assert (outcome.violated, outcome.warned) == ((), ())
    assert (outcome.may_publish, outcome.exit_code) == (False, 3)
    assert "不是数据的问题" in outcome.crashed[0].zh
