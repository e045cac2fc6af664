"""The files a person hands over: each with the name it is known by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import DataError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in; `file_name` is its path below the folder handed over, or its bare name."""

    path: Path
    file_name: str


def sources_of(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Return every file behind the paths, in a fixed order; raise `DataError` if one may not be taken."""
    return tuple(source for path in paths for source in _sources(path))


def _sources(path: Path) -> Iterator[Source]:
    if not path.exists() and not path.is_symlink():
        raise DataError(f"找不到 {path}：请检查路径", f"no such file or folder: {path}")
    if not path.is_dir():
        _refuse_unless_plain(path)
        yield Source(path, _readable(path.name))
        return
    # Handing over a link to a folder is fine, say to a network share; links inside could lead anywhere.
    for below in sorted(_walk(path.resolve()), key=lambda one: one.as_posix()):
        _refuse_unless_plain(below)
        yield Source(below, _readable(below.relative_to(path.resolve()).as_posix()))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        # Names beginning with a dot are bookkeeping of desktops and editors that nobody put there on purpose.
        elif not entry.name.startswith("."):
            yield entry


def _refuse_unless_plain(path: Path) -> None:
    if path.is_symlink() or not path.is_file():
        raise DataError(
            f"{path} 是链接或特殊文件，不收：请放入文件本身后重新运行",
            f"{path} is a link or a special file and is not taken: put the file itself there",
        )


def _readable(name: str) -> str:
    """Return a name as text: archives packed on Windows leave names in GB18030 on disk."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="backslashreplace")
