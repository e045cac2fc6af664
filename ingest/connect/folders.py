"""Folders where others drop files, in sub-folders by unit or not: copied into the inbox once they are whole.

The path below the folder stays as it is: a sub-folder named after a unit is part of the delivery's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import limits
from ingest.connect.memory import Memory
from ingest.connect.outcome import Basket
from ingest.connect.settings import Folder
from ingest.guards import CHANGING, Look, Seen, WhyLeft
from warehouse.errors import DataError
from warehouse.files import sha256_of
from warehouse.home import Home

_TOO_LARGE = WhyLeft(
    f"超过 {limits.MAX_FILE_BYTES // (1024 * 1024)} MB，不收：请删去多余内容或分成几个文件", "is too large"
)


class Visit:
    """One run over one folder."""

    def __init__(self, folder: Folder, home: Home, memory: Memory, basket: Basket) -> None:
        self._root = Path(folder.path).expanduser()
        self._settle = folder.settle
        self._home, self._memory, self._basket = home, memory, basket

    def run(self, sleep: Callable[[float], None]) -> None:
        """Copy what is new and whole; raise `DataError` if the folder cannot be read."""
        self._refuse_the_home()
        with self._reading():
            look = Look.below(self._root)
        if not look.files and not look.left and self._memory.known:
            self._basket.note(
                f"{self._root} 现在是空的，以前有过文件：如果不是有意清空，请检查网络盘是否已连接",
                f"{self._root} is empty now",
            )
        for left in look.left:
            self._leave(left.name, left.reason)
        new = [seen for seen in look.files if self._may_be_taken(seen)]
        if new:
            # Whatever the clock of the share says.
            sleep(self._settle)
        for seen in new:
            with self._reading():
                content = _content(seen.path, seen)
            if content is None:
                self._leave(seen.name, CHANGING)
            else:
                self._take(seen, content)

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

    def _may_be_taken(self, seen: Seen) -> bool:
        facts = self._memory.known.get(seen.name, {})
        if (facts.get("size"), facts.get("changed")) == (seen.size, seen.changed):
            return False
        if seen.size > limits.MAX_FILE_BYTES:
            self._leave(seen.name, _TOO_LARGE)
            return False
        return True

    def _take(self, seen: Seen, content: bytes) -> None:
        digest = sha256_of(content)
        if self._memory.known.get(seen.name, {}).get("sha256") != digest:
            self._basket.take_file(seen.name, content)
        self._memory.known[seen.name] = {"size": seen.size, "changed": seen.changed, "sha256": digest}

    def _leave(self, name: str, reason: WhyLeft) -> None:
        """Say what is left, once if it will always be."""
        if reason.lasts:
            if name in self._memory.known:
                return
            self._memory.known[name] = {"left": True}
        shown = name.encode("utf-8", "backslashreplace").decode()
        self._basket.note(f"{shown}：{reason.zh}", f"{shown} {reason.en}")


def _content(path: Path, seen: Seen) -> bytes | None:
    """Return the bytes of a file that is the same as at the first look, before and after; None if it is not."""
    try:
        content = path.read_bytes() if seen.is_unchanged() else None
        return content if content is not None and seen.is_unchanged() and len(content) == seen.size else None
    except FileNotFoundError:
        return None
