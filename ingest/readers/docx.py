"""Word files: registers as tables, issues of bulletins, and pages that say there was nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import headers, limits
from ingest.clean_grids import cleaned, line, notes_of
from ingest.grids import Grid, is_blank
from ingest.layouts import Layouts
from ingest.readers import bulletin, docx_text, embedded
from ingest.readers.bulletin_head import Passage
from ingest.readers.credits import is_body
from ingest.readers.docx_text import Document, WordParagraph
from ingest.reading import Reading, Row, UnreadableError, only_pictures
from ingest.tables import reading_of

_NOTHING = re.compile(
    r"[本该当](?:月|期|季度?|年度?|旬|周).{0,12}(?:无|没有|未(?:有|被|获|报送|发表|采用))|零报告"
)
# Whose table it is may be said under it.
_SENDER = re.compile(r"\s*(?:填[报表]|报送|上报|呈报)?单位(?:[（(].*[)）])?\s*[：:].*")

_MAX_NAME_CHARS = 25


def read(path: Path, layouts: Layouts) -> Reading:
    """Read a register if a table is one, else an issue, else a nil return; and the files that the document holds."""
    document = docx_text.read(path)
    reading = _of_text(document, layouts)
    if document.held:
        reading = embedded.joined(reading, document.held, layouts, read)
    if reading is None and any(len(grid.rows) > 1 for grid in _tables(document)):
        return reading_of("docx_table", list(_titled(document)), layouts)  # says which header is missing
    if reading is None and document.has_pictures and not any(map(_has_text, document.blocks)):
        raise only_pictures("文档")
    if reading is None:
        raise UnreadableError(
            "unsupported_kind",
            "文档中没有登记表，也不是简报（没有目录，也没有“第N期”）：请把记录填入登记表，"
            "或另存为 xlsx 或 csv 后重新放入收件夹",
        )
    return reading


def _of_text(document: Document, layouts: Layouts) -> Reading | None:
    lines = list(_lines(document, layouts))
    reading = bulletin.read("docx_bulletin", lines, [*map(line, document.beside)])
    if reading:
        said = [(block.number, block.text) for block in document.blocks if isinstance(block, WordParagraph)]
        laid_out = [
            (number, " ".join(row))
            for grid in _tables(document)
            for number, row in enumerate(grid.rows, start=1)
        ]
        reading = replace(reading, rows=(*reading.rows, *notes_of(said, "段"), *notes_of(laid_out, "行")))
    registers = [grid for grid in _tables(document) if headers.find(cleaned(grid), layouts)]
    if registers and not (reading and _has_contents(lines)):
        return reading_of("docx_table", list(_titled(document)), layouts)
    return reading or _nothing(document)


def _tables(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def _has_text(block: WordParagraph | Grid) -> bool:
    texts = [block.text] if isinstance(block, WordParagraph) else [text for row in block.rows for text in row]
    return not all(map(is_blank, texts))


def _has_contents(lines: Sequence[Passage]) -> bool:
    return any(bulletin.is_contents(line.text) for line in lines)


def _lines(document: Document, layouts: Layouts) -> Iterator[Passage]:
    """Give the paragraphs, and the rows of tables that only lay out text, as lines."""
    for block in document.blocks:
        if isinstance(block, WordParagraph):
            yield Passage(block.number, line(block.text), block.level)
            continue
        for number, row in zip(block.row_numbers, block.rows, strict=True):
            cells = [text for text in map(line, row) if not is_blank(text)]
            matched = [match[0] for text in cells if (match := layouts.match(text))]
            # The headings of a 目录 laid out as a table are no entry of it.
            if not (len(cells) > 1 and "article_title" in matched):
                # The parts of a title stand on lines of one cell.
                yield Passage(
                    number, "\t".join(" ".join(text.split()) for text in cells), 0, block.sheet_name
                )


def _titled(document: Document) -> Iterator[Grid]:
    """Give the tables, each with the paragraphs above it as its first rows, and with the sender's line below."""
    above: list[str] = []
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, WordParagraph):
            above.append(block.text)
            continue
        texts = [*document.beside, *above, *_sender_below(blocks[at + 1 :])]
        titles = [[text[: limits.MAX_CELL_CHARS]] for text in texts if not is_blank(text)]
        shift = len(titles)
        merges = [
            replace(merge, top=merge.top + shift, bottom=merge.bottom + shift) for merge in block.merges or ()
        ]
        # Rows of the title are numbered 0: they stand above the table.
        numbers = [*[0] * shift, *block.row_numbers]
        yield cleaned(Grid(block.sheet_name, [*titles, *block.rows], numbers, merges))
        above = []


def _sender_below(blocks: Sequence[WordParagraph | Grid]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            return
        if _SENDER.fullmatch(line(block.text)):
            yield block.text


def _nothing(document: Document) -> Reading | None:
    """Read a page that says there was nothing this time: the line that says so is the record."""
    paragraphs = [
        block for block in document.blocks if isinstance(block, WordParagraph) and not is_blank(block.text)
    ]
    if len(paragraphs) > 30:
        return None
    texts = [line(paragraph.text).strip() for paragraph in paragraphs]
    title = " ".join(texts)[: limits.MAX_CELL_CHARS]
    signed = [text for text in texts if is_body(text) and len(text) <= _MAX_NAME_CHARS]
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if len(text) <= 200 and _NOTHING.search(text):
            values = {"article_title": text} | ({"unit_name": signed[-1]} if signed else {})
            row = Row(
                "", paragraph.number, "record", [text], values, table_title=title, register="zero_report"
            )
            return Reading("docx_table", (row,), 1)
    return None
