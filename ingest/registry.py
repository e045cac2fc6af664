"""Which reader takes which content, and in which version: a reader that changes its rows counts up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import kinds
from ingest.clean_grids import cleaned_reading
from ingest.kinds import Content
from ingest.layouts import Layouts
from ingest.readers import archive, article_list, delimited, docx, html_page, message, old_office, workbook
from ingest.reading import Reading, UnreadableError, problem_reading
from ingest.text import strays_of


@dataclass(frozen=True, slots=True)
class _ReaderEntry:
    name: str
    version: int
    read: Callable[[Path, Layouts], Reading]


# Their libraries take a third of a second to start: a worker that is started anew needs them for such files only.
def _read_pdf(path: Path, layouts: Layouts) -> Reading:
    from ingest.readers import pdf

    return pdf.read(path, layouts)


def _read_feed(path: Path, layouts: Layouts) -> Reading:
    from ingest.readers import feed

    return feed.read(path, layouts)


_READERS: Mapping[Content, _ReaderEntry] = {
    "workbook_zip": _ReaderEntry("workbook", 3, workbook.read_zip),
    "workbook_ole": _ReaderEntry("workbook", 3, workbook.read),
    "html": _ReaderEntry("html", 4, html_page.read),
    "text": _ReaderEntry("delimited", 4, delimited.read),
    "docx": _ReaderEntry("docx", 2, docx.read),
    "pdf": _ReaderEntry("pdf", 2, _read_pdf),
    "feed": _ReaderEntry("feed", 2, _read_feed),
    "json": _ReaderEntry("article_list", 2, article_list.read),
    "old_text": _ReaderEntry("old_text", 2, old_office.read_text),
    "old_sheets": _ReaderEntry("old_sheets", 2, old_office.read_sheets),
}
_TEXTS: frozenset[Content] = frozenset({"text", "html", "feed", "json"})
# Takes the place of the last two where their program is missing; what it has kept is read once it is there.
_WAITING = _ReaderEntry("waiting_for_libreoffice", 1, old_office.read_later)
_ARCHIVE = ("archive", 1)
_MESSAGE = ("message", 1)
# Files that no reader takes; counted up when a reader for one of their kinds is added.
_KINDS = ("kinds", 5)
# Stands in a reader's place where none came to its end: never current, so that the file is read again.
NONE = "none"


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
        if content == "message":
            announce(_fingerprint(*_MESSAGE, layouts))
            return cleaned_reading(message.read(path, replace(layouts, file_name=file_name), members))
        reader = _reader_of(content)
        announce(_fingerprint(reader.name, reader.version, layouts))
        reading = cleaned_reading(reader.read(path, replace(layouts, file_name=file_name)))
        return replace(reading, note=strays_of(path.read_bytes())) if content in _TEXTS else reading
    except UnreadableError as error:
        return problem_reading("unreadable", error.problem)


def undecided(layouts: Layouts) -> str:
    """Return the fingerprint of files whose kind is not, or not yet, known."""
    return _fingerprint(*_KINDS, layouts)


def _reader_of(content: Content) -> _ReaderEntry:
    is_waiting = content in ("old_text", "old_sheets") and old_office.program() is None
    return _WAITING if is_waiting else _READERS[content]


def current_readers(layouts: Layouts) -> frozenset[str]:
    """Return the fingerprints under which a stored delivery is up to date."""
    named = [*((reader.name, reader.version) for reader in _READERS.values()), _ARCHIVE, _MESSAGE, _KINDS]
    if old_office.program() is None:
        named.append((_WAITING.name, _WAITING.version))
    return frozenset(_fingerprint(name, version, layouts) for name, version in named)


def _fingerprint(name: str, version: int, layouts: Layouts) -> str:
    return f"{name}@{version}+{layouts.fingerprint}"
