"""What dbt has read of the project: the same for every home, so read once and kept beside the project."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from warehouse.dbt_run import environment, invoke
from warehouse.errors import BrokenError

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PROJECT = Path(__file__).resolve().parents[1] / "dbt_project"
# The name of every database while it is built: what dbt has read of the project holds for each of them.
DATABASE = "warehouse.duckdb"
_KEPT = PROJECT / "target"
_PARSED = "partial_parse.msgpack"  # dbt's own name and form: it reads anew what has changed since, or all of it
_NOT_MODELS = {"tests", "target", "logs"}
_SETTINGS = {"dbt_project.yml", "profiles.yml", "_sources.yml"}


@cache
def bare_project() -> Path:
    """Copy the project without its tests and descriptions, which dbt takes longer to read than all models to run."""
    folder = Path(tempfile.mkdtemp(prefix="tongbao-project-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(shutil.copytree(PROJECT, folder, ignore=_not_needed_to_run, dirs_exist_ok=True))


def _not_needed_to_run(_: str, names: list[str]) -> list[str]:
    return [
        name for name in names if name in _NOT_MODELS or (name.endswith(".yml") and name not in _SETTINGS)
    ]


def manifest_of(project: Path) -> Manifest:
    """Return what dbt reads of the project, or of its bare copy: a copy, as a build notes in it what it did.

    Raises `BrokenError` when dbt cannot read it.
    """
    return cast("Manifest", _read(project).deepcopy())  # type: ignore[no-untyped-call]


@cache
def _read(project: Path) -> Manifest:
    from dbt.contracts.graph.nodes import SeedNode

    kept = _KEPT / ("whole" if project == PROJECT else "bare")
    with tempfile.TemporaryDirectory(dir=_folder_to_write(kept)) as scratch:
        parsed = Path(scratch) / _PARSED
        with suppress(OSError):  # nothing is kept yet, or another user's: all of it is read
            shutil.copyfile(kept / _PARSED, parsed)
        # nothing of a home or a database is read: neither may be a part of what is kept
        with environment(Path(), Path(DATABASE)):
            result = invoke(project, Path(scratch), ["parse"])
        if result.exception:
            raise BrokenError(f"dbt 无法运行：{result.exception}", f"dbt did not run: {result.exception}")
        with suppress(OSError):
            parsed.replace(kept / _PARSED)  # in one step: others may be reading it
    manifest = cast("Manifest", result.result)
    for node in manifest.nodes.values():
        if isinstance(node, SeedNode):  # alone keeps where it was read, and what was kept may have been read elsewhere
            node.root_path = str(project)
    return manifest


def _folder_to_write(kept: Path) -> Path | None:
    """Return the folder to keep it in; where the program's own folder may not be written to, nothing is kept."""
    try:
        kept.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return kept if os.access(kept, os.W_OK) else None
