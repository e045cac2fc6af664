"""No statement of the project holds all rows of one table against all of another, unless one side is bounded.

DuckDB is asked for the plan of each. What a plan joins by follows from the conditions; in which order, and by which
operator, from sizes and statistics too, so these are left out: the plan on a small office is that on a large one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tongbao.place import Place
from warehouse.manifest import compiled_project

PRODUCTS = {"NESTED_LOOP_JOIN", "BLOCKWISE_NL_JOIN", "CROSS_PRODUCT", "PIECEWISE_MERGE_JOIN", "IE_JOIN"}

ONE_ROW = "one row beside all: the office's settings, the words of a seed, a total"
LINES = "the lines of the rules in force, and what they cannot tell apart"
GRID = "units and periods: each of their pairs is a row of it"
PERIODS = "the months of the calendar, with periods, versions of rules and days that differ"
KEYWORDS = "the office's own list of keywords"
# Which side is bounded, by what.
BOUNDED = {
    "assert_a_month_holds_what_was_sent_in": GRID,
    "assert_a_piece_is_its_adoptions": KEYWORDS,
    "assert_a_ranking_compares_with_the_rankings_before_it": PERIODS,
    "assert_every_adoption_is_scored_under_each_scheme": "the office's schemes: each is asked of each adoption",
    "assert_no_adoption_lost_between_layers": ONE_ROW,
    "assert_no_unit_in_force_is_missing_from_a_ranking": GRID,
    "assert_the_table_of_tiers_counts_the_adoptions": GRID,
    "assert_what_is_known_has_arrived": ONE_ROW,
    "assert_who_answers_for_a_unit_follows_from_its_successor": GRID,
    "fct_late_record": ONE_ROW,
    "fct_piece": KEYWORDS,
    "fct_question": ONE_ROW,
    "fct_ranking": PERIODS,
    "fct_rule_condition": LINES,
    "fct_unit_month_submission": GRID,
    "fct_unit_tier_month": GRID,
    "int_adoption__merged": ONE_ROW,
    "int_author__read": ONE_ROW,
    "int_name__read": ONE_ROW,
    "int_period__known": PERIODS,
    "int_period__month": PERIODS,
    "int_period__span": PERIODS,
    "int_period__untold": GRID,
    "int_record__judged": ONE_ROW,
    "int_register__dated": ONE_ROW,
    "int_register__judged": ONE_ROW,
    "int_score__day": PERIODS,
    "int_score__limited": LINES,
    "int_score__match": LINES,
    "int_score__reading": ONE_ROW,
    "int_score__refusal": LINES,
    "int_unit__reporting": GRID,
    "stg_landed__record": ONE_ROW,
    "stg_register__record": ONE_ROW,
}


def products(plan: dict[str, Any]) -> Iterator[str]:
    """Yield each operator of a plan that joins without an equality."""
    if plan["name"].strip() in PRODUCTS:
        yield f"{plan['name'].strip()} {plan.get('extra_info', {}).get('Conditions', '')}"
    for child in plan["children"]:
        yield from products(child)


def products_of(connection: duckdb.DuckDBPyConnection, statement: str) -> list[str]:
    (_, text) = connection.execute(f"explain (format json) {statement}").fetchone() or ("", "[]")
    return [each for plan in json.loads(text) for each in products(plan)]


@pytest.fixture(scope="module")
def connection(golden: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        # under the name that statements know
        opened.execute(f"attach '{golden.home.current.resolve()}' as warehouse (read_only); use warehouse")
        opened.execute(f"set file_search_path = '{golden.home.build}'")
        opened.execute("set nested_loop_join_threshold = 0")
        opened.execute("set merge_join_threshold = 0")
        opened.execute("set disabled_optimizers = 'statistics_propagation,empty_result_pullup,join_order'")
        yield opened


def test_no_statement_compares_all_with_all_unless_one_side_is_bounded(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    nodes = compiled_project().nodes.values()
    statements = {node.name: node.compiled_code for node in nodes if getattr(node, "compiled_code", None)}
    assert len(statements) > 200
    found = {name: products_of(connection, statement) for name, statement in statements.items()}
    found = {name: joins for name, joins in found.items() if joins}
    assert {name: joins for name, joins in found.items() if name not in BOUNDED} == {}
    assert set(BOUNDED) - set(found) == set(), "bounded no longer needs a reason"


@pytest.mark.parametrize(
    "join",
    [
        "inner join marts.dim_unit as unit on contains(piece.article_title, unit.unit_name)",
        "inner join marts.dim_unit as unit on piece.unit_code != unit.unit_code",
        "cross join marts.dim_unit as unit",
        "inner join marts.dim_unit as unit on piece.first_adopted_on between unit.effective_from and unit.effective_to",
        # a condition on one side of an outer join alone
        "left join marts.dim_unit as unit on piece.reprint_count > 0 and piece.unit_code = unit.unit_code",
        # and one that no equality can carry
        "left join marts.dim_unit as unit on piece.unit_code = unit.unit_code and contains(piece.article_title, unit.unit_name)",
    ],
)
def test_a_planted_product_is_seen(connection: duckdb.DuckDBPyConnection, join: str) -> None:
    assert products_of(connection, f"select 1 from marts.fct_piece as piece {join}")
