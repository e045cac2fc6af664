"""Promotion: one rename, and whoever reads goes on reading what is open."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from warehouse.database import current_fingerprint, promote, read_only
from warehouse.errors import BrokenError
from warehouse.home import Home


def built(home: Home, number: int) -> Path:
    path = home.tmp / f"build-{number}.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"create table answer as select {number} as number")
    return path


def answer(connection: duckdb.DuckDBPyConnection) -> object:
    row = connection.execute("select number from answer").fetchone()
    return row and row[0]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.prepare()
    return home


def test_a_reader_keeps_its_warehouse_while_the_next_is_promoted(home: Home) -> None:
    assert current_fingerprint(home) is None
    promote(built(home, 1), home, "one")
    with read_only(home.current) as reader:
        promote(built(home, 2), home, "two")
        assert answer(reader) == 1
        with read_only(home.current) as newcomer:
            assert answer(newcomer) == 2
    assert current_fingerprint(home) == "two"
    assert not os.access(home.current, os.W_OK) or os.geteuid() == 0


def test_only_the_three_newest_builds_are_kept(home: Home) -> None:
    for number in range(5):
        path = promote(built(home, number), home, f"build{number}")
        os.utime(path, (number, number))
    assert sorted(path.stem for path in home.warehouse.iterdir()) == ["build2", "build3", "build4"]


def test_a_build_that_was_not_closed_is_never_promoted(home: Home) -> None:
    promote(built(home, 1), home, "one")
    torn = built(home, 2)
    torn.with_name(f"{torn.name}.wal").write_bytes(b"rows not yet written")
    with pytest.raises(BrokenError, match="not closed cleanly"):
        promote(torn, home, "two")
    assert current_fingerprint(home) == "one"
