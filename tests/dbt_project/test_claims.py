"""Every claim that the dbt project tests can fail: each meets data that breaks it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from tests.dbt_project.unit_tests import unlike
from tongbao.place import Place
from warehouse import building
from warehouse.manifest import DATABASE, PROJECT, compiled_project


def swapped(table: str, column: str, where: str, one: str, other: str) -> str:
    """Return a statement that gives each of two units what stands with the other."""
    there = (
        f"(select any_value(there.{column}) from marts.{table} as there where {where} and there.unit_code = "
    )
    return (
        f"update marts.{table} set {column} = "
        f"case unit_code when '{one}' then {there}'{other}') else {there}'{one}') end "
        f"where {where} and unit_code in ('{one}', '{other}')"
    )


# Wrong statements for each singular test, by the test's name: each alone turns it red.
BREAKAGES = {
    "assert_every_record_is_accounted_for": [
        "update marts.fct_delivery set accepted_count = accepted_count + 1"
    ],
    "assert_every_uncounted_record_has_a_reason": [
        "update marts.fct_record set reason = ' ' where outcome = 'rejected'",
    ],
    "assert_every_record_of_a_register_is_in_its_fact": [
        "update marts.fct_record set register = 'comment' where outcome = 'accepted' and month_code = '2025-03'",
    ],
    "assert_no_adoption_lost_between_layers": [
        "update marts.fct_unit_tier_month set adoption_count = 0 where month_code = '2025-03'",
    ],
    "assert_no_objection_is_lost": [
        "insert into staging.stg_office__objection (objection_id) values ('2025-009')"
    ],
    "assert_no_unit_in_force_is_missing_from_a_ranking": [
        "delete from marts.fct_ranking where unit_code = 'U03'"
    ],
    "assert_every_adoption_is_scored_under_each_scheme": [
        "delete from marts.fct_score_line where points = 16"
    ],
    "assert_a_piece_earns_no_more_than_its_best_adoption": [
        "update marts.fct_score_line set points = 0 where step = 'reuse'",
    ],
    "assert_a_person_is_paid_the_sum_of_his_lines": [
        (
            "insert into marts.fct_person_ranking"
            " (scheme_code, period_code, unit_code, person, adoption_count, points) "
            "values ('xxcy', '2025-03', 'U01', '007', 0, 5)"
        ),
        (
            "insert into marts.fct_person_ranking"
            " (scheme_code, period_code, unit_code, person, adoption_count, points, place) "
            "values ('xxcy', '2025-03', 'U01', '007', 0, 0, 1), ('xxcy', '2025-03', 'U01', '012', 0, 1, 2)"
        ),
        "update marts.fct_score_line set person = '007' where points = 16",
    ],
    "assert_every_quota_is_owed_in_its_period": ["delete from marts.fct_quota where period_code = '2025-Q1'"],
    "assert_every_claim_of_an_example_is_worked": [
        "delete from intermediate.int_score__example where expected = '16'",
    ],
    "assert_the_score_of_a_period_is_the_sum_of_its_lines": [
        "update intermediate.int_score__period_score set points = points - 1 where period_code = '2025-Q1'",
    ],
    "assert_published_points_are_the_sum_of_their_lines": [
        "update marts.fct_unit_period_score set points = points + 1 where period_code = '2025' and unit_code = 'U01'",
        "update marts.fct_unit_period_score set cumulative_points = cumulative_points + 1 where unit_code = 'U02'",
        "update marts.fct_ranking set cumulative_points = cumulative_points + 1 where period_code = '2025-Q1'",
        swapped("fct_ranking", "points", "period_code = '2025-Q1'", "U01", "U02"),
        "delete from marts.fct_unit_period_score where period_code = '2025-H1' and unit_code = 'U03'",
    ],
    "assert_published_counts_are_those_of_the_adoptions": [
        "update marts.fct_ranking set adoption_count = adoption_count + 1 where period_code = '2025-02'",
        "update marts.fct_unit_period_score set adoption_count = adoption_count + 1 where period_code = '2025'",
    ],
    "assert_a_place_is_one_more_than_the_units_before_it": [
        swapped("fct_ranking", "place", "period_code = '2025-Q1'", "U01", "U02"),
        "update marts.fct_ranking set place = 2 where period_code = '2025-03' and place = 3",  # closes the ranks
        "update marts.fct_ranking set place = 9 where period_code = '2025-03' and place is null",
        "update marts.fct_ranking set is_tied = not is_tied where period_code = '2025-03' and unit_code = 'U01'",
        "update marts.fct_ranking set is_decided_by_break = true where period_code = '2025-03'",
        "update marts.dim_unit set is_ranked = not is_ranked where unit_code = 'U03'",
    ],
    "assert_a_ranking_compares_with_the_rankings_before_it": [
        *(
            f"update marts.fct_ranking set {column} = {column} + 1 where period_code = '2025-03'"
            for column in (
                "previous_points",
                "previous_place",
                "year_ago_adoption_count",
                "year_ago_points",
                "year_ago_place",
                "rescored_year_ago_points",
                "rescored_year_ago_place",
            )
        ),
        # of the quarter before nothing has arrived
        "update marts.fct_ranking set previous_points = 0 where period_code = '2025-Q1'",
        "update marts.fct_ranking set rescored_points = points where period_code = '2025-Q1'",
        "update marts.fct_ranking set rescored_previous_place = 1 where period_code = '2025-Q1'",
    ],
    "assert_earlier_periods_are_scored_again_as_worked": [
        "update marts.fct_rescored set points = points + 1 where period_code = '2024-Q1' and unit_code = 'U01'",
        swapped("fct_rescored", "place", "period_code = '2024-Q1'", "U01", "U02"),
    ],
    "assert_what_is_known_has_arrived": [
        "update marts.dim_period_month set is_known = false where month_code = '2024-02'",
        "update marts.dim_period_month set is_known = true where month_code = '2024-07'",
        "update marts.dim_period set is_known = true where period_code = '2024-Q4'",
        "delete from intermediate.int_period__known where month_code = '2025-01'",
    ],
    "assert_of_an_unread_file_nothing_counts": [
        """
        insert into marts.fct_unread
        select delivery_id, 'U03', month_code, file_name, null from marts.fct_record where outcome = 'accepted' limit 1
        """,
        "insert into marts.fct_unread values ('x', 'U99', '2025-03', 'x.csv', null)",
    ],
    "assert_a_ranking_says_who_is_who": [
        swapped("fct_ranking", "unit_name", "period_code = '2025-Q1'", "U01", "U02"),
        "update marts.fct_ranking set award = '一等奖' where period_code = '2025-Q1' and place = 1",
    ],
    "assert_the_table_of_tiers_counts_the_adoptions": [
        swapped("fct_unit_tier_month", "adoption_count", "true", "U01", "U02"),
        """
        update marts.fct_unit_tier_month set tier_code = case tier_code when '省' then '市' else '省' end
        where tier_code in ('省', '市')
        """,
        "delete from marts.fct_unit_tier_month where unit_code = 'U03' and month_code = '2024-07' and line_code = '内刊'",
        "update marts.fct_unit_tier_month set credited_count = credited_count + 1 where unit_code = 'U03'",
    ],
    "assert_an_adoption_says_what_its_record_says": [
        "update marts.fct_adoption set unit_code = 'U03' where unit_code = 'U01' and month_code = '2025-01'",
        "update marts.fct_adoption set month_code = '2025-02' where unit_code = 'U01' and month_code = '2025-01'",
        "update marts.fct_adoption set tier_code = '省' where tier_code = '市'",
        "update marts.fct_adoption set article_title = '别的标题' where month_code = '2025-01'",
        "update marts.fct_adoption set co_units = null",
        "update marts.fct_adoption set page_number = page_number + 1",
        "delete from marts.fct_adoption where not is_lead",
    ],
    "assert_what_became_of_a_record_shows": [
        "update marts.fct_record set outcome = 'accepted' where outcome = 'rejected'",
        "update marts.fct_record set outcome = 'superseded' where outcome = 'rejected'",
        "update marts.fct_record set of_record_id = record_id where outcome = 'duplicate'",
        "update marts.fct_record set reason = reason || '？' where outcome != 'accepted'",
    ],
    "assert_a_record_is_told_as_it_was_read": [
        "update marts.fct_record set article_title = '别的标题' where month_code = '2025-01'",
        "update marts.fct_record set row_number = row_number + 1 where month_code = '2025-01'",
        "update marts.fct_record set month_code = '2025-02' where month_code = '2025-01'",
        "update marts.fct_record set file_name = '别的文件' where month_code = '2025-01'",
    ],
    "assert_a_delivery_is_counted_by_its_records": [
        "update marts.fct_delivery set accepted_count = accepted_count + 1, rejected_count = rejected_count - 1",
        "update marts.fct_delivery set stated_count = 7, stated_difference = 1",
        "update marts.fct_delivery set problem_code = 'encrypted', problem = '文件加了密码'",
        "update marts.fct_delivery set side = 'observed'",
        "update marts.fct_delivery set named_month_code = '2020-01'",
    ],
    "assert_a_score_line_is_the_one_that_was_worked": [
        "update marts.fct_score_line set explanation = '8 分' where points = 16",
        "update marts.fct_score_line set rule_line_id = 'T1' where points = 16",
        "delete from marts.dim_rule_line where rule_line_id = 'T3'",
    ],
    "assert_a_piece_is_its_adoptions": [
        "update marts.fct_piece set reprint_count = reprint_count + 1",
        "update marts.fct_piece set highest_tier_code = '市' where highest_tier_code = '省'",
        "update marts.fct_piece set topic_code = null",
    ],
    "assert_a_quota_is_held_against_the_adoptions": [
        "update marts.fct_quota set done = done + 5",
        "update marts.fct_quota set done = null, short = null, pace = null, is_met = null where quota_code = 'Q0002'",
        "update marts.fct_quota set unit_code = 'U02' where unit_code = 'U01'",
        "delete from marts.fct_quota where done = 0",
        "update marts.fct_quota set owed = owed + 5, short = owed + 5 - done, pace = done / (owed + 5), is_met = false",
        "update marts.fct_quota set short = short + 1",
        "update marts.fct_quota set pace = pace + 0.1",
    ],
    "assert_a_month_holds_what_was_sent_in": [
        "delete from marts.fct_unit_month_submission where unit_code = 'U03' and month_code = '2024-07'",
        "update marts.fct_unit_month_submission set submission_count = 0, adopted_count = 0 where unit_code = 'U01'",
        "update marts.fct_unit_month_submission set zero_report_count = 1 where unit_code = 'U03'",
    ],
    "assert_a_sheet_of_counts_is_held_against_the_adoptions": [
        """
        insert into marts.fct_outlet_count (unit_code, outlet_code, period_code, claimed_count, record_ids)
        values ('U01', 'M1', '2025-03', 7, ['x'])
        """,
    ],
    "assert_a_fact_of_a_register_says_what_its_record_says": [
        "insert into marts.fct_prize (record_id, unit_code, is_lead) values ('x', 'U01', true)",
        """
        insert into intermediate.int_register__credited (record_id, unit_code, is_lead) values ('x', 'U01', true);
        insert into staging.stg_register__comment (record_id) values ('x');
        insert into marts.fct_comment (record_id, unit_code, is_lead, leader) values ('x', 'U01', true, '某领导')
        """,
    ],
    "assert_a_claim_is_that_of_its_reports": [
        "update marts.fct_claim set is_counted = not is_counted",
        "update marts.dim_name set name = '别的单位' where kind = 'unit'",
        "update marts.dim_name set is_own = not is_own",
    ],
    "assert_the_calendar_has_no_gap": [
        "update marts.dim_period set last_day = last_day - 1 where period_code = '2025-01'",
        "update marts.dim_period set year_ago_code = '2024-Q2' where period_code = '2025-Q1'",
        "update marts.dim_period set previous_code = '2024-11' where period_code = '2025-01'",
        "update marts.dim_period set year = year + 1 where period_code = '2025-Q1'",
        "update marts.dim_period_month set last_day = last_day - 1 where period_code = '2025-02'",
        "update marts.dim_period_month set is_inside = not is_inside where period_code = '2025-02'",
        "delete from marts.dim_period_month where period_code = '2025-02' and month_code = '2025-01'",
    ],
    "assert_who_answers_for_a_unit_follows_from_its_successor": [
        "update marts.dim_unit_lineage set reporting_unit_code = unit_code where period_code = '2025-Q1'",
        "delete from marts.dim_unit_lineage where period_code = '2025-Q1' and unit_code = 'U03'",
    ],
    "assert_what_the_office_wrote_is_what_is_published": [
        "update marts.dim_outlet set tier_code = '省' where tier_code = '市'",
        "update marts.dim_unit set is_ranked = not is_ranked where unit_code = 'U03'",
        "update marts.dim_unit set unit_name = '别的单位' where unit_code = 'U03'",
        "delete from marts.dim_tier where tier_code = '市'",
        "update marts.dim_rule_line set wording = '别的条款' where rule_line_id = 'T3'",
        "update marts.fct_peer_count set adoption_count = adoption_count + 1 where county_name = ''",
        """
        insert into marts.fct_edition (edition, period_code, document_number, issued_on, edition_sha256)
        values ('2025-Q1', '2025-Q1', '第1期', '2025-04-10', 'x')
        """,
    ],
    "assert_each_row_of_staging_is_one_of_its_grain": [
        "insert into staging.stg_office__unit select * from staging.stg_office__unit limit 1"
    ],
    "assert_each_row_of_intermediate_is_one_of_its_grain": [
        "insert into intermediate.int_score__placed select * from intermediate.int_score__placed limit 1"
    ],
    "assert_each_row_of_marts_is_one_of_its_grain": [
        "insert into marts.fct_piece select * from marts.fct_piece limit 1",
        "update marts.dim_tier set tier_code = '市'",
    ],
    "assert_each_reference_is_known": [
        "delete from marts.dim_unit where unit_code = 'U03'",
        "delete from marts.dim_outlet",
        "update marts.fct_claim set observed_record_id = 'x'",
        """
        insert into marts.fct_edition (edition, period_code, revises, document_number, issued_on, edition_sha256)
        values ('2025-Q1-r2', '2025-Q1', '2025-Q1', '第1期', '2025-04-10', 'x')
        """,
        "update marts.fct_record set of_record_id = 'x'",
    ],
    "assert_what_is_never_empty_holds_rows": ["delete from marts.dim_tier", "delete from marts.fct_ranking"],
}

EXAMPLE = "of_a_family_only_the_largest_factor_holds_and_families_multiply"

# One for each generic test: the model it is declared on, and what breaks it there.
GENERIC_BREAKAGES = {
    "unique_grain_fct_edition": "insert into marts.fct_edition (edition, period_code, document_number, issued_on,"
    " edition_sha256, revision) select 'a' || n, '2025-Q1', '1', '2025-04-10', 'x', 1 from range(2) as twice(n)",
    "one_in_force_dim_rule_version": (
        "update marts.dim_rule_version set effective_to = '2025-06-30' where rule_version = '2024'"
    ),
}


@pytest.fixture
def connection(golden: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of nothing, beside which the golden warehouse can be read under the name that statements know."""
    with duckdb.connect() as opened:
        opened.execute(f"attach '{golden.home.current.resolve()}' as warehouse (read_only); use warehouse")
        opened.execute(f"set file_search_path = '{golden.home.build}'")
        yield opened


