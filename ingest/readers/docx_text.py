"""What stands in a Word file, in order: paragraphs and tables, with tracked insertions and without deletions.

The XML is walked by hand: the usual library leaves out inserted text and text boxes, and repeats merged cells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ingest import archives, limits
from ingest.grids import Grid, Merge, check_shape, is_blank
from ingest.readers import docx_marks, embedded
from ingest.reading import UnreadableError

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_HEADER = re.compile(r"word/header\d*\.xml")
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
# A list of the pages may hold 5,000 paragraphs; a document of half a million was made by a machine.
_MAX_PARAGRAPHS = 500_000
# What is passed over: deleted or moved text, the older twin of every text box, reading aids above characters.
_PASSED_OVER = frozenset(
    {"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "rPr", "sectPr"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of the body, numbered from 1 without those in tables; `level` is that of a heading, else 0."""

    number: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The body in order; text boxes and page headings apart, because where they hang says nothing."""

    blocks: tuple[WordParagraph | Grid, ...]
    beside: tuple[str, ...]
    held: tuple[bytes, ...] = ()  # files inside it
    has_pictures: bool = False


@dataclass(slots=True)
class _Walk:
    levels: dict[str, int]
    blocks: list[WordParagraph | Grid] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def body(self, parent: etree._Element) -> None:
        for child in parent:
            name = _name(child)
            if name == "p":
                self.paragraphs += 1
                if self.paragraphs > _MAX_PARAGRAPHS:
                    raise UnreadableError(
                        "too_large", f"文档超过 {_MAX_PARAGRAPHS} 段：请删去空段和多余内容后重新发送"
                    )
                text, boxes = _text_of(child)
                self.beside.extend(boxes)
                self.blocks.append(WordParagraph(self.paragraphs, text, self._level(child)))
            elif name == "tbl":
                self.tables += 1
                self._table(child, f"表{self.tables}")
            elif name not in _PASSED_OVER:
                self.body(child)

    def _level(self, paragraph: etree._Element) -> int:
        properties = _child(paragraph, "pPr")
        own = _number(properties, "outlineLvl", -1)
        style = _child(properties, "pStyle") if properties is not None else None
        return own + 1 or self.levels.get((_value(style, "val") or "") if style is not None else "", 0)

    def _table(self, table: etree._Element, sheet_name: str) -> None:
        inner: list[etree._Element] = []
        grid = _grid(table, sheet_name, inner, self.beside)
        self.blocks.append(grid)
        for number, nested in enumerate(inner, start=1):
            self._table(nested, f"{sheet_name}.{number}")


def read(path: Path) -> Document:
    """Read the document; raise `UnreadableError` if it is damaged or made to do harm."""
    seen = archives.check(path, {"word/": (*docx_marks.WORDS, *embedded.WORDS)})
    words = set().union(*seen.values())
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        styles = _part(archive, _STYLES) if _STYLES in names else None
        walk = _Walk(_heading_levels(styles) if styles is not None else {})
        for name in sorted(name for name in names if _HEADER.fullmatch(name)):
            walk.beside.extend(_lines(_part(archive, name)))
        body = _part(archive, _DOCUMENT)
        if words.intersection(docx_marks.WORDS):
            docx_marks.mark(body, styles)
        walk.body(body)
    held = embedded.contents(path) if words.intersection(embedded.WORDS) else []
    has_pictures = any(name.startswith("word/media/") for name in names)
    return Document(tuple(walk.blocks), tuple(walk.beside), tuple(held), has_pictures)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > limits.MAX_DOCUMENT_BYTES:
        most = limits.MAX_DOCUMENT_BYTES // (1024 * 1024)
        raise UnreadableError("too_large", f"文档的文字部分超过 {most} MB：请分成几个文件重新发送")
    # Without entities, network and huge trees: nesting stops at 256 levels, a text at ten million characters.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(
            "truncated", "Word 文档的内容已损坏，打不开：请报送单位检查后另存为 docx 重新发送"
        ) from error


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: etree._Element, name: str) -> str | None:
    """Return an attribute in whichever of the two namespaces of the format."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _heading_levels(styles: etree._Element) -> dict[str, int]:
    """Return the level of every style that is named as a heading; its identifier alone says nothing."""
    levels: dict[str, int] = {}
    for style in styles.iter("{*}style"):
        name = _child(style, "name")
        found = _HEADING_STYLE.fullmatch((_value(name, "val") or "") if name is not None else "")
        if found:
            levels[_value(style, "styleId") or ""] = int(found[1])
    return levels


