"""Promotion: one rename, and whoever reads goes on reading what is open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.database import current_fingerprint, promote, read_only
from warehouse.errors import BrokenError, DataError, of_machine
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


@pytest.fixture
def held(home: Home) -> Iterator[int]:
    """Another program has the promoted file open for writing: a root user may, whatever its mode."""
    promote(built(home, 1), home, "one")
    program = f"import duckdb, sys; kept = duckdb.connect({str(home.current.resolve())!r}); print(flush=True); sys.stdin.read()"
    home.current.resolve().chmod(0o644)
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other.pid
        other.kill()


def test_a_warehouse_another_program_holds_is_not_to_be_deleted(home: Home, held: int) -> None:
    with pytest.raises(DataError) as told, read_only(home.current):
        pass
    assert "正被另一个程序以可写方式打开" in told.value.zh
    assert f"进程 {held}" in told.value.zh
    assert "不要删除" in told.value.zh
    promote(built(home, 2), home, "two")
    with read_only(home.current) as reader:
        assert answer(reader) == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('IO Error: Cannot open file "x": Permission denied', "没有读取数据仓库"),
        ('IO Error: Could not set lock on file "x"', "关掉它，或让它改用只读方式打开"),
    ],
)
def test_a_file_that_may_not_be_read_is_no_damaged_one(
    home: Home, monkeypatch: pytest.MonkeyPatch, said: str, words: str
) -> None:
    promote(built(home, 1), home, "one")

    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException(said)

    monkeypatch.setattr(duckdb, "connect", refuse)
    with pytest.raises(DataError) as told, read_only(home.current):
        pass
    assert words in told.value.zh
    assert "删除它" not in told.value.zh


def test_a_damaged_file_and_one_that_is_gone_are_told_apart(home: Home) -> None:
    snapshot = promote(built(home, 1), home, "one")
    snapshot.chmod(0o644)
    snapshot.write_bytes(b"no database")
    with pytest.raises(BrokenError) as damaged, read_only(home.current):
        pass
    assert "删除它再运行 tongbao build" in damaged.value.zh
    snapshot.unlink()
    with pytest.raises(DataError) as gone, read_only(home.current):
        pass
    assert "已被删除或移走：运行 tongbao build" in gone.value.zh


def test_a_machine_that_forbids_or_is_full_says_what_to_do() -> None:
    assert "没有读写 /x 的权限" in of_machine(PermissionError(13, "no", "/x")).zh
    assert "磁盘满了" in of_machine(OSError(28, "full")).zh
    assert "读写文件出错" in of_machine(OSError(5, "io")).zh
