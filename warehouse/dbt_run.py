"""Asking dbt for something: in this process, in silence, told by its environment where the inputs lie."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest
    from dbt.contracts.graph.nodes import ManifestSQLNode, ModelNode
    from dbt_common.events.base_types import BaseEvent, EventLevel


def invoke(
    project: Path, target: Path, command: Sequence[str], manifest: Manifest | None = None
) -> dbtRunnerResult:
    """Run one command of dbt on a project as it lies there, or as it was read; what it writes goes into the target folder."""
    from dbt.cli.main import dbtRunner  # takes seconds: only when there is something to build

    logging.getLogger("dbt_duckdb").setLevel(logging.ERROR)
    _tell_nobody()
    _compile_nothing_again()
    return dbtRunner(manifest=manifest).invoke(
        [
            "--quiet", "--log-level", "none", "--log-level-file", "none", "--no-version-check", "--no-write-json",
            *command, "--project-dir", str(project), "--profiles-dir", str(project),
            "--target-path", str(target), "--log-path", str(target / "logs"),
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


def _compile_nothing_again() -> None:
    """Let a build run what the manifest holds compiled: to render what has nothing to render takes a tenth of it."""
    from dbt.artifacts.resources.types import NodeType
    from dbt.task.build import BuildTask
    from dbt.task.run import ModelRunner
    from dbt.task.test import TestRunner

    class CompiledModel(ModelRunner):
        def compile(self, manifest: Manifest) -> ModelNode:
            return cast("ModelNode", self.node if self.node.compiled else super().compile(manifest))

    class CompiledTest(TestRunner):
        def compile(self, manifest: Manifest) -> ManifestSQLNode:
            return cast("ManifestSQLNode", self.node if self.node.compiled else super().compile(manifest))

    BuildTask.RUNNER_MAP = {**BuildTask.RUNNER_MAP, NodeType.Model: CompiledModel, NodeType.Test: CompiledTest}


def let_go() -> None:
    """Close the database that dbt may have kept open, so that the file is whole and others can open it."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager as Connections

    if Connections._ENV is not None:  # noqa: SLF001 - asking for it when there is none is an error there
        Connections.env().close()
        Connections.close_all_connections()


@contextmanager
def environment(inputs: Path, database: Path) -> Iterator[None]:
    """Tell dbt where its inputs lie; it reads them from the environment only."""
    wanted = {
        "TONGBAO_BUILD_DATABASE": str(database),
        "TONGBAO_BUILD": str(inputs),
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
