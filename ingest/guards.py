"""Folders that others write into: what of them may be taken, what is left and why, and what is still being written.

The inbox and shared folders are looked at in this one way.
"""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal, cast

_PATTERNS = Path(__file__).with_name("passed_over.csv")
_MOST_DEPTH = 20
# A lock file holds the name of whoever has the document open, nothing else.
_MAX_LOCK_BYTES = 1024
_COPY = re.compile(r"([(（]\d+[)）]| - 副本|副本|_copy| - copy)(\.[^.]*)?$", re.IGNORECASE)

What = Literal["lock", "unfinished", "temporary", "shortcut", "system", "hidden"]


@dataclass(frozen=True, slots=True)
class WhyLeft:
    """Why something is left; `lasts` if it will be so tomorrow: to say it once is enough."""

    zh: str
    en: str
    lasts: bool = False


_PASSED_OVER: dict[What, WhyLeft] = {
    "lock": WhyLeft("是文件打开时的锁文件，不收", "is a lock file"),
    "unfinished": WhyLeft("还没有传完，下次再收", "is not complete yet"),
    "temporary": WhyLeft("是软件留下的临时文件，不收", "is a temporary file", lasts=True),
    "shortcut": WhyLeft("是快捷方式，不收：请放入文件本身", "is a shortcut", lasts=True),
    "system": WhyLeft("是系统自动生成的，不收", "is made by the system", lasts=True),
    "hidden": WhyLeft("是隐藏的（名称以点开头），不收：确是来件的请改名", "is hidden", lasts=True),
}
_NOT_PLAIN = WhyLeft("是链接或特殊文件，不收：请放入文件本身", "is a link or a special file and is not taken")
_IS_OPEN = WhyLeft(
    "正被打开编辑，下次再收：如果没有人在用，请删去旁边的锁文件", "is open: its lock file lies beside it"
)
_TOO_DEEP = WhyLeft(
    f"文件夹套得太深（超过 {_MOST_DEPTH} 层），没有进入：请移到上面几层",
    f"is more than {_MOST_DEPTH} folders down",
)
CHANGING = WhyLeft("正在写入，下次再收", "is still being written")


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not taken, by its path below the folder."""

    name: str
    reason: WhyLeft


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was at the first look; `touched` is when anything about it changed last, by the disk's own clock."""

    path: Path
    name: str
    size: int
    changed: int
    touched: int

    def is_unchanged(self) -> bool:
        """Look again; raise `OSError` if it is gone."""
        status = self.path.lstat()
        return (status.st_size, status.st_mtime_ns) == (self.size, self.changed)


@dataclass(slots=True)
class Look:
    """What lies below a folder, in the order of paths, in which `a.csv` comes before `a/b.csv`.

    Of the same bytes under two names the first to arrive is the delivery: what a second download or a copy is called by
    the system comes last.
    """

    files: list[Seen] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    @classmethod
    def below(cls, folder: Path) -> Look:
        """Look through a folder; raise `OSError` if it cannot be read itself."""
        look = cls()
        look._enter(folder, "", 0)
        return look

    @classmethod
    def at(cls, path: Path) -> Look:
        """Look at one file, handed over by its name, which may be any; raise `OSError` if there is none."""
        look = cls()
        look._keep(path, path.name, path.lstat(), None)
        return look

    def _enter(self, folder: Path, prefix: str, depth: int) -> None:
        with os.scandir(folder) as entries:
            found = [(f"{entry.name}/" if _is_folder(entry) else entry.name) for entry in entries]
        locks = {name for name in found if passed_over(name) == "lock"}
        for name in sorted(found, key=lambda one: (_COPY.search(one) is not None, one)):
            try:
                if name.endswith("/"):
                    self._go_down(folder / name, f"{prefix}{name}", depth + 1)
                else:
                    self._take(folder / name, f"{prefix}{name}", locks)
            except (PermissionError, FileNotFoundError, NotADirectoryError) as error:
                self.left.append(Left(f"{prefix}{name}".rstrip("/"), unread(error)))

    def _go_down(self, folder: Path, prefix: str, depth: int) -> None:
        what = passed_over(folder.name)
        # A browser's unfinished download may be a folder.
        if what in ("system", "hidden", "unfinished"):
            self.left.append(Left(prefix.rstrip("/"), _PASSED_OVER[what]))
        elif depth > _MOST_DEPTH:
            self.left.append(Left(prefix.rstrip("/"), _TOO_DEEP))
        else:
            self._enter(folder, prefix, depth)

    def _take(self, path: Path, name: str, locks: Collection[str]) -> None:
        status = path.lstat()
        self._keep(path, name, status, _why_not(path.name, status.st_size, locks))

    def _keep(self, path: Path, name: str, status: os.stat_result, reason: WhyLeft | None) -> None:
        if reason or not stat.S_ISREG(status.st_mode):
            self.left.append(Left(name, reason or _NOT_PLAIN))
        else:
            touched = max(status.st_mtime_ns, status.st_ctime_ns)
            self.files.append(Seen(path, name, status.st_size, status.st_mtime_ns, touched))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # what it is shows when it is taken
        return False