def test_every_singular_test_has_its_breakage() -> None:
    written = {path.stem for path in (PROJECT / "tests").glob("*.sql")}
    assert len(written) == 40
    assert written == set(BREAKAGES)


def test_every_kind_of_generic_test_has_its_breakage() -> None:
    written = {path.stem for path in (PROJECT / "tests" / "generic").glob("*.sql")}
    assert len(written) == 2
    assert all(any(name.startswith(kind) for name in GENERIC_BREAKAGES) for kind in written)


def test_the_examples_of_the_models_hold(connection: duckdb.DuckDBPyConnection) -> None:
    manifest = compiled_project()
    assert len(manifest.unit_tests) == 72
    found = {each.name: unlike(connection, manifest, each) for each in manifest.unit_tests.values()}
    assert {name: rows for name, rows in found.items() if rows} == {}


def test_an_example_that_its_model_does_not_give_is_seen(connection: duckdb.DuckDBPyConnection) -> None:
    manifest = compiled_project()
    (example,) = (each for each in manifest.unit_tests.values() if each.name == EXAMPLE)
    right = [dict(row) for row in example.expect.rows or () if isinstance(row, dict)]
    example.expect.rows = [right[0] | {"multiplier": 0.18}, *right[1:]]
    assert [row[:5] for row in unlike(connection, manifest, example)] == [
        (sign, "s", "v", 1, Decimal(figure)) for sign, figure in (("+", "0.09"), ("-", "0.18"))
    ]
    for rows, said in ((right[:1], ["+"]), ([*right, right[0]], ["-"])):  # one more than expected, and one twice
        example.expect.rows = rows
        assert [row[0] for row in unlike(connection, manifest, example)] == said
    example.given = example.given[1:]
    with pytest.raises(AssertionError, match="stg_rulebook__line"):
        unlike(connection, manifest, example)


