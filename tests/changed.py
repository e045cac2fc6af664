"""`make check`: the test files of what changed, and of what stands one floor above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Offices built whole and files made to do harm, minutes of the processor together: `make test` runs them.
WHOLE = ("tests/dags", "tests/golden", "tests/orgs", "tests/dbt_project", "tests/ingest/test_hostile.py",
         "tests/tongbao/test_accounting.py", "tests/tongbao/test_commands.py", "tests/tongbao/test_editions.py",
         "tests/tongbao/test_freshness.py", "tests/tongbao/test_hostile_cells.py", "tests/tongbao/test_killed.py",
         "tests/tongbao/test_real_inbox.py", "tests/tongbao/test_versions.py", "tests/tongbao/test_whatif.py",
         "tests/rulebook/test_cases.py", "tests/reports/test_own_year.py", "tests/reports/test_comparable.py",
         "tests/reports/test_drafts.py")  # fmt: skip
# More files of tests than these cost some minutes: of what all stand on, its own are enough while one works.
FEW = 10


def changed(root: Path) -> list[str]:
    """Return the files that differ from the last commit, or where none does those of the last commit."""
    work = _git(root, "diff", "--name-only", "HEAD") + _git(root, "ls-files", "--others", "--exclude-standard")
    return work or _git(root, "diff", "--name-only", "HEAD~1", "HEAD")


def _git(root: Path, *arguments: str) -> list[str]:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.split()


def files_to_test(names: Iterable[str], root: Path) -> list[str]:
    """Return the test files that changed, that import what changed, or what imports that; none that builds whole offices.

    Where those are more than a few, those that import what changed stand for them, or where none does the first few.
    """
    names = set(names)
    imports = {path.relative_to(root).as_posix(): set(_imported(path)) for path in _sources(root)}
    modules = {_module(name) for name in names if name.endswith(".py")}
    above = modules | {_module(name) for name, wanted in imports.items() if wanted & modules and not _is_test(name)}
    tests = {name: wanted for name, wanted in imports.items() if _is_test(name) and not name.startswith(WHOLE)}

    def importing(those: set[str]) -> list[str]:
        return sorted(name for name, wanted in tests.items() if name in names or wanted & those)

    found = importing(above)
    return found if len(found) <= FEW else importing(modules) or found[:FEW]


def _sources(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.py") if not {".venv", "node_modules"} & set(path.relative_to(root).parts))


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _is_test(name: str) -> bool:
    return name.startswith("tests/") and Path(name).name.startswith("test_")


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    sys.stdout.write(" ".join(files_to_test(changed(ROOT), ROOT)))
