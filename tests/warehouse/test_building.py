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
from warehouse import building, manifest
from warehouse.building import run_models
from warehouse.errors import BrokenError
from warehouse.manifest import DATABASE, PROJECT, compiled_project

COUNT = """
import sys, duckdb
with duckdb.connect(sys.argv[1]) as connection:
    connection.execute("create table proof as select 1")
    print(connection.execute("select count(*) from staging.stg_rulebook__line").fetchone()[0])
"""


def test_what_was_read_of_the_project_elsewhere_holds_where_it_lies_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = manifest._compiled()
    monkeypatch.setattr(manifest, "_compiled", lambda: compiled)
    for project in (PROJECT, tmp_path):
        monkeypatch.setattr(manifest, "PROJECT", project)
        seeds = [node for node in compiled_project().nodes.values() if node.resource_type == "seed"]
        assert len(seeds) == 7
        assert {seed.root_path for seed in seeds} == {str(project)}


@pytest.mark.parametrize("kept", ["torn", "overwritten", "folder"])
def test_what_cannot_be_kept_or_read_again_is_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    path = tmp_path / "compiled.pickle"
    whole = manifest._KEPT.read_bytes()
    damaged = {"torn": whole[:1000], "overwritten": whole[:1000] + b"?" + whole[1001:]}
    path.mkdir() if kept == "folder" else path.write_bytes(damaged[kept])
    monkeypatch.setattr(manifest, "_KEPT", path)
    monkeypatch.setattr(manifest, "_compile", lambda: "what dbt compiled")
    assert b"what dbt compiled" in manifest._compiled.__wrapped__()
    assert path.is_dir() or b"what dbt compiled" in path.read_bytes()


def test_what_is_kept_of_another_project_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest._compiled()
    monkeypatch.setattr(manifest, "_KEPT", Path(shutil.copy(manifest._KEPT, tmp_path / "compiled.pickle")))
    monkeypatch.setattr(manifest, "_compile", lambda: "what dbt compiled")
    assert b"what dbt compiled" not in manifest._compiled.__wrapped__()
    monkeypatch.setattr(manifest, "project_digest", lambda: "another")
    assert b"what dbt compiled" in manifest._compiled.__wrapped__()


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


@pytest.mark.parametrize(
    ("node", "statement", "told"),
    [
        ("model.tongbao.stg_rulebook__line", "select error('no such line')", "no such line"),
        ("test.tongbao.assert_the_calendar_has_no_gap", "select '2025-03' as month_code", "month_code=2025-03"),
        (
            "test.tongbao.assert_the_calendar_has_no_gap",
            "select count(*) as file_count from 'landed_delivery.parquet'",
            "file_count=0",
        ),
    ],
)
def test_what_fails_is_named_with_what_it_says(
    monkeypatch: pytest.MonkeyPatch, node: str, statement: str, told: str
) -> None:
    spoiled = compiled_project()
    spoiled.nodes[node].compiled_code = statement
    monkeypatch.setattr(building, "compiled_project", lambda: spoiled)
    with empty_home("xxcy") as home, pytest.raises(BrokenError) as error:
        building._run(home, home.build / DATABASE, ["build", "--select", node.rpartition(".")[2]])
    assert error.value.zh.startswith("数据仓库没有建成，原来的保持不变：\n")
    assert node.rpartition(".")[2] in error.value.zh
    assert told in error.value.zh
