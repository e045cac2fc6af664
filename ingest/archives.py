"""Zip-based workbooks, looked through before anything opens them: whole, and not padded to burst.

Every part is unpacked once, piece by piece, and counted; nothing is kept but which of the words asked for it has.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest import limits
from ingest.reading import UnreadableError, truncated

# What zipfile raises on archives that are cut off, damaged, encrypted by zip or packed in unknown ways.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_PIECE = 1024 * 1024
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_WORD = 20


def member_names(path: Path) -> list[str]:
    """Return the names in an archive; raise `UnreadableError` if it is cut off or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except BROKEN_ZIP as error:
        raise truncated() from error


def mimetype(path: Path) -> str:
    """Return what an OpenDocument file says it is."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as handle:
            return handle.read(200).decode("ascii", errors="replace")
    except KeyError:
        return ""
    except BROKEN_ZIP as error:
        raise truncated() from error


def check(path: Path, words: Mapping[str, Sequence[bytes]]) -> dict[str, set[bytes]]:
    """Return which words each part has of those asked of parts whose names begin so; the first beginning counts.

    Raise `UnreadableError` unless the archive is whole, honest about its size and within limits.
    """
    seen: dict[str, set[bytes]] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > limits.MAX_ARCHIVE_MEMBERS:
                raise UnreadableError(
                    "too_large", "压缩包内文件过多，不是正常的工作簿：请另存为新的 xlsx 后重新发送"
                )
            packed = sum(member.compress_size for member in members)
            _check_size(sum(member.file_size for member in members), packed)
            unpacked = 0
            for member in members:
                found = seen.setdefault(member.filename, set())
                asked = next((words[start] for start in words if member.filename.startswith(start)), ())
                unpacked += _unpacked(archive, member, unpacked, packed, asked, found)
    except BROKEN_ZIP as error:
        raise truncated() from error
    return seen


def _unpacked(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    before: int,
    packed: int,
    words: Sequence[bytes],
    found: set[bytes],
) -> int:
    """Unpack one part and return its size.

    A directory that understates it is caught by zipfile: it stops there, and the checksum fails.
    """
    size, rest = 0, b""
    with archive.open(member) as handle:
        while piece := handle.read(_PIECE):
            size += len(piece)
            _check_size(before + size, packed)
            piece = rest + piece
            found.update(word for word in words if word not in found and word in piece)
            if any(word in piece for word in _ENTITIES):
                raise UnreadableError(
                    "unknown_kind", "文件内含实体定义，不是正常的工作簿：请另存为新的 xlsx 后重新发送"
                )
            rest = piece[-_LONGEST_WORD:]
    return size


def _check_size(unpacked: int, packed: int) -> None:
    padded = unpacked > limits.RATIO_COUNTS_FROM_BYTES and unpacked > limits.MAX_RATIO * max(packed, 1)
    if padded or unpacked > limits.MAX_UNPACKED_BYTES:
        raise UnreadableError(
            "too_large",
            f"文件解压后过大（超过 {unpacked // (1024 * 1024)} MB），为安全起见没有打开："
            "请把记录复制到新的 xlsx 后重新发送",
        )
