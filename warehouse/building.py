"""Running dbt: the one writer of the warehouse file, in a build folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.database import read_only
from warehouse.dbt_run import environment, invoke, let_go
from warehouse.errors import BrokenError
from warehouse.home import Home
from warehouse.manifest import DATABASE, PROJECT, bare_project, manifest_of

if TYPE_CHECKING:
    from dbt.artifacts.schemas.run import RunResult

_SHOWN_ROWS = 3


def fingerprint(inputs: Iterable[Path]) -> str:
    """Return what a build is named by: 16 hex digits over the project's files and the given inputs, by name and content."""
    folders = (PROJECT / name for name in ("macros", "models", "seeds", "tests"))
    project = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".sql", ".yml", ".csv"}]
    digest = hashlib.sha256()
    for path in (*sorted(PROJECT.glob("*.yml")), *sorted(project), *sorted(inputs)):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def build(home: Home, database: Path) -> int:
    """Build and test every model into a new database file; return the number of nodes that ran.

    Raises `BrokenError` naming the models and tests that failed, and what the tests found.
    """
    return _run(home, database, ["build", "--exclude-resource-type", "unit_test"])


def build_again(home: Home, database: Path) -> int:
    """Build every model without its tests: what is proven has passed them once; return the number of nodes that ran."""
    return _run(
        home, database, ["build", "--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"]
    )


def run_models(home: Home, database: Path, selection: Sequence[str], exclusion: Sequence[str] = ()) -> int:
    """Run the selected models and seeds into a database file, without their tests; return the number that ran."""
    left_out = ["--exclude", *exclusion] if exclusion else []
    return _run(home, database, ["build", "--select", *selection, *left_out], bare_project())


def _run(home: Home, database: Path, command: Sequence[str], project: Path = PROJECT) -> int:
    if database.name != DATABASE:
        raise ValueError(f"what dbt has read is of {DATABASE}, not of {database.name}")
    manifest = manifest_of(project)
    with environment(home.build.resolve(), database.resolve()):
        result = invoke(project, home.build / "target", command, manifest)
    let_go()
    if result.exception:
        raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
    nodes = list(getattr(result.result, "results", []))
    failed = [_told(node, database) for node in nodes if node.status not in ("success", "pass")]
    failed = [line for line in failed if not line.endswith(": None")] or failed
    if not result.success or not nodes:
        text = "\n".join(failed)
        raise BrokenError(f"数据仓库没有建成，原来的保持不变：\n{text}", f"dbt build failed:\n{text}")
    return len(nodes)


def _told(result: RunResult, database: Path) -> str:
    """Say what failed; of a test, the first rows that it found."""
    line = f"{result.node.name}: {result.message}"
    statement = getattr(result.node, "compiled_code", None)
    if str(result.status) != "fail" or not statement:
        return line
    with read_only(database) as connection:
        found = connection.sql(statement)
        rows = found.fetchmany(_SHOWN_ROWS)
    return "\n  ".join([line, *("，".join(map("{}={}".format, found.columns, row)) for row in rows)])
