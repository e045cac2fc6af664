"""PDF files with text: issues of bulletins, and registers in ruled tables. Scans are answered, not guessed at."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.utils.exceptions import PdfminerException

from ingest import headers, limits
from ingest.clean_grids import cleaned, line, notes_of
from ingest.grids import Grid, is_blank
from ingest.layouts import Layouts
from ingest.readers import bulletin, pdf_columns, pdf_marks
from ingest.readers.bulletin_head import Passage
from ingest.reading import Reading, UnreadableError, encrypted
from ingest.tables import reading_of

# More lines than a page of tables has; drawings are made of tens of thousands.
_MAX_RULES = 5_000
_MAX_PAGE_CHARS = 50_000

# It warns of every oddity of a font on standard error.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table and the lines above it on its page."""

    title: list[str]
    rows: list[list[str]]


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a register if a ruled table is one, else an issue of a bulletin."""
    try:
        with pdfplumber.open(path) as document:
            lines, tables = _content(document)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise encrypted() from error
        raise _damaged() from error
    except UnreadableError:
        raise
    # The library meets damage in many ways, none of them its own; a damaged file is an answer, not an accident.
    except Exception as error:
        raise _damaged() from error
    if not lines:
        raise UnreadableError(
            "no_text",
            "PDF 中没有文字（多半是扫描件）：请报送单位发送 Word 原件，或把记录填入登记表（xlsx）后重新放入收件夹",
        )
    grids = _joined(tables)
    if any(headers.find(grid, layouts) for grid in grids):
        return reading_of("pdf_table", grids, layouts)
    read = [replace(passage, text=text) for passage in lines if (text := line(passage.text))]
    reading = bulletin.read("pdf_bulletin", read, (), wraps=True)
    if reading is None:
        raise UnreadableError(
            "unsupported_kind",
            "PDF 中没有登记表，也不是简报（没有目录，也没有“第N期”）：请另存为 xlsx 或 csv 后重新放入收件夹",
        )
    said = notes_of(((passage.number, passage.text) for passage in lines), "行")
    return replace(reading, rows=(*reading.rows, *said))


def _damaged() -> UnreadableError:
    return UnreadableError("truncated", "PDF 文件不完整或已损坏，打不开：请报送单位检查后重新发送")


def _content(document: Any) -> tuple[list[Passage], list[_Table]]:
    """Return the lines of text, numbered through the file, and the ruled tables, page by page."""
    if len(document.pages) > limits.MAX_PDF_PAGES:
        raise UnreadableError(
            "too_large", f"PDF 超过 {limits.MAX_PDF_PAGES} 页：请只发送目录或登记表所在的页"
        )
    lines: list[Passage] = []
    tables: list[_Table] = []
    for page in document.pages:
        if _is_swollen(page) or len(page.chars) > _MAX_PAGE_CHARS:
            raise UnreadableError("too_large", "PDF 的一页文字过多，不是正常的文件：请发送 Word 原件")
        rule_count = len(page.lines) + len(page.rects) + len(page.curves)
        shown = pdf_marks.marked(page) if rule_count <= _MAX_RULES else page
        lines.extend(Passage(number, text) for number, text in enumerate(_texts(shown), start=len(lines) + 1))
        if 4 <= rule_count <= _MAX_RULES:
            tables.extend(_tables(shown))
        page.close()
    return lines, tables


def _is_swollen(page: Any) -> bool:
    """Tell whether a page's drawing unpacks beyond all measure, before the library unpacks it."""
    size = 0
    for stream in page.page_obj.contents:
        packed = getattr(resolve1(stream), "rawdata", None) or b""
        try:
            size += len(zlib.decompressobj().decompress(packed, limits.MAX_PDF_PAGE_BYTES + 1))
        except zlib.error:
            size += len(packed)
    return size > limits.MAX_PDF_PAGE_BYTES


def _texts(page: Any) -> list[str]:
    # A font that does not say its characters gives their numbers instead.
    return [
        text[: limits.MAX_CELL_CHARS]
        for text in pdf_columns.lines_of(page)
        if not is_blank(text) and text.count("(cid:") * 8 < len(text)
    ]


def _tables(page: Any) -> Iterator[_Table]:
    above = page.bbox[1]
    for table in page.find_tables():
        _, top, _, bottom = table.bbox
        title = _texts(page.crop((page.bbox[0], above, page.bbox[2], top))) if top > above else []
        yield _Table(title, [[cell or "" for cell in row] for row in table.extract()])
        above = max(above, bottom)


def _joined(tables: Sequence[_Table]) -> list[Grid]:
    """Return the tables as grids, each under its title; one of the same width goes on from the page above."""
    joined: list[_Table] = []
    for table in tables:
        if joined and table.rows and joined[-1].rows and len(table.rows[0]) == len(joined[-1].rows[0]):
            joined[-1].rows.extend(table.rows)
        else:
            joined.append(table)
    return [
        cleaned(
            Grid(
                f"表{number}",
                [*([text] for text in table.title), *table.rows],
                # Rows of the title are numbered 0: they stand above the table.
                [*[0] * len(table.title), *range(1, len(table.rows) + 1)],
            )
        )
        for number, table in enumerate(joined, start=1)
    ]
