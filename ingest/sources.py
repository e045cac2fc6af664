"""The files a person hands over: each with the name it is known by."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import limits
from ingest.guards import Left, Look, Seen, settled
from warehouse.errors import DataError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in; `file_name` is its path below the folder handed over, or its bare name.

    For a file out of a zip, `part_of` is the delivery that the zip is; any other was `seen` where it lies.
    """

    path: Path
    file_name: str
    size: int
    part_of: str | None = None
    seen: Seen | None = None


def sources_of(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Return every file behind the paths that may be taken, in a fixed order; raise `DataError` if a path is missing."""
    return tuple(_source(seen) for path in paths for seen in _look(path).files)


def whole(
    paths: Sequence[Path], now: int, sleep: Callable[[float], None]
) -> tuple[tuple[Source, ...], tuple[Left, ...]]:
    """Return the files behind the paths that are whole, and what is left; raise `DataError` if a path is missing.

    `now` is the time of the disk in nanoseconds: files that were just touched are looked at twice.
    """
    looks = [_look(path) for path in paths]
    files, unrest = settled(
        [seen for look in looks for seen in look.files], now, limits.SETTLE_SECONDS, sleep
    )
    left = [*(one for look in looks for one in look.left), *unrest]
    return tuple(map(_source, files)), tuple(Left(_text(one.name), one.reason) for one in left)


def _source(seen: Seen) -> Source:
    return Source(seen.path, _text(seen.name), seen.size, seen=seen)


def in_groups(sources: Iterable[Source], most: int, most_bytes: int) -> Iterator[list[Source]]:
    """Part files into groups that are neither too many nor too large."""
    group: list[Source] = []
    size = 0
    for source in sources:
        group.append(source)
        size += source.size
        if len(group) >= most or size >= most_bytes:
            yield group
            group, size = [], 0
    if group:
        yield group


def _look(path: Path) -> Look:
    try:
        # Handing over a link to a folder is fine, say to a network share; links inside could lead anywhere.
        return Look.below(path.resolve()) if path.is_dir() else Look.at(path)
    except FileNotFoundError as error:
        raise DataError(f"找不到 {path}：请检查路径", f"no such file or folder: {path}") from error
    except OSError as error:
        raise DataError(
            f"{path} 打不开（{error.strerror or error}）：请检查路径、读取权限和网络盘是否已连接",
            f"{path} cannot be read: {error}",
        ) from error


def _text(name: str) -> str:
    return readable(os.fsencode(name))


def readable(name: bytes) -> str:
    """Return a name as text: archives packed on Windows leave names in GB18030."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors="backslashreplace")
