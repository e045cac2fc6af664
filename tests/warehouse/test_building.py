"""Models run on their own: the database is whole afterwards, and nobody holds it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rulebook.loading import read_rule
from rulebook.rows import write_rule_rows
from tests.building import OFFICES
from tongbao.rules import empty_home
from warehouse.building import run_models
from warehouse.manifest import DATABASE

COUNT = """
import sys, duckdb
with duckdb.connect(sys.argv[1]) as connection:
    connection.execute("create table proof as select 1")
    print(connection.execute("select count(*) from staging.stg_rulebook__line").fetchone()[0])
"""


def test_another_process_may_write_into_what_was_built() -> None:
    file = read_rule(OFFICES / "golden" / "rules" / "xxcy" / "2025.yaml")
    with empty_home("xxcy") as home:
        write_rule_rows([file], {}, home.build)
        database = home.build / DATABASE
        assert run_models(home, database, ["stg_rulebook__line"]) == 1
        assert not Path(f"{database}.wal").exists()
        told = subprocess.run(
            [sys.executable, "-c", COUNT, str(database)], capture_output=True, text=True, check=True
        )
    assert told.stdout == "6\n"
