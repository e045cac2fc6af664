"""Opening the warehouse to read, and promoting a checked build in one rename."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import BrokenError, DataError, TongbaoError
from warehouse.files import sync
from warehouse.home import Home

_KEPT_SNAPSHOTS = 3


@contextmanager
def read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse file for reading; the file itself is never locked against promotion."""
    if not path.exists():
        raise _missing(path)
    try:
        connection = duckdb.connect(str(path.resolve()), read_only=True)
    except duckdb.Error as error:
        raise _cannot_open(path, error) from error
    try:
        yield connection
    finally:
        connection.close()


def _missing(path: Path) -> DataError:
    if path.is_symlink():
        return DataError(
            f"{path} 指向的 {path.resolve()} 已被删除或移走：运行 tongbao build，会由来件重新建成",
            f"{path.resolve()} is gone: run tongbao build",
        )
    return DataError("还没有数据仓库：先运行 tongbao build", f"no warehouse at {path}: run tongbao build first")


def _cannot_open(path: Path, error: duckdb.Error) -> TongbaoError:
    """Tell a file that another program holds, one that may not be read, and one that is damaged: each has its own way out."""
    said = str(error)
    if "Could not set lock" in said:
        holder = re.search(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)", said)
        who = f"（{holder['program']}，进程 {holder['pid']}）" if holder else ""
        return DataError(
            f"数据仓库正被另一个程序以可写方式打开{who}：关掉它，或让它改用只读方式打开 {path}，再运行；不要删除这个文件",
            f"another program holds the warehouse open for writing: close it or have it open read-only ({error})",
        )
    if "Permission denied" in said or not os.access(path.resolve(), os.R_OK):
        return DataError(
            f"没有读取数据仓库 {path.resolve()} 的权限：用建库的那个用户运行，或请管理员改属主（chown）、加上读权限",
            f"no permission to read {path.resolve()}: run as the user who built it, or have it made readable",
        )
    return BrokenError(
        f"数据仓库打不开：{path}（{error}）：删除它再运行 tongbao build，会由来件重新建成",
        f"cannot open the warehouse {path}: {error}; delete it and run tongbao build",
    )


def promote(built: Path, home: Home, fingerprint: str) -> Path:
    """Make a closed, checked build the current warehouse; readers keep the file they have open."""
    if built.with_name(built.name + ".wal").exists():
        raise BrokenError(
            f"{built} 没有正常关闭，不能发布", f"{built} still has a write-ahead log: not closed cleanly"
        )
    snapshot = home.warehouse / f"{fingerprint}.duckdb"
    sync(built)
    built.replace(snapshot)
    snapshot.chmod(0o444)
    link = home.tmp / "current.link"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("..") / "warehouse" / snapshot.name)
    link.replace(home.current)
    sync(home.current.parent)
    _forget_old(home, snapshot)
    return snapshot


def current_fingerprint(home: Home) -> str | None:
    """Return the fingerprint of the promoted warehouse, or None before the first."""
    return home.current.resolve().stem if home.current.exists() else None


def _forget_old(home: Home, newest: Path) -> None:
    snapshots = sorted(home.warehouse.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
    for old in [path for path in snapshots if path != newest][: -(_KEPT_SNAPSHOTS - 1)]:
        old.unlink()
