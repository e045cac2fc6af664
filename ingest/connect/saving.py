"""Files into the inbox, whole or not at all, and never over one that lies there."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from warehouse.files import replace_file

_ENDINGS = {"text/html": ".html", "application/json": ".json", "text/csv": ".csv", "application/pdf": ".pdf"}
# Names on disk have at most 255 bytes: the day, the ending and a number must still fit.
_MOST_BYTES = 180


def keep(target: Path, content: bytes) -> Path:
    """Write a file; beside another of the same name it gets a number, as browsers do, but the same is not kept twice."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for number in itertools.count():
        path = target.with_stem(f"{target.stem}({number})") if number else target
        if not path.exists():
            replace_file(path, content)
            return path
        if path.read_bytes() == content:
            return path
    raise AssertionError


def file_name_of(url: str, content_type: str | None, day: str) -> str:
    """Name a page by its address and the day: the days that sites put into addresses tell when a page is of."""
    parts = urlsplit(url)
    path = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path, errors="replace")
    plain = re.sub(r"[^\w.=-]+", "_", path).strip("._") or "index"
    stem, dot, ending = plain.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        kind = (content_type or "").partition(";")[0].strip().lower()
        stem, ending = plain, _ENDINGS.get(kind, ".xml" if kind.endswith("xml") else "").removeprefix(".")
    short = stem.encode()[:_MOST_BYTES].decode(errors="ignore")
    return f"{short} {day}.{ending}" if ending else f"{short} {day}"
