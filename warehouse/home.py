"""The home folder: where an office's deliveries, warehouse and reports live on this machine."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import DataError


@dataclass(frozen=True, slots=True)
class Home:
    """The folders below one root; see DECISIONS.md for what each holds."""

    root: Path

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def tmp(self) -> Path:
        return self.root / "tmp"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    @property
    def current(self) -> Path:
        """The link that analysts open; absent before the first promotion."""
        return self.root / "current" / "warehouse.duckdb"

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"

    @property
    def editions(self) -> Path:
        """What has been issued, one folder each; nothing in it ever changes."""
        return self.root / "editions"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def connections(self) -> Path:
        """What sites and shared folders gave the last time; only there if the office has connections."""
        return self.root / "connections"

    @property
    def left(self) -> Path:
        """The names of what is never taken and has been named, one a line; losing it costs a line in a statement."""
        return self.root / "left.txt"

    def prepare(self) -> None:
        """Make the folders that do not exist yet; raise `DataError` where DuckDB could not find them again."""
        self.refuse_unusable()
        for folder in (
            self.inbox, self.raw, self.tmp, self.build, self.warehouse, self.drafts, self.editions, self.exports,
        ):  # fmt: skip
            folder.mkdir(parents=True, exist_ok=True)
        self.current.parent.mkdir(exist_ok=True)

    def refuse_unusable(self) -> None:
        """Raise `DataError` for a root whose name DuckDB or dbt cannot take, or would read as a pattern or an address."""
        if not str(self.root).isprintable():  # the bytes of another encoding, for one
            raise DataError(
                f"文件夹 {os.fsencode(self.root)!r} 的名称不是 UTF-8，或含有控制字符：请改名或换一个位置",
                f"the name of {os.fsencode(self.root)!r} is no plain text",
            )
        if found := sorted(set("*?[]{}',\\#") & set(str(self.root))):
            raise DataError(
                f"文件夹 {self.root} 的名称含有 {' '.join(found)}：请换一个不带这些符号的位置",
                f"{self.root} contains {' '.join(found)}, which a query would not read as a name",
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the home for one writer; whoever comes second is told so at once.

        The lock dies with its process, so what lies in `tmp` when it is taken was left by a killed run.
        """
        self.prepare()
        with (self.root / ".lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DataError(
                    f"另一个 tongbao 命令正在使用 {self.root}：等它结束后再运行",
                    f"another tongbao command is at work in {self.root}: run again when it has ended",
                ) from None
            for leftover in self.tmp.iterdir():
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
            yield
