"""What the fast workbook library does not tell of an ods: cells and spans that are struck out, hidden, or white on white."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ingest import limits, marks
from ingest.clean_grids import with_texts
from ingest.grids import Grid
from ingest.marks import Code

_WORDS = (b"line-through-", b"#ffffff", b'text:display="none"')
_CONTENT, _STYLES = "content.xml", "styles.xml"
WORDS = {_CONTENT: _WORDS, _STYLES: _WORDS}
_NO = frozenset({"", "none"})
_WHITE = "#ffffff"
_PAPER = frozenset({"", "transparent", _WHITE})
_MAX_BYTES = 40 * 1024 * 1024
_MAX_PARENTS = 10
_CELLS = frozenset({"table-cell", "covered-table-cell"})


@dataclass(frozen=True, slots=True)
class _Style:
    code: Code | None
    parent: str


def marked(path: Path, seen: Mapping[str, set[bytes]], grids: Sequence[Grid]) -> list[Grid]:
    """Return the sheets with such texts marked; the check of the archive has seen whether there are any."""
    if not any(seen.get(name) for name in (_CONTENT, _STYLES)):
        return list(grids)
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_CONTENT).file_size > _MAX_BYTES:
                return list(grids)
            content = _parsed(archive, _CONTENT)
            known = [_parsed(archive, _STYLES)] if _STYLES in archive.namelist() else []
    except (etree.XMLSyntaxError, KeyError):
        return list(grids)
    codes = _codes([*known, content])
    tables = {_said(table, "name"): table for table in content.iter("{*}table") if codes}
    return [_sheet(grid, tables.get(grid.sheet_name), codes) for grid in grids]


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(archive.read(name), parser)


def _codes(roots: Sequence[etree._Element]) -> dict[str, Code]:
    """Return what the styles mean that mean anything, also by the styles they stand on."""
    styles = {
        _said(style, "name"): _Style(_meaning(style), _said(style, "parent-style-name"))
        for root in roots
        for style in root.iter("{*}style")
    }
    return {name: code for name in styles if (code := _inherited(name, styles))}


def _inherited(name: str, styles: Mapping[str, _Style]) -> Code | None:
    for _ in range(_MAX_PARENTS):
        style = styles.get(name)
        if style is None or style.code:
            return style.code if style else None
        name = style.parent
    return None


def _meaning(style: etree._Element) -> Code | None:
    text, cell = style.find("{*}text-properties"), style.find("{*}table-cell-properties")
    if text is None:
        return None
    if any(_said(text, f"text-line-through-{what}") not in _NO for what in ("style", "type")):
        return "struck_out"
    ground = [_said(one, "background-color") for one in (text, cell) if one is not None]
    is_white = _said(text, "color").lower() == _WHITE and all(one.lower() in _PAPER for one in ground)
    return "unseen" if is_white or _said(text, "display") == "none" else None


def _sheet(grid: Grid, table: etree._Element | None, codes: Mapping[str, Code]) -> Grid:
    found: dict[tuple[int, int], str] = {}
    for row, column, cell, style in _cells(table) if table is not None else ():
        code = codes.get(style)
        text = grid.text(row, column)
        spans = [span for span in cell.iter("{*}span") if _said(span, "style-name") in codes]
        if spans and _said(cell, "value-type") in ("string", ""):
            found[row, column] = "\n".join(_text(line, codes, code) for line in cell.iterfind("{*}p"))
        elif code and text:
            found[row, column] = marks.marked(text, code)
    return with_texts(grid, found)


def _cells(table: etree._Element) -> Iterator[tuple[int, int, etree._Element, str]]:
    """Give the cells with something in them, each as often as it stands there, and the style each has in the end."""
    defaults = _column_styles(table)
    row = 0
    for line in table.iter("{*}table-row"):
        column = 0
        repeated = _times(line, "number-rows-repeated")
        for cell in (one for one in line if etree.QName(one).localname in _CELLS):
            times = _times(cell, "number-columns-repeated")
            for at in range(column, column + times) if len(cell) else ():
                default = defaults[at] if at < len(defaults) else ""
                style = _said(cell, "style-name") or _said(line, "default-cell-style-name") or default
                yield from ((below, at, cell, style) for below in range(row, row + repeated))
            column += times
        row += repeated


def _column_styles(table: etree._Element) -> list[str]:
    found: list[str] = []
    for column in table.iter("{*}table-column"):
        room = limits.MAX_COLUMNS - len(found)
        found += [_said(column, "default-cell-style-name")] * min(
            _times(column, "number-columns-repeated"), room
        )
    return found


def _times(element: etree._Element, name: str) -> int:
    said = _said(element, name)
    return min(int(said), limits.MAX_ROWS) if said.isdecimal() and len(said) < 9 else 1


def _text(element: etree._Element, codes: Mapping[str, Code], around: Code | None) -> str:
    """Return a line with what is marked in it; a span that says nothing is as what is around it."""
    own = codes.get(_said(element, "style-name"), around)
    parts = [marks.marked(element.text, own) if own and element.text else element.text or ""]
    for child in element:
        name = etree.QName(child).localname
        spaces = {"s": " ", "tab": "\t", "line-break": "\n"}
        parts.append(spaces[name] * _times(child, "c") if name in spaces else _text(child, codes, own))
        parts.append(marks.marked(child.tail, own) if own and child.tail else child.tail or "")
    return "".join(parts)


def _said(element: etree._Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), ""
    )
