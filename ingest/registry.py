"""Which reader takes which content, and in which version: a reader that changes its rows counts up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import kinds
from ingest.kinds import Content
from ingest.layouts import Layouts
from ingest.readers import archive, delimited, html_page, workbook
from ingest.reading import Reading, UnreadableError, problem_reading


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    version: int
    read: Callable[[Path, Layouts], Reading]


_READERS: Mapping[Content, _Reader] = {
    "workbook_zip": _Reader("workbook", 1, workbook.read_zip),
    "workbook_ole": _Reader("workbook", 1, workbook.read),
    "html": _Reader("html", 1, html_page.read),
    "text": _Reader("delimited", 1, delimited.read),
}
_ARCHIVE = ("archive", 1)
# Files that no reader takes; counted up when a reader for one of their kinds is added.
_KINDS = ("kinds", 2)


def read(
    path: Path, file_name: str, layouts: Layouts, members: Path, announce: Callable[[str], None]
) -> Reading:
    """Read a file with the reader its content asks for, whose fingerprint is announced before it begins.

    What is packed in an archive goes into the folder `members`.
    """
    try:
        content = kinds.find(path, file_name)
        if content == "archive":
            announce(_fingerprint(*_ARCHIVE, layouts))
            return archive.read(path, members)
        reader = _READERS[content]
        announce(_fingerprint(reader.name, reader.version, layouts))
        return reader.read(path, layouts)
    except UnreadableError as error:
        return problem_reading("unreadable", error.problem)


def undecided(layouts: Layouts) -> str:
    """Return the fingerprint of files whose kind is not, or not yet, known."""
    return _fingerprint(*_KINDS, layouts)


def current_readers(layouts: Layouts) -> frozenset[str]:
    """Return the fingerprints under which a stored delivery is up to date."""
    named = [*((reader.name, reader.version) for reader in _READERS.values()), _ARCHIVE, _KINDS]
    return frozenset(_fingerprint(name, version, layouts) for name, version in named)


def _fingerprint(name: str, version: int, layouts: Layouts) -> str:
    return f"{name}@{version}+{layouts.fingerprint}"
