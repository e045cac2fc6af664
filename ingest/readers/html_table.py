"""Tables in HTML, with their spans, as grids."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import count_sheets, headers, limits
from ingest.clean_grids import cleaned
from ingest.grids import Grid, Merge, check_shape
from ingest.layouts import Layouts
from ingest.reading import Reading
from ingest.tables import reading_of

# Stands for a line break while white space is collapsed; a private character that no page contains.
_BREAK = "\ue000"
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(page: LexborHTMLParser, layouts: Layouts) -> Reading | None:
    """Read every table that is a register or a sheet of counts; None if the page has none."""
    for line_break in page.css("br"):
        line_break.replace_with(_BREAK)
    found = _grids(page)
    own = [headers.find(grid, layouts) or count_sheets.rows_of(grid, layouts) for grid, _ in found]
    if not any(own):
        return None
    # A table around others lays out the page: its cells hold all their text once more.
    return reading_of(
        "html_table",
        [grid for (grid, is_around), read in zip(found, own, strict=True) if read or not is_around],
        layouts,
    )


def text_of(node: LexborNode) -> str:
    """Return the text a browser would show: white space of the source collapsed, line breaks kept."""
    return _SPACE.sub(" ", node.text()).strip(" ").replace(_BREAK, "\n")


def _grids(page: LexborHTMLParser) -> list[tuple[Grid, bool]]:
    """Return one grid per table, and whether others stand in it; rows are numbered through the page: no two share one."""
    tables: dict[int, list[tuple[int, LexborNode]]] = {}
    for number, row in enumerate(page.css("tr"), start=1):
        table = row.parent
        while table is not None and table.tag != "table":
            table = table.parent
        if table is not None:
            tables.setdefault(table.mem_id, []).append((number, row))
    around = {table.mem_id for table in page.css("table") if table.css_first("td table")}
    return [(_grid(rows), of_table in around) for of_table, rows in tables.items()]


def _grid(numbered: list[tuple[int, LexborNode]]) -> Grid:
    rows: list[list[str]] = []
    merges: list[Merge] = []
    # Columns that a cell further up still covers, with the last row it covers.
    covered: dict[int, int] = {}
    for index, (_, row) in enumerate(numbered):
        cells: list[str] = []
        for node in row.iter():
            if node.tag not in ("td", "th"):
                continue
            while covered.get(len(cells), -1) >= index:
                cells.append("")
            left = len(cells)
            right = left + _span(node, "colspan", limits.MAX_COLUMNS) - 1
            bottom = index + _span(node, "rowspan", len(numbered) - index) - 1
            cells.extend([text_of(node), *[""] * (right - left)])
            check_shape(index + 1, len(cells))
            if right > left or bottom > index:
                merges.append(Merge(index, left, bottom, right))
                covered.update(dict.fromkeys(range(left, right + 1), bottom))
        rows.append(cells)
    return cleaned(Grid("", rows, [number for number, _ in numbered], merges))


def _span(node: LexborNode, name: str, most: int) -> int:
    """Return a span between 1 and what the table can hold; what is no number is 1, as in browsers."""
    value = (node.attributes.get(name) or "").strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
