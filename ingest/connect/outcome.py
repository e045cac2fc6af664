"""What a source gives in a run, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.connect.answers import FetchedPage
from ingest.connect.saving import file_name_of, keep
from warehouse.errors import DataError
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class FetchNote:
    """Something the clerk should know of a source that did not fail: for the desk, and for logs."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """The files a source gave, what was left out and why, and why it failed if it did."""

    name: str
    kept: Sequence[Path]
    notes: Sequence[FetchNote] = ()
    problem: DataError | None = None


class Basket:
    """Where the files of one source go: into the inbox, below the month of receipt and the source's name."""

    def __init__(self, home: Home, name: str, received_on: date) -> None:
        self._folder = home.inbox / f"{received_on:%Y-%m}" / name
        self._day = received_on.isoformat()
        self.kept: list[Path] = []
        self.notes: list[FetchNote] = []

    def take_answer(self, url: str, answer: FetchedPage) -> str:
        """Keep a page under a name made of its address and the day; return that name."""
        return self.take_file(file_name_of(url, answer.content_type, self._day), answer.content)

    def take_file(self, file_name: str, content: bytes) -> str:
        """Keep a file under its name; return the name it got."""
        path = keep(self._folder / file_name, content)
        self.kept.append(path)
        return path.name

    def note(self, zh: str, en: str) -> None:
        self.notes.append(FetchNote(zh, en))
