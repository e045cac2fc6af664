"""Running dbt: the one writer of the warehouse file, in a build folder of its own."""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from warehouse.errors import BrokenError
from warehouse.home import Home

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest
    from dbt_common.events.base_types import BaseEvent, EventLevel

PROJECT = Path(__file__).resolve().parents[1] / "dbt_project"
# The name of every database while it is built: what dbt has read of the project holds for each of them.
DATABASE = "warehouse.duckdb"
_NOT_MODELS = {"tests", "target", "logs"}
_SETTINGS = {"dbt_project.yml", "profiles.yml", "_sources.yml"}
_READ: dict[tuple[Path, str], Manifest] = {}


def fingerprint(inputs: Iterable[Path]) -> str:
    """Return what a build is named by: 16 hex digits over the project's files and the given inputs, by name and content."""
    project = (path for path in PROJECT.rglob("*") if path.suffix in {".sql", ".yml", ".csv"})
    digest = hashlib.sha256()
    for path in (*sorted(project), *sorted(inputs)):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def build(home: Home, database: Path) -> int:
    """Build and test every model into a new database file; return the number of nodes that ran.

    Raises `BrokenError` naming the models and tests that failed.
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
    return _run(home, database, ["build", "--select", *selection, *left_out], _bare_project())


@cache
def _bare_project() -> Path:
    """Copy the project without its tests and descriptions, which dbt takes longer to read than all models to run."""
    folder = Path(tempfile.mkdtemp(prefix="tongbao-project-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(shutil.copytree(PROJECT, folder, ignore=_not_needed_to_run, dirs_exist_ok=True))


def _not_needed_to_run(_: str, names: list[str]) -> list[str]:
    return [
        name for name in names if name in _NOT_MODELS or (name.endswith(".yml") and name not in _SETTINGS)
    ]


def _run(home: Home, database: Path, command: Sequence[str], project: Path = PROJECT) -> int:
    with _environment(home, database):
        result = _invoke(home, project, command, _read(home, project, database.stem))
    _let_go()
    if result.exception:
        raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
    nodes = list(getattr(result.result, "results", []))
    failed = [f"{node.node.name}: {node.message}" for node in nodes if node.status not in ("success", "pass")]
    failed = [line for line in failed if not line.endswith(": None")] or failed
    if not result.success or not nodes:
        text = "\n".join(failed)
        raise BrokenError(f"数据仓库没有建成，原来的保持不变：\n{text}", f"dbt build failed:\n{text}")
    return len(nodes)


def _read(home: Home, project: Path, name: str) -> Manifest:
    """Return the project as dbt reads it for a database of that name: once in a process, for every home.

    It is a copy: a build notes in it what it did.
    """
    if (project, name) not in _READ:
        result = _invoke(home, project, ["parse"])
        if result.exception:
            raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
        _READ[project, name] = cast("Manifest", result.result)
    return cast("Manifest", _READ[project, name].deepcopy())  # type: ignore[no-untyped-call]


def _invoke(
    home: Home, project: Path, command: Sequence[str], read: Manifest | None = None
) -> dbtRunnerResult:
    from dbt.cli.main import dbtRunner  # takes seconds: only when there is something to build

    logging.getLogger("dbt_duckdb").setLevel(logging.ERROR)
    _tell_nobody()
    return dbtRunner(manifest=read).invoke(
        [
            "--quiet", "--log-level", "none", "--log-level-file", "none", "--no-version-check", "--no-write-json",
            *command, "--project-dir", str(project), "--profiles-dir", str(project),
            "--target-path", str(home.build / "target"), "--log-path", str(home.build / "logs"),
        ]
    )  # fmt: skip


def _tell_nobody() -> None:
    """Let dbt's events go: nobody listens, and to write each down costs a tenth of a small build.

    What failed is told by the results. A warning that is to be an error still is one.
    """
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    class Unheard(EventManager):
        def fire_event(
            self,
            e: BaseEvent,
            level: EventLevel | None = None,
            node: object = None,
            force_warn_or_error_handling: bool = False,
        ) -> None:
            if force_warn_or_error_handling:
                super().fire_event(e, level, node, force_warn_or_error_handling)

    ctx_set_event_manager(Unheard())


def _let_go() -> None:
    """Close the database that dbt may have kept open, so that the file is whole and others can open it."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager as Connections

    if Connections._ENV is not None:  # noqa: SLF001 - asking for it when there is none is an error there
        Connections.env().close()
        Connections.close_all_connections()


@contextmanager
def _environment(home: Home, database: Path) -> Iterator[None]:
    """Tell dbt where its inputs lie; it reads them from the environment only."""
    wanted = {
        "TONGBAO_BUILD_DATABASE": str(database.resolve()),
        "TONGBAO_BUILD": str(home.build.resolve()),
        "TONGBAO_KEEP_OPEN": "True",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
        "DO_NOT_TRACK": "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
