"""Folders where others drop files, in sub-folders by unit or not: copied into the inbox once they are whole.

The path below the folder stays as it is: a sub-folder named after a unit is part of the delivery's name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import limits
from ingest.connect.memory import Memory
from ingest.connect.outcome import Basket
from ingest.connect.settings import Folder
from warehouse.errors import DataError
from warehouse.files import sha256_of
from warehouse.home import Home

_UNFINISHED = (".part", ".crdownload", ".download", ".filepart", ".tmp")
_MOST_DEPTH = 20

# Size, and when it was changed last.
_State = tuple[int, int]


class Visit:
    """One run over one folder."""

    def __init__(self, folder: Folder, home: Home, memory: Memory, basket: Basket) -> None:
        self._root = Path(folder.path).expanduser()
        self._settle = folder.settle
        self._home, self._memory, self._basket = home, memory, basket
        self._locks: set[Path] = set()

    def run(self, sleep: Callable[[float], None]) -> None:
        """Copy what is new and whole; raise `DataError` if the folder cannot be read."""
        self._refuse_the_home()
        with self._reading():
            found = self._files()
        if not found and self._memory.known:
            self._basket.note(
                f"{self._root} 现在是空的，以前有过文件：如果不是有意清空，请检查网络盘是否已连接",
                f"{self._root} is empty now",
            )
        new = {path: state for path, state in found.items() if not self._is_known(path, state)}
        if new:
            # Two looks, not one at the clock: copying programs set the time of the original before they are done.
            sleep(self._settle)
        for path, state in new.items():
            with self._reading():
                content = _content(path, state)
            if content is None:
                self._leave(path, "正在写入，下次再收")
            else:
                self._take(self._key(path), state, content)

    def _refuse_the_home(self) -> None:
        watched, home = self._root.resolve(), self._home.root.resolve()
        if watched.is_relative_to(home) or home.is_relative_to(watched):
            raise DataError(
                f"{self._root} 和 {self._home.root} 互相包含：请另选共享文件夹，收件夹本身不用登记",
                f"{self._root} and the home {self._home.root} contain each other",
            )

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say of errors while reading that it is the share that is away."""
        try:
            yield
        except OSError as error:
            raise DataError(
                f"{self._root} 打不开（{error.strerror or error}）：请检查路径、读取权限和网络盘是否已连接，连上后再运行",
                f"{self._root} cannot be read: {error}",
            ) from error

    def _files(self) -> dict[Path, _State]:
        found = {}
        for path in sorted(self._walk(self._root, 0)):
            if reason := _why_not(path, self._locks):
                self._leave(path, reason)
            elif state := _state(path):
                found[path] = state
        return found

    def _walk(self, folder: Path, depth: int) -> Iterator[Path]:
        for entry in folder.iterdir():
            if entry.name.startswith(("~$", ".~")):
                self._locks.add(entry)
            if entry.name.startswith("."):
                continue
            if not entry.is_dir() or entry.is_symlink():
                yield entry
            elif depth < _MOST_DEPTH:
                yield from self._walk(entry, depth + 1)
            else:
                self._leave(entry, f"文件夹套得太深（超过 {_MOST_DEPTH} 层），没有进入：请移到上面几层")

    def _is_known(self, path: Path, state: _State) -> bool:
        facts = self._memory.known.get(self._key(path), {})
        return (facts.get("size"), facts.get("changed")) == state

    def _take(self, key: str, state: _State, content: bytes) -> None:
        digest = sha256_of(content)
        if self._memory.known.get(key, {}).get("sha256") != digest:
            self._basket.take_file(key, content)
        self._memory.known[key] = {"size": state[0], "changed": state[1], "sha256": digest}

    def _key(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _leave(self, path: Path, reason: str) -> None:
        name = self._key(path).encode("utf-8", "backslashreplace").decode()
        self._basket.note(f"{name}：{reason}", f"{name} is left where it is")


def _why_not(path: Path, locks: Collection[Path]) -> str | None:
    """Return why a file is left where it is, None if it may be taken."""
    name = path.name
    if path.is_symlink() or not path.is_file():
        return "是链接或特殊文件，不收：请放入文件本身"
    if name.startswith("~$"):
        return "是文件打开时的锁文件，不收"
    if name.lower().endswith(_UNFINISHED):
        return "还没有传完，下次再收"
    # Office puts its mark over the first two letters of a long name, others before it.
    marks = (f"~${name}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    if any(path.parent / mark in locks for mark in marks):
        return "正被打开编辑，下次再收：如果没有人在用，请删去旁边的锁文件"
    if path.stat().st_size > limits.MAX_FILE_BYTES:
        return f"超过 {limits.MAX_FILE_BYTES // (1024 * 1024)} MB，不收：请删去多余内容或分成几个文件"
    return None


def _content(path: Path, state: _State) -> bytes | None:
    """Return the bytes of a file that is the same as at the first look, before and after; None if it is not."""
    content = path.read_bytes() if _state(path) == state else None
    return content if content is not None and _state(path) == state and len(content) == state[0] else None


def _state(path: Path) -> _State | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns
