"""What a document says, line by line and cell by cell, whatever it looks like."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from reports.saying import plain
from warehouse.files import sha256_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CLAUSE = re.compile(r"(?<=[，。；：\n])")


class Clause(NamedTuple):
    """A row of a table, or a clause of a text as one cell; `place` is the sheet or section it stands in."""

    place: str
    cells: tuple[str, ...]


class NotADocumentError(Exception):
    """The bytes are no document of the kind their name says."""


def lines(name: str, content: bytes) -> list[Clause]:
    """Return what a document of an edition says; of a kind that is none, its text. Raise `NotADocumentError`."""
    read = _READERS.get(name.rpartition(".")[2], _text)
    try:
        return [line for line in read(content) if any(line.cells)]
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, etree.LxmlError, CalamineError) as error:
        raise NotADocumentError(name) from error


def pictures(name: str, content: bytes) -> frozenset[str]:
    """Return the hashes of a document's pictures: what they show cannot be read back."""
    if not name.endswith((".docx", ".xlsx")):
        return frozenset()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return frozenset(sha256_of(archive.read(one)) for one in archive.namelist() if "/media/" in one)


def _clauses(place: str, text: str) -> Iterator[Clause]:
    return (Clause(place, (clause.strip(),)) for clause in _CLAUSE.split(text))


def _docx(content: bytes) -> Iterator[Clause]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in sorted(name for name in archive.namelist() if re.fullmatch(r"word/\w+\.xml", name)):
            root = etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False))
            for node in root.iter(f"{_W}tr", f"{_W}p"):
                if node.tag == f"{_W}tr":
                    yield Clause("表", tuple(_word(cell) for cell in node.iter(f"{_W}tc")))
                elif next(node.iterancestors(f"{_W}tr"), None) is None:
                    yield from _clauses("正文", _word(node))


def _word(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(f"{_W}t")).strip()


def _xlsx(content: bytes) -> Iterator[Clause]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in workbook.sheet_names:
        for row in workbook.get_sheet_by_name(sheet).to_python():
            yield Clause(sheet, tuple(_cell(cell) for cell in row))


def _cell(value: object) -> str:
    return plain.number(Decimal(repr(value))) if isinstance(value, float) else str(value).strip()


def _html(content: bytes) -> Iterator[Clause]:
    tree = LexborHTMLParser(content.decode())
    for script in tree.css("script[type='application/json']"):
        yield from _leaves("图", json.loads(script.text()))
    for tag in tree.css("script, style"):
        tag.decompose()
    for row in tree.css("tr"):
        yield Clause("表", tuple(cell.text(strip=True) for cell in row.css("th, td")))
    for table in tree.css("table"):
        table.decompose()
    yield from _clauses("正文", tree.body.text(separator="\n") if tree.body else "")


def _json(content: bytes) -> Iterator[Clause]:
    yield from _leaves("", json.loads(content))


def _leaves(place: str, value: Any) -> Iterator[Clause]:
    """Lay out what holds only plain values as one line, everything else by its parts."""
    parts = list(value.items() if isinstance(value, dict) else enumerate(value))
    plain_ones = [(key, one) for key, one in parts if not isinstance(one, dict | list)]
    if plain_ones:
        named = isinstance(value, dict)
        yield Clause(place, tuple(f"{key}={one}" if named else f"{one}" for key, one in plain_ones))
    for key, one in parts:
        if isinstance(one, dict | list):
            yield from _leaves(place if isinstance(value, list) else f"{place} {key}".strip(), one)


def _text(content: bytes) -> Iterator[Clause]:
    return (Clause("", (line,)) for line in content.decode(errors="replace").splitlines())


_READERS: dict[str, Callable[[bytes], Iterator[Clause]]] = {
    "docx": _docx, "xlsx": _xlsx, "html": _html, "json": _json,
}  # fmt: skip
