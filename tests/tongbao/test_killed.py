"""A run killed at any moment leaves a home that the next run completes, with the same result."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
from pathlib import Path

from tests.building import OFFICES

GOLDEN = OFFICES / "golden"
KILLS = 5


def start(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tongbao", "run", "--home", str(home), "--org", str(GOLDEN),
         "--period", "2025-Q1", str(GOLDEN / "inbox")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def results(home: Path) -> dict[str, str]:
    """The bytes of every report, and the name of the warehouse, which says what it was made from."""
    found = {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((home / "drafts").rglob("*"))
        if path.is_file()
    }
    return found | {"warehouse": (home / "current" / "warehouse.duckdb").resolve().name}


def test_what_a_killed_run_leaves_is_finished_by_the_next(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    assert start(whole).wait() == 0

    moments = random.Random(7)  # noqa: S311 - the same moments each time
    killed = 0
    for _ in range(KILLS):
        process = start(torn)
        try:
            process.wait(timeout=moments.uniform(0.5, 9))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    assert killed > 0
    assert start(torn).wait() == 0

    assert len(results(whole)) == 4
    assert results(torn) == results(whole)
    assert list((torn / "tmp").iterdir()) == []
