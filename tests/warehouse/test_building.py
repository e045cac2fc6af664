"""Models run on their own: the database is whole afterwards, and nobody holds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rulebook.loading import read_rule
from rulebook.rows import write_rule_rows
from tests.building import OFFICES
from tongbao.rules import empty_home
from warehouse import manifest
from warehouse.building import run_models
from warehouse.manifest import DATABASE, bare_project, manifest_of

COUNT = """
import sys, duckdb
with duckdb.connect(sys.argv[1]) as connection:
    connection.execute("create table proof as select 1")
    print(connection.execute("select count(*) from staging.stg_rulebook__line").fetchone()[0])
"""


def test_what_was_read_of_the_project_elsewhere_holds_where_it_lies_now(tmp_path: Path) -> None:
    moved = Path(shutil.copytree(bare_project(), tmp_path / "moved"))
    for project in (bare_project(), moved):
        seeds = [node for node in manifest_of(project).nodes.values() if node.resource_type == "seed"]
        assert len(seeds) == 7
        assert {Path(seed.root_path, seed.original_file_path).is_relative_to(project) for seed in seeds} == {True}


def test_what_cannot_be_kept_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "_KEPT", tmp_path)
    (tmp_path / "bare" / "partial_parse.msgpack").mkdir(parents=True)
    assert len(manifest._read.__wrapped__(bare_project()).nodes) > 100


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
