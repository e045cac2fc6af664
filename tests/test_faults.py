"""`docs/faults.md` names a test for every fault that was found: each is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`|`(dbt_project/tests/\w+\.sql)`")


def test_every_fault_names_a_test_that_is_there(repository: Path) -> None:
    rows = [line for line in (repository / "docs" / "faults.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    faults = [row for row in rows if not row.startswith(("| fault", "| ---"))]
    nameless = [row for row in faults if not _NAMED.search(row)]
    missing = [match[0] for row in faults for match in _NAMED.finditer(row) if not _is_there(repository, match)]
    assert len(faults) > 40
    assert (nameless, missing) == ([], [])


def _is_there(repository: Path, named: re.Match[str]) -> bool:
    file, test, claim = named.groups()
    path = repository / (file or claim)
    if not path.exists() or claim:
        return path.exists()
    return test in {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}
