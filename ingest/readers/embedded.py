"""Files inside a Word file: pages and documents that programs put together into one, workbooks pasted in as objects."""

from __future__ import annotations

import posixpath
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from lxml import etree

from ingest import kinds, limits, records
from ingest.clean_grids import cleaned_reading
from ingest.layouts import Layouts
from ingest.readers import html_page, message, workbook
from ingest.reading import Problem, Reading, Row, UnreadableError, file_problem
from ingest.text import decode

WORDS = (b"altChunk", b"embeddings/")
_LINKS = "word/_rels/document.xml.rels"
_KINDS = ("/aFChunk", "/package", "/oleObject")
_MOST = 50

_Read = Callable[[Path, Layouts], Reading]


def contents(path: Path) -> list[bytes]:
    """Return the files that a document holds, in the order of its links."""
    found: list[bytes] = []
    with zipfile.ZipFile(path) as archive:
        names = frozenset(archive.namelist())
        links = etree.fromstring(archive.read(_LINKS)) if _LINKS in names else ()
        for link in links:
            target = posixpath.normpath(posixpath.join("/word", link.get("Target") or "")).lstrip("/")
            is_held = str(link.get("Type")).endswith(_KINDS) and target in names and len(found) < _MOST
            if is_held and archive.getinfo(target).file_size <= limits.MAX_DOCUMENT_BYTES:
                found.append(archive.read(target))
    return found


def joined(own: Reading | None, held: Sequence[bytes], layouts: Layouts, read_docx: _Read) -> Reading | None:
    """Return what a document and the files in it say together; that there are others is noted."""
    readings = list(_readings(held, layouts, read_docx))
    rows = [records.as_table(cleaned_reading(reading).rows) for reading in ([own] if own else []) + readings]
    if left := len(held) - len(readings):
        remark = f"文档里嵌着 {left} 个文件（对象、网页等），其中没有登记表，未读取"
        rows.append(records.as_table([Row("", 0, "note", problem=Problem("left_out", remark))]))
    if own is None and not readings:
        return None
    return replace(own or readings[0], rows=pa.concat_tables(rows))


def _readings(held: Sequence[bytes], layouts: Layouts, read_docx: _Read) -> Iterator[Reading]:
    with tempfile.TemporaryDirectory(prefix="tongbao-embedded-") as scratch:
        for number, content in enumerate(held):
            path = Path(scratch) / str(number)
            path.write_bytes(content)
            try:
                reading = _read(path, content, layouts, read_docx)
            except UnreadableError:
                continue
            if file_problem(reading.rows) is None:
                yield reading


def _read(path: Path, content: bytes, layouts: Layouts, read_docx: _Read) -> Reading:
    match kinds.find(path, ""):
        case "workbook_zip":
            return workbook.read_zip(path, layouts)
        case "workbook_ole":
            return workbook.read(path, layouts)
        case "docx":
            return read_docx(path, layouts)
        case "message":
            return message.page_in(content, layouts)
        case _:
            return html_page.read_text(decode(content) or "", layouts)
