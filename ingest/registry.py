"""Which reader takes which content, and in which version: a reader that changes its rows counts up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest import kinds
from ingest.kinds import Content
from ingest.layouts import Layouts
from ingest.readers import article_list, delimited, docx, feed, html_page, old_office, pdf, workbook
from ingest.reading import Reading, UnreadableError, problem_reading


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    version: int
    read: Callable[[Path, Layouts], Reading]


_READERS: Mapping[Content, _Reader] = {
    "workbook_zip": _Reader("workbook", 1, workbook.read_zip),
    "workbook_ole": _Reader("workbook", 1, workbook.read),
    "html": _Reader("html", 2, html_page.read),
    "text": _Reader("delimited", 2, delimited.read),
    "docx": _Reader("docx", 1, docx.read),
    "pdf": _Reader("pdf", 1, pdf.read),
    "feed": _Reader("feed", 1, feed.read),
    "json": _Reader("article_list", 1, article_list.read),
    "old_text": _Reader("old_text", 1, old_office.read_text),
    "old_sheets": _Reader("old_sheets", 1, old_office.read_sheets),
}
# Takes the place of the last two where their program is missing; what it has kept is read once it is there.
_WAITING = _Reader("waiting_for_libreoffice", 1, old_office.read_later)
# Files that no reader takes; counted up when a reader for one of their kinds is added.
_KINDS = ("kinds", 2)


def read(path: Path, file_name: str, layouts: Layouts) -> tuple[Reading, str]:
    """Read a file with the reader its content asks for; return the rows and the reader's fingerprint."""
    name, version = _KINDS
    try:
        reader = _reader_of(kinds.find(path, file_name))
        name, version = reader.name, reader.version
        reading = reader.read(path, layouts)
    except UnreadableError as error:
        reading = problem_reading("unreadable", error.problem)
    return reading, _fingerprint(name, version, layouts)


def _reader_of(content: Content) -> _Reader:
    is_waiting = content in ("old_text", "old_sheets") and old_office.program() is None
    return _WAITING if is_waiting else _READERS[content]


def current_readers(layouts: Layouts) -> frozenset[str]:
    """Return the fingerprints under which a stored delivery is up to date."""
    named = [*((reader.name, reader.version) for reader in _READERS.values()), _KINDS]
    if old_office.program() is None:
        named.append((_WAITING.name, _WAITING.version))
    return frozenset(_fingerprint(name, version, layouts) for name, version in named)


def _fingerprint(name: str, version: int, layouts: Layouts) -> str:
    return f"{name}@{version}+{layouts.fingerprint}"
