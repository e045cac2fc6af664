"""Opening the warehouse to read, and promoting a checked build in one rename."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import BrokenError, DataError
from warehouse.files import sync
from warehouse.home import Home

_KEPT_SNAPSHOTS = 3


@contextmanager
def read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse file for reading; the file itself is never locked against promotion."""
    if not path.exists():
        raise DataError(
            "还没有数据仓库：先运行 tongbao build", f"no warehouse at {path}: run tongbao build first"
        )
    try:
        connection = duckdb.connect(str(path.resolve()), read_only=True)
    except duckdb.Error as error:
        raise BrokenError(
            f"数据仓库打不开：{path}（{error}）：删除它再运行 tongbao build，会由来件重新建成",
            f"cannot open the warehouse {path}: {error}; delete it and run tongbao build",
        ) from error
    try:
        yield connection
    finally:
        connection.close()


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
