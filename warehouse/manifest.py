"""What dbt reads of the project and compiles: the same for every home, so done once and kept beside the project.

Reading takes dbt ten times as long as all else that a small build needs, and it keeps only what it read, not what it
compiled. Whoever may write into the program's folder could change the program itself: what is kept there is trusted.
"""

from __future__ import annotations

import pickle
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from warehouse.dbt_run import environment, invoke, let_go
from warehouse.errors import BrokenError
from warehouse.files import replace_file, sha256_of

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest

PROJECT = Path(__file__).resolve().parents[1] / "dbt_project"
# The name of every database while it is built: what dbt has compiled names its tables by it.
DATABASE = "warehouse.duckdb"
_KEPT = PROJECT / "target" / "compiled.pickle"
_READ_BY_DBT = ("macros", "models", "seeds", "tests")
_MAKERS = ("dbt-core", "dbt-common", "dbt-adapters", "dbt-duckdb")
# The macros that dbt's own Python asks for by name in a build; they name the others.
_CALLED_BY_DBT = (
    "materialization_table_duckdb", "materialization_view_duckdb", "materialization_seed_default",
    "materialization_test_default", "list_schemas", "create_schema", "list_relations_without_caching",
    "drop_relation", "truncate_relation",
)  # fmt: skip


def project_digest() -> str:
    """Return a SHA-256 over the project's files, by name and content."""
    found = (path for name in _READ_BY_DBT for path in (PROJECT / name).rglob("*"))
    files = [*PROJECT.glob("*.yml"), *(path for path in found if path.suffix in {".sql", ".yml", ".csv"})]
    return digest_of(sorted(files))


def digest_of(files: list[Path]) -> str:
    """Return a SHA-256 over files in their order, by name and content."""
    return sha256_of("".join(path.name + sha256_of(path) for path in files).encode())


def compiled_project() -> Manifest:
    """Return the project as dbt read and compiled it: a copy, as a build notes in it what it did.

    Raises `BrokenError` when dbt cannot read or compile it.
    """
    from dbt.contracts.graph.nodes import SeedNode

    manifest = cast("Manifest", pickle.loads(_compiled()))  # noqa: S301 - made below
    for node in manifest.nodes.values():
        if isinstance(node, SeedNode):  # alone keeps where it was read: the project may have been moved since
            node.root_path = str(PROJECT)
    return manifest


@cache
def _compiled() -> bytes:
    versions = "".join(map(version, _MAKERS))
    made_of = sha256_of(f"{project_digest()}{sha256_of(Path(__file__))}{versions}".encode())
    with suppress(OSError):  # none is kept, or it may not be read
        head, _, compiled = _KEPT.read_bytes().partition(b"\n")
        if head == _head(made_of, compiled):
            return compiled
    compiled = pickle.dumps(_compile(), protocol=5)
    with suppress(OSError):  # where the program's own folder may not be written to, nothing is kept
        replace_file(_KEPT, _head(made_of, compiled) + b"\n" + compiled)
    return compiled


def _head(made_of: str, compiled: bytes) -> bytes:
    """Return what says of which project something was compiled, and that it is whole: a damaged one is never loaded."""
    return f"{made_of} {sha256_of(compiled)}".encode()


def _compile() -> Manifest:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with environment(scratch, scratch / DATABASE):
            manifest = cast("Manifest", _said(invoke(PROJECT, scratch, ["parse"])))
            _said(invoke(PROJECT, scratch, ["compile"], manifest))
            let_go()
    _keep_macros_of_builds(manifest)
    return manifest


def _keep_macros_of_builds(manifest: Manifest) -> None:
    """Leave out the macros that no build calls: dbt lays out every one of six hundred for each node."""
    by_name: dict[str, list[str]] = {}
    for key, macro in manifest.macros.items():
        by_name.setdefault(macro.name, []).append(key)
    called: set[str] = set()
    names = list(_CALLED_BY_DBT)
    while names:
        for key in by_name.get(names.pop(), []):
            if key not in called:
                called.add(key)
                macro = manifest.macros[key]
                names += [manifest.macros[other].name for other in macro.depends_on.macros]
                names += [f"{prefix}__{macro.name}" for prefix in ("duckdb", "default")]  # found by `dispatch`
    manifest.macros = {key: macro for key, macro in manifest.macros.items() if key in called}


def _said(result: dbtRunnerResult) -> object:
    if result.exception:
        raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
    return result.result
