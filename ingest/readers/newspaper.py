"""Newspapers on the web: the day and the page of an issue stand in the addresses of its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"/((?:19|20)\d\d)[-/]?(\d\d)[-/](\d\d)/(?=[^/]*$)")
_PAGE = re.compile(r"(?:node_|nbs\.D\d{6,}\w*?_|[_-])([A-Za-z]?\d{1,3})\.s?html?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of an issue: its day as ISO text, and its number as the address has it."""

    day: str
    page: str


def paper_of(address: str) -> Paper | None:
    """Return what the address of a newspaper's page says; None for any other address."""
    path = address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
    found = _DAY.search(path)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    page = _PAGE.search(path[found.end() - 1 :])
    is_page = page and re.match(r"(?:node|nbs)", path[found.end() :])
    return Paper(day.isoformat(), page[1] if page and is_page else "")