def _why_not(name: str, size: int, locks: Collection[str]) -> WhyLeft | None:
    """Return what the name of a file, and the names beside it, say against taking it."""
    what = passed_over(name)
    # Content decides: a document may bear any name, a lock file is never as large as one.
    if what and not (what == "lock" and size > _MAX_LOCK_BYTES):
        return _PASSED_OVER[what]
    # Office puts its mark over the first two letters of a long name, others before it.
    marks = (f"~${name}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return _IS_OPEN if any(mark in locks and mark != name for mark in marks) else None


@cache
def _patterns() -> tuple[tuple[str, What], ...]:
    with _PATTERNS.open(encoding="utf-8", newline="") as handle:
        return tuple((row["pattern"], cast("What", row["what"])) for row in csv.DictReader(handle))


def passed_over(name: str) -> What | None:
    """Tell what a file or folder is that nobody delivers, by its name alone; None for all others."""
    plain = name.lower()
    return next((what for pattern, what in _patterns() if fnmatchcase(plain, pattern)), None)


def is_bookkeeping(name: str, size: int = 0) -> bool:
    """Tell what desktops put beside the files, in a folder or a zip, from what somebody may have put there."""
    reason = _why_not(name, size, ())
    return reason is not None and reason not in (_PASSED_OVER["unfinished"], _IS_OPEN)


def unread(error: OSError) -> WhyLeft:
    """Return why something is left that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return WhyLeft("收取时已经不在，没有收到", "is gone")
    if isinstance(error, PermissionError):
        return WhyLeft("没有权限读取，没有收：请检查文件权限", "no permission to read it")
    said = error.strerror or str(error)
    return WhyLeft(f"读不出来（{said}），没有收：请检查磁盘或网络盘后再运行", f"cannot be read: {said}")


def settled(
    files: Sequence[Seen], now: int, settle: float, sleep: Callable[[float], None]
) -> tuple[list[Seen], list[Left]]:
    """Part files that are whole from those still being written: what was just touched is looked at twice.

    `now` is the disk's own time, in nanoseconds. Nothing waits for files that have been at rest for `settle` seconds. The
    time of the content alone would not do: copying programs set that of the original before they are done.
    """
    moving = [seen for seen in files if now - seen.touched < settle * 1e9]
    if not moving:
        return list(files), []
    sleep(min(settle, settle - (now - max(seen.touched for seen in moving)) / 1e9))
    unrest = {seen.path: reason for seen in moving if (reason := _unrest(seen))}
    return (
        [seen for seen in files if seen.path not in unrest],
        [Left(seen.name, unrest[seen.path]) for seen in moving if seen.path in unrest],
    )


def _unrest(seen: Seen) -> WhyLeft | None:
    try:
        return None if seen.is_unchanged() else CHANGING
    except OSError as error:
        return unread(error)
