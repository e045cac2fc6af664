"""What `make check` runs: the tests of a change and of what stands on it, and no whole office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import changed as choosing
from tests.changed import files_to_test

FILES = {
    "kernel/days.py": "",
    "desk/table.py": "from kernel import days\n",
    "desk/page.py": "import desk.table\n",
    "tests/test_days.py": "from kernel.days import today\n",
    "tests/test_table.py": "from desk.table import rows\n",
    "tests/test_page.py": "from desk import page\n",
    "tests/golden/test_all.py": "from kernel.days import today\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "tested"),
    [
        ("kernel/days.py", ["tests/test_days.py", "tests/test_table.py"]),
        ("desk/table.py", ["tests/test_page.py", "tests/test_table.py"]),
        ("desk/page.py", ["tests/test_page.py"]),
        ("tests/test_page.py", ["tests/test_page.py"]),
        ("README.md", []),
    ],
)
def test_a_change_is_tested_with_what_stands_on_it(project: Path, changed: str, tested: list[str]) -> None:
    assert files_to_test([changed], project) == tested


def test_of_what_much_stands_on_only_its_own_are_tested(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "FEW", 1)
    assert files_to_test(["kernel/days.py"], project) == ["tests/test_days.py"]
