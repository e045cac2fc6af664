"""What a source gave the last time: `connections/<name>.json` in the home.

It spares servers and saves the same page from landing twice. Losing it costs nothing else, so a file that cannot
be read is begun anew. It also keeps what headers said, such as the charset, which the bytes alone do not tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from ingest.connect.answers import FetchedPage
from ingest.connect.settings import Source
from warehouse.files import replace_file, sha256_of
from warehouse.home import Home

# A site adds some thousands a year.
_MOST_ITEMS = 50_000


class Memory:
    """The memory of one source."""

    def __init__(self, path: Path, settings: str) -> None:
        self._path = path
        self._settings = settings
        self.known: dict[str, dict[str, Any]] = {}
        self._items: dict[str, None] = {}
        # Only after a walk that came to its end do known items say that all behind them are known too.
        self.is_complete = False

    @classmethod
    def load(cls, home: Home, source: Source) -> Memory:
        """Read what is remembered of a source; after its settings changed, its pages are walked anew."""
        memory = cls(home.connections / f"{source.name}.json", source.model_dump_json())
        try:
            stored = json.loads(memory._path.read_bytes())
            memory.known = {str(key): dict(facts) for key, facts in stored["known"].items()}
            memory._items = dict.fromkeys(map(str, stored["items"]))
            memory.is_complete = stored["is_complete"] is True and stored["settings"] == memory._settings
        except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
            memory.known, memory._items = {}, {}
        return memory

    def save(self) -> None:
        stored = {
            "settings": self._settings,
            "is_complete": self.is_complete,
            "known": self.known,
            "items": list(self._items)[-_MOST_ITEMS:],
        }
        text = json.dumps(stored, ensure_ascii=False, indent=1)
        # A name that is no text on disk goes through JSON as an escape.
        replace_file(self._path, text.encode("utf-8", errors="backslashreplace"))

    def conditions(self, url: str) -> Mapping[str, str]:
        """Return the headers that ask for an address only if it changed."""
        facts = self.known.get(url, {})
        asked = {"If-None-Match": facts.get("etag"), "If-Modified-Since": facts.get("last_modified")}
        return {name: value for name, value in asked.items() if isinstance(value, str)}

    def has_same(self, url: str, content: bytes) -> bool:
        return self.known.get(url, {}).get("sha256") == sha256_of(content)

    def remember(self, url: str, answer: FetchedPage, file_name: str | None) -> None:
        """Note an answer under the address it was asked for, with the file it was kept as."""
        facts = {
            "sha256": sha256_of(answer.content),
            "file_name": file_name or self.known.get(url, {}).get("file_name"),
            "came_from": answer.url,
            "content_type": answer.content_type,
            "etag": answer.etag,
            "last_modified": answer.last_modified,
        }
        self.known[url] = {name: value for name, value in facts.items() if value is not None}

    def new_items(self, items: AbstractSet[str]) -> set[str]:
        return {item for item in items if item not in self._items}

    def remember_items(self, items: AbstractSet[str]) -> None:
        self._items |= dict.fromkeys(sorted(items))
