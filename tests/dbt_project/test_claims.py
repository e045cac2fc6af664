"""Every claim that the dbt project tests can fail: each meets data that breaks it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

from tongbao.stages import Place
from warehouse.building import PROJECT

# One wrong statement for each singular test, by the test's name.
BREAKAGES = {
    "assert_every_record_is_accounted_for": "update marts.fct_delivery set accepted_count = accepted_count + 1",
    "assert_every_uncounted_record_has_a_reason": (
        "update marts.fct_record set reason = ' ' where outcome = 'rejected'"
    ),
    "assert_every_record_of_a_register_is_in_its_fact": (
        "update marts.fct_record set register = 'comment' where outcome = 'accepted' and month_code = '2025-03'"
    ),
    "assert_no_adoption_lost_between_layers": (
        "update marts.fct_unit_tier_month set adoption_count = 0 where month_code = '2025-03'"
    ),
    "assert_no_objection_is_lost": "insert into staging.stg_office__objection (objection_id) values ('2025-009')",
    "assert_no_points_lost_between_layers": (
        "update marts.fct_unit_period_score set points = points + 0.01 where period_code = '2025-03'"
    ),
    "assert_no_unit_is_missing_from_a_month": "delete from marts.fct_unit_tier_month where unit_code = 'U03'",
    "assert_no_unit_in_force_is_missing_from_a_ranking": "delete from marts.fct_ranking where unit_code = 'U03'",
    "assert_every_adoption_is_scored_under_each_scheme": "delete from marts.fct_score_line where points = 16",
    "assert_a_piece_earns_no_more_than_its_best_adoption": (
        "update marts.fct_score_line set points = 0 where step = 'reuse'"
    ),
    "assert_every_claim_of_an_example_is_worked": (
        "delete from intermediate.int_score__example where expected = '16'"
    ),
    "assert_the_score_of_a_period_is_the_sum_of_its_lines": (
        "update intermediate.int_score__period_score set points = points - 1 where period_code = '2025-Q1'"
    ),
}

# One for each generic test: the model it is declared on, and what breaks it there.
GENERIC_BREAKAGES = {
    "unique_grain_fct_piece": "insert into marts.fct_piece select * from marts.fct_piece limit 1",
    "one_in_force_dim_rule_version": (
        "update marts.dim_rule_version set effective_to = '2025-06-30' where rule_version = '2024'"
    ),
    "at_least_one_row_dim_tier": "delete from marts.dim_tier",
}


@pytest.fixture(scope="module")
def environment(golden: Place, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("claims")
    database = root / "broken.duckdb"
    shutil.copyfile(golden.home.current, database)
    shutil.copytree(golden.home.build, root / "build")
    return {
        "TONGBAO_BUILD_DATABASE": str(database),
        "TONGBAO_BUILD": str(root / "build"),
    }


def run_dbt(environment: dict[str, str], *arguments: str) -> dict[str, str]:
    """Return the status of every node that ran, by name."""
    before = dict(os.environ)
    os.environ.update(environment)
    build = Path(environment["TONGBAO_BUILD"])
    try:
        result = dbtRunner().invoke(
            ["--quiet", *arguments, "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
             "--target-path", str(build / "target"), "--log-path", str(build / "logs")]
        )  # fmt: skip
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert result.exception is None
    return {node.node.name: str(node.status) for node in result.result.results}  # type: ignore[union-attr]


def test_every_singular_test_has_its_breakage() -> None:
    written = {path.stem for path in (PROJECT / "tests").glob("*.sql")}
    assert len(written) == 12
    assert written == set(BREAKAGES)


def test_every_kind_of_generic_test_has_its_breakage() -> None:
    written = {path.stem for path in (PROJECT / "tests" / "generic").glob("*.sql")}
    assert len(written) == 3
    assert all(any(name.startswith(kind) for name in GENERIC_BREAKAGES) for kind in written)


def test_the_examples_of_the_models_hold(environment: dict[str, str]) -> None:
    statuses = run_dbt(environment, "test", "--select", "test_type:unit")
    assert len(statuses) == 66
    assert set(statuses.values()) == {"pass"}


def test_each_claim_fails_on_data_that_breaks_it(environment: dict[str, str]) -> None:
    broken = {**BREAKAGES, **GENERIC_BREAKAGES}
    whole = environment["TONGBAO_BUILD_DATABASE"]
    statuses: dict[str, str] = {}
    for number, (name, statement) in enumerate(broken.items()):
        database = f"{whole}.{number}"
        shutil.copyfile(whole, database)
        Path(database).chmod(0o644)
        with duckdb.connect(database) as connection:
            connection.execute(statement)
        kinds = ["--select", name if name in BREAKAGES else f"{name}*"]
        tests = run_dbt({**environment, "TONGBAO_BUILD_DATABASE": database}, "test", *kinds)
        assert len(tests) == 1, (name, tests)
        statuses |= {name: next(iter(tests.values()))}
    assert statuses == dict.fromkeys(broken, "fail")