def test_a_failed_claim_says_what_it_found(golden: Place) -> None:
    statement = "select 'fct_piece' as table_name, n as doubled from range(5) as found(n)"
    node = SimpleNamespace(name="assert_it", compiled_code=statement)
    result = SimpleNamespace(node=node, status="fail", message="Got 5 results")
    told = building._told(result, golden.home, golden.home.current).splitlines()
    assert told[0] == "assert_it: Got 5 results"
    assert told[1:] == [f"  table_name=fct_piece，doubled={n}" for n in range(3)]


def test_each_claim_fails_on_data_that_breaks_it(golden: Place, tmp_path: Path) -> None:
    nodes = compiled_project().nodes.values()
    statements = {node.name: node.compiled_code for node in nodes if node.resource_type == "test"}
    broken = [(name, statement) for name, all_of_it in BREAKAGES.items() for statement in all_of_it]
    broken += GENERIC_BREAKAGES.items()
    unseen = []
    copied = shutil.copyfile(golden.home.current, tmp_path / DATABASE)  # by the name that the project was read for
    with duckdb.connect(str(copied)) as connection:
        connection.execute(f"set file_search_path = '{golden.home.build}'")
        for name, breakage in broken:
            (claim,) = (text for test, text in statements.items() if test.startswith(name))
            connection.execute("begin")
            before = connection.execute(claim).fetchall()
            connection.execute(breakage)
            after = connection.execute(claim).fetchall()
            connection.execute("rollback")
            if before or not after:
                unseen.append((name, breakage, before))
    assert unseen == []
