"""Zip archives of deliveries: unpacked for landing, which takes in the files one by one.

An archive has no records of its own. One that is made to burst, to be bottomless or to hide something is refused as a
whole; single files that cannot be unpacked are named, and the others are taken. What an archive holds is decided by its
bytes alone, down to the bottom, so it is the same inside another archive. No name in it is ever used as a path.
"""

from __future__ import annotations

import shutil
import stat
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest import kinds, limits
from ingest.archives import BROKEN_ZIP
from ingest.guards import is_bookkeeping, passed_over
from ingest.reading import Problem, Reading, Row, UnreadableError, problem_reading, truncated
from ingest.sources import readable
from warehouse.errors import is_of_machine

# The last record and the longest remark behind it.
_END_BYTES = 22 + 65_535
_PIECE = 1024 * 1024
_MAX_NAME_CHARS = 200
_NAMED = 5


class _NotTakenError(Exception):
    """One member cannot be unpacked; says what is wrong with it."""


class _RefusedError(UnreadableError):
    """The archive as a whole is not taken, and with it the one it lies in."""

    def __init__(self, what: str) -> None:
        super().__init__("too_large", f"{what}：请解压后把其中的文件直接放入收件夹，或分成几个压缩包重新发送")


@dataclass(slots=True)
class _Seen:
    """What has been seen of an archive and of everything packed in it."""

    packed_bytes: int
    bytes: int = 0
    members: int = 0


def read(path: Path, folder: Path) -> Reading:
    """Unpack an archive into a new folder, as files called 0, 1, 2 ... whose names the reading has."""
    folder.mkdir()
    try:
        names, faults = _unpack(path, folder, _Seen(path.stat().st_size), depth=1)
    except UnreadableError as error:
        # What was unpacked before it showed is not taken either.
        shutil.rmtree(folder)
        folder.mkdir()
        return problem_reading("archive", error.problem)
    if not names and not faults:
        empty = Problem("empty_file", "压缩包里没有文件：请报送单位重新打包发送，或直接发送文件")
        return problem_reading("archive", empty)
    rows = (Row("", 0, "record", problem=_problem(faults, len(names))),) if faults else ()
    return Reading("archive", rows, len(names), tuple(names))


def _unpack(path: Path, folder: Path, seen: _Seen, depth: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names of what was unpacked, and the names of the others with what is wrong with them."""
    if depth > limits.MAX_ARCHIVE_DEPTH:
        raise _RefusedError(f"压缩包层层相套，超过 {limits.MAX_ARCHIVE_DEPTH} 层")
    names: list[str] = []
    faults: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) != _announced(path):
                raise truncated()
            _check_directory(archive.infolist(), path.stat().st_size, seen)
            for member in archive.infolist():
                if _is_bookkeeping(member):
                    continue
                try:
                    _unpack_one(archive, member, folder / str(len(names)), seen, depth)
                    names.append(_name(member))
                except _NotTakenError as error:
                    faults.append((_name(member), str(error)))
    except BROKEN_ZIP as error:
        if is_of_machine(error):
            raise
        raise truncated() from error
    return names, faults


def _announced(path: Path) -> int:
    """Return how many members the archive's last record announces: a damaged directory may hide some from zipfile."""
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - _END_BYTES))
        tail = handle.read()
    at = tail.rfind(b"PK\5\6")
    return int.from_bytes(tail[at + 10 : at + 12], "little")


def _check_directory(members: list[zipfile.ZipInfo], size: int, seen: _Seen) -> None:
    """Refuse an archive that has too many members, or several that share their bytes."""
    seen.members += len(members)
    if seen.members > limits.MAX_ARCHIVE_MEMBERS:
        raise _RefusedError(f"压缩包内的文件超过 {limits.MAX_ARCHIVE_MEMBERS} 个")
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise _RefusedError("压缩包内的文件互相重叠，不是正常的压缩包")
        end = member.header_offset + member.compress_size
    if end > size:
        raise truncated()


def _unpack_one(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, seen: _Seen, depth: int
) -> None:
    if stat.S_ISLNK(member.external_attr >> 16):
        raise _NotTakenError("是链接")
    if member.flag_bits & 1:
        raise _NotTakenError("设有密码")
    try:
        with archive.open(member) as packed, target.open("wb") as handle:
            while piece := packed.read(_PIECE):
                _count(len(piece), seen)
                handle.write(piece)
    except BROKEN_ZIP as error:
        if is_of_machine(error):
            raise
        target.unlink(missing_ok=True)  # the part that came out
        raise _NotTakenError("已损坏，或压缩方式特殊") from error
    _look_into(target, seen, depth)


def _look_into(path: Path, seen: _Seen, depth: int) -> None:
    """Look through a file that is an archive itself; what is wrong with it alone is told when it is taken."""
    nested = path.with_name("nested")
    try:
        if kinds.find(path, "") == "archive":
            nested.mkdir()
            _unpack(path, nested, seen, depth + 1)
    except _RefusedError:
        raise
    except UnreadableError:
        pass
    finally:
        if nested.exists():
            shutil.rmtree(nested)


def _count(size: int, seen: _Seen) -> None:
    seen.bytes += size
    padded = seen.bytes > limits.RATIO_COUNTS_FROM_BYTES and seen.bytes > limits.MAX_RATIO * seen.packed_bytes
    if padded or seen.bytes > limits.MAX_UNPACKED_BYTES:
        raise _RefusedError(f"压缩包解压后过大（超过 {seen.bytes // (1024 * 1024)} MB），为安全起见没有收下")


def _is_bookkeeping(member: zipfile.ZipInfo) -> bool:
    """Tell folders, and what desktops leave in archives, from files that somebody packed."""
    *folders, name = member.filename.replace("\\", "/").split("/")
    return (
        not name
        or is_bookkeeping(name, member.file_size)
        or any(passed_over(folder) == "system" for folder in folders)
    )


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as a label: no way up or to the root in it, nothing that a screen would obey."""
    name = member.filename
    # Without the mark of UTF-8 a name is in the packer's own encoding, which zipfile takes for CP437.
    if not member.flag_bits & 0x800:
        with suppress(UnicodeEncodeError):  # it was marked as Unicode in another way
            name = readable(name.encode("cp437"))
    shown = "".join(one for one in name.replace("\\", "/") if not unicodedata.category(one).startswith("C"))
    parts = [part.strip() for part in shown.split("/")]
    return (
        "/".join(part for part in parts if part not in {"", ".", ".."} and not part.endswith(":"))[
            -_MAX_NAME_CHARS:
        ]
        or "无名"
    )


def _problem(faults: list[tuple[str, str]], taken: int) -> Problem:
    named = "；".join(f"{name}：{what}" for name, what in faults[:_NAMED])
    more = f" 等 {len(faults)} 个" if len(faults) > _NAMED else ""
    others = f"其余 {taken} 个文件已照收" if taken else "没有别的文件"
    is_locked = any(what == "设有密码" for _, what in faults)
    return Problem(
        "encrypted" if is_locked else "truncated",
        f"压缩包里有文件取不出来（{named}{more}），{others}：请报送单位把这些文件重新发送",
    )
