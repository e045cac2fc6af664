"""Running dbt: the one writer of the warehouse file, in a build folder of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.database import read_only
from warehouse.dbt_run import environment, invoke, let_go
from warehouse.errors import BrokenError
from warehouse.files import sha256_of
from warehouse.home import Home
from warehouse.manifest import DATABASE, PROJECT, compiled_project, digest_of, project_digest

if TYPE_CHECKING:
    from dbt.artifacts.schemas.run import RunResult

_SHOWN_ROWS = 3
_BUILD = ("build", "--exclude-resource-type", "unit_test")
_WITHOUT_TESTS = (*_BUILD, "--exclude-resource-type", "test")


def fingerprint(inputs: Iterable[Path]) -> str:
    """Return what a build is named by: 16 hex digits over the project's files and the given inputs, by name and content."""
    return sha256_of((project_digest() + digest_of(sorted(inputs))).encode())[:16]


def build(home: Home, database: Path) -> int:
    """Build and test every model into a new database file; return the number of nodes that ran.

    Raises `BrokenError` naming the models and tests that failed, and what the tests found.
    """
    return _run(home, database, _BUILD)


def build_again(home: Home, database: Path) -> int:
    """Build every model without its tests: what is proven has passed them once; return the number of nodes that ran."""
    return _run(home, database, _WITHOUT_TESTS)


def run_models(home: Home, database: Path, selection: Sequence[str], exclusion: Sequence[str] = ()) -> int:
    """Run the selected models and seeds into a database file, without their tests; return the number that ran."""
    left_out = ["--exclude", *exclusion] if exclusion else []
    return _run(home, database, [*_WITHOUT_TESTS, "--select", *selection, *left_out])


def _run(home: Home, database: Path, command: Sequence[str]) -> int:
    if database.name != DATABASE:
        raise ValueError(f"what dbt has read is of {DATABASE}, not of {database.name}")
    manifest = compiled_project()
    with environment(home.build.resolve(), database.resolve()):
        result = invoke(PROJECT, home.build / "target", command, manifest)
    let_go()
    if result.exception:
        raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
    nodes = list(getattr(result.result, "results", []))
    failed = [_told(node, home, database) for node in nodes if node.status not in ("success", "pass")]
    failed = [line for line in failed if not line.endswith(": None")] or failed
    if not result.success or not nodes:
        text = "\n".join(failed)
        raise BrokenError(f"数据仓库没有建成，原来的保持不变：\n{text}", f"dbt build failed:\n{text}")
    return len(nodes)


def _told(result: RunResult, home: Home, database: Path) -> str:
    """Say what failed; of a test, the first rows that it found."""
    line = f"{result.node.name}: {result.message}"
    statement = getattr(result.node, "compiled_code", None)
    if str(result.status) != "fail" or not statement:
        return line
    with read_only(database) as connection:
        # Tests of what is read straight from files name them as the build does.
        connection.execute("set file_search_path = $folder", {"folder": str(home.build)})
        found = connection.sql(statement)
        rows = found.fetchmany(_SHOWN_ROWS)
    return "\n  ".join([line, *("，".join(map("{}={}".format, found.columns, row)) for row in rows)])