def _lines(part: etree._Element) -> Iterator[str]:
    for paragraph in part.iter("{*}p"):
        text, boxes = _text_of(paragraph)
        yield from (line for line in (text, *boxes) if not is_blank(line))


def _text_of(paragraph: etree._Element) -> tuple[str, list[str]]:
    """Return a paragraph's own text, and the lines of the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[str] = []
    _collect(paragraph, pieces, boxes)
    return "".join(pieces), boxes


def _collect(element: etree._Element, pieces: list[str], boxes: list[str]) -> None:
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.extend(_lines(child))
        elif name not in _PASSED_OVER and len(child):
            _collect(child, pieces, boxes)


def _grid(table: etree._Element, sheet_name: str, inner: list[etree._Element], beside: list[str]) -> Grid:
    rows: list[list[str]] = []
    merges: list[Merge] = []
    # Where a merge downwards began, by its left column: row and last column.
    open_merges: dict[int, tuple[int, int]] = {}
    for index, row in enumerate(_below(table, "tr")):
        cells: list[str] = [""] * _number(_child(row, "trPr"), "gridBefore", 0)
        going_on: dict[int, tuple[int, int]] = {}
        for cell in () if _is_deleted(row) else _below(row, "tc"):
            properties = _child(cell, "tcPr")
            left = len(cells)
            right = left + _number(properties, "gridSpan", 1) - 1
            merged = _child(properties, "vMerge") if properties is not None else None
            begins = merged is not None and _value(merged, "val") == "restart"
            goes_on = merged is not None and not begins and left in open_merges
            cells.extend(["" if goes_on else _cell_text(cell, inner, beside), *[""] * (right - left)])
            check_shape(index + 1, len(cells))
            if begins:
                going_on[left] = (index, right)
            elif goes_on:
                going_on[left] = open_merges[left]
            elif right > left:
                merges.append(Merge(index, left, index, right))
        merges.extend(_closed(open_merges, going_on, index - 1))
        open_merges = going_on
        rows.append(cells)
    merges.extend(_closed(open_merges, {}, len(rows) - 1))
    return Grid(sheet_name, rows, range(1, len(rows) + 1), merges)


def _closed(
    before: dict[int, tuple[int, int]], after: dict[int, tuple[int, int]], bottom: int
) -> Iterator[Merge]:
    """Give the merges that no longer go on."""
    for left, (top, right) in before.items():
        if after.get(left, (-1, -1))[0] != top and (bottom > top or right > left):
            yield Merge(top, left, bottom, right)


def _below(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Give the rows or cells of a table, also inside content controls, but never those of a table within."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _below(child, wanted)


def _is_deleted(row: etree._Element) -> bool:
    properties = _child(row, "trPr")
    return properties is not None and _child(properties, "del") is not None


def _number(properties: etree._Element | None, name: str, otherwise: int) -> int:
    element = _child(properties, name) if properties is not None else None
    value = (_value(element, "val") or "") if element is not None else ""
    if not (value.isascii() and value.isdigit()):
        return otherwise
    # One more than the limit is enough to be refused; the rest would only cost memory.
    return max(otherwise, min(int(value[:9]), limits.MAX_COLUMNS + 1))


def _cell_text(cell: etree._Element, inner: list[etree._Element], beside: list[str]) -> str:
    lines: list[str] = []
    for child in _content(cell):
        if _name(child) == "tbl":
            inner.append(child)
        else:
            text, boxes = _text_of(child)
            beside.extend(boxes)
            lines.append(text)
    return "\n".join(line for line in lines if not is_blank(line))


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name not in _PASSED_OVER:
            yield from _content(child)
