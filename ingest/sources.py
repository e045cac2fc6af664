"""The files a person hands over: each with the name it is known by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import DataError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in; `file_name` is its path below the folder handed over, or its bare name.

    For a file out of a zip, `part_of` is the delivery that the zip is.
    """

    path: Path
    file_name: str
    part_of: str | None = None


def sources_of(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Return every file behind the paths, in a fixed order; raise `DataError` if one may not be taken."""
    return tuple(source for path in paths for source in _sources(path))


def _sources(path: Path) -> Iterator[Source]:
    if not path.exists() and not path.is_symlink():
        raise DataError(f"找不到 {path}：请检查路径", f"no such file or folder: {path}")
    if path.is_symlink() and not path.is_dir():
        raise _not_plain(path)
    # Handing over a link to a folder is fine, say to a network share; links inside could lead anywhere.
    if path.is_dir():
        yield from _below(path.resolve(), "")
    elif path.is_file():
        yield Source(path, readable(os.fsencode(path.name)))
    else:
        raise _not_plain(path)


def _below(folder: Path, prefix: str) -> Iterator[Source]:
    """Return the files below a folder in the order of their paths, in which `a.csv` comes before `a/b.csv`."""
    with os.scandir(folder) as entries:
        # Names beginning with a dot are bookkeeping of desktops and editors that nobody put there on purpose.
        found = [
            (f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name, entry)
            for entry in entries
        ]
    for name, entry in sorted(found, key=lambda one: one[0]):
        if name.endswith("/"):
            yield from _below(folder / entry.name, f"{prefix}{name}")
        elif not name.startswith("."):
            if not entry.is_file(follow_symlinks=False):
                raise _not_plain(folder / entry.name)
            yield Source(folder / entry.name, readable(os.fsencode(f"{prefix}{name}")))


def _not_plain(path: Path) -> DataError:
    return DataError(
        f"{path} 是链接或特殊文件，不收：请放入文件本身后重新运行",
        f"{path} is a link or a special file and is not taken: put the file itself there",
    )


def readable(name: bytes) -> str:
    """Return a name as text: archives packed on Windows leave names in GB18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors="backslashreplace")
