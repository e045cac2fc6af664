"""What the fast workbook library does not tell of an xlsx: what is struck out, errors in cells, formulas without a result.

The check of the archive has seen already whether a part has such a thing at all. What stands in the texts is written
into a copy of the parts, which the library reads in the file's place; what a cell's format says is looked up cell by cell.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ingest import marks
from ingest.clean_grids import with_texts
from ingest.grids import Grid, is_blank
from ingest.marks import Code
from ingest.readers import xlsx_styles
from ingest.reading import Problem, Row

_STRIKE, _RUN, _WHITE, _THEME, _NOTHING = b"strike", b"rPr", b"FFFFFF", b'"0"', b";;;"
_ERROR, _BARE = b't="e"', b'inlineStr"><v'
_FORMULAS = (b"f>", b"<f ")
_STYLES, _STRINGS, _BOOK = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
WORDS = {
    _STYLES: (_STRIKE, _WHITE, _THEME, _NOTHING),
    _STRINGS: (_STRIKE, _RUN),
    _SHEETS: (_RUN, _ERROR, _BARE, *_FORMULAS),
}
# A register of a year has some megabytes. A copy of more would not fit beside what reading it takes.
_MAX_BYTES = 80 * 1024 * 1024
_ERROR_CELL = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\bt=)(["'])e\2""")
# A text that stands where a number would: the library drops it.
_BARE_INLINE = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?\bt=)(["'])inlineStr\2([^>]*>\s*<(?:\w+:)?v\b)""")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MAX_ROWS_SAID = 10
_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A copy to be read in the file's place, if there has to be one, and by sheet what was seen of its cells."""

    copy: io.BytesIO | None = None
    marked: Mapping[str, Mapping[_Cell, Code]] = field(default_factory=dict)
    no_result: Mapping[str, Sequence[_Cell]] = field(default_factory=dict)
    is_too_large: bool = False


def look(path: Path, seen: Mapping[str, set[bytes]]) -> SecondLook:
    """SecondLook at what the check of the archive has seen; most workbooks have nothing of the kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _look(archive, seen)
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return SecondLook()  # the library says what is wrong with it


def _look(archive: zipfile.ZipFile, seen: Mapping[str, set[bytes]]) -> SecondLook:
    styles = seen.get(_STYLES, set())
    may_mean = {_STRIKE, _NOTHING} & styles or {_WHITE, _THEME} & styles
    meaning = xlsx_styles.meaning(archive.read(_STYLES)) if may_mean else {}
    parts = [name for name in seen if name.startswith(_SHEETS) and name.endswith(".xml")]
    changed = [name for name in parts if {_RUN, _ERROR, _BARE} & seen[name]]
    strings = seen.get(_STRINGS, set())
    if _STRIKE in strings or (meaning and _RUN in strings):
        changed.append(_STRINGS)
    walked = [name for name in parts if meaning or set(_FORMULAS) & seen[name]]
    if not changed and not walked:
        return SecondLook()
    if sum(archive.getinfo(name).file_size for name in {*changed, *walked}) > _MAX_BYTES:
        return SecondLook(is_too_large=bool(meaning or changed))
    titles = _titles(archive)
    marked: dict[str, dict[_Cell, Code]] = {}
    no_result: dict[str, list[_Cell]] = {}
    for name in walked:
        title = titles.get(name, "")
        marked[title], no_result[title] = _walk(archive, name, meaning)
    return SecondLook(_copied(archive, changed) if changed else None, marked, no_result)


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the sheets by the parts they lie in."""
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship")
    target = {
        link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target") or "")) for link in links
    }
    found: dict[str, str] = {}
    for sheet in etree.fromstring(archive.read(_BOOK)).iter("{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), None)
        found[target.get(link, "").lstrip("/")] = sheet.get("name") or ""
    return found


def _walk(
    archive: zipfile.ZipFile, name: str, meaning: Mapping[int, Code]
) -> tuple[dict[_Cell, Code], list[_Cell]]:
    """Return the cells whose format means something, and those with a formula and no result; it needs no dimension."""
    marked: dict[_Cell, Code] = {}
    no_result: list[_Cell] = []
    row = column = -1
    with archive.open(name) as part:
        for _, cell in etree.iterparse(part, tag="{*}c", resolve_entities=False, no_network=True):
            parent = cell.getparent()
            if parent is not None and cell.getprevious() is None:
                told = parent.get("r")
                row, column = int(told) - 1 if told else row + 1, -1
            place = _PLACE.fullmatch(cell.get("r") or "")
            row, column = (int(place[2]) - 1, _number(place[1])) if place else (row, column + 1)
            style = cell.get("s")
            if style and int(style) in meaning:
                marked[row, column] = meaning[int(style)]
            if cell.find("{*}f") is not None and not (cell.findtext("{*}v") or ""):
                no_result.append((row, column))
            for child in list(cell):
                cell.remove(child)
            if parent is not None and (before := parent.getprevious()) is not None:
                before.clear()
    return marked, no_result


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _copied(archive: zipfile.ZipFile, changed: Sequence[str]) -> io.BytesIO:
    """Return the archive with errors as texts, and with what is struck out inside a text marked as such."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as written:
        for member in archive.infolist():
            content = archive.read(member)
            if member.filename in changed:
                content = _BARE_INLINE.sub(rb"\1\2str\2\3", _ERROR_CELL.sub(rb"\1\2str\2", content))
                content = _runs_marked(content) if b"rPr" in content else content
            written.writestr(member.filename, content)
    copy.seek(0)
    return copy


def _runs_marked(content: bytes) -> bytes:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for run in root.iter("{*}r"):
        properties, text = run.find("{*}rPr"), run.find("{*}t")
        if properties is None or text is None or not text.text:
            continue
        # The run says what it is, whatever the format of its cell: a mark that marks nothing says so.
        is_struck = xlsx_styles.is_on(properties.find("{*}strike"))
        text.text = marks.marked(text.text, "struck_out") if is_struck else f"{text.text}{marks.NOTHING}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def marked(grid: Grid, cells: Mapping[_Cell, Code]) -> Grid:
    """Return the sheet with the texts of these cells marked, but for those whose runs say what they are."""
    said = {place: grid.text(*place) for place in cells}
    return with_texts(
        grid,
        {
            place: marks.marked(text, cells[place])
            for place, text in said.items()
            if text and not marks.is_marked(text)
        },
    )


def notes(look: SecondLook, grids: Sequence[Grid]) -> list[Row]:
    """Return what the clerk has to know of a workbook beside its rows."""
    said = [
        note for grid in grids if (note := _without_result(grid, look.no_result.get(grid.sheet_name, ())))
    ]
    if look.is_too_large:
        remark = "工作簿过大，没有逐格查看有没有划去的、看不见的单元格和错误值：请核对"
        said.append(Row("", 0, "note", values={"remark": remark}, problem=Problem("left_out", remark)))
    return said


def _without_result(grid: Grid, formulas: Sequence[_Cell]) -> Row | None:
    """Return a note on the rows in which a formula was saved without its result."""
    rows = sorted({row + 1 for row, column in formulas if is_blank(grid.text(row, column))})
    if not rows:
        return None
    said = "、".join(map(str, rows[:_MAX_ROWS_SAID])) + ("等" if len(rows) > _MAX_ROWS_SAID else "")
    remark = (
        f"工作表“{grid.sheet_name}”第 {said} 行有公式没有保存计算结果，按空白读取："
        "请用表格程序打开、保存后重新发送"
    )
    return Row(grid.sheet_name, 0, "note", values={"remark": remark}, problem=Problem("no_result", remark))
