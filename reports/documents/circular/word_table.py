"""Tables in the words of WordprocessingML, elements in the order its schema wants (Word refuses any other)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

TEXT_WIDTH = 156.0  # millimetres between the margins
Align = Literal["left", "center", "right"]
Side = Literal["top", "bottom", "left", "right", "insideH", "insideV"]
GRID: dict[Side, int] = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, how it stands, the columns it spans, and its part in a vertical merge."""

    text: str
    align: Align = "center"
    style: str = "TableText"
    span: int = 1
    merge: Literal["", "restart", "continue"] = ""


def twips(millimetres: float) -> int:
    """Convert millimetres."""
    return round(millimetres * 1440 / 25.4)


def table(
    widths: Sequence[float],
    heads: Sequence[Sequence[Cell]],
    rows: Sequence[Sequence[Cell]],
    borders: dict[Side, int],
    row_height: float,
) -> str:
    """Return a table; heads repeat on each page, no row breaks over two, rules in eighths of a point."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{borders[side]}" w:space="0" w:color="000000"/>'
        for side in GRID
        if side in borders
    )
    body = "".join(_row(cells, widths, row_height, is_head=True) for cells in heads)
    body += "".join(_row(cells, widths, row_height, is_head=False) for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>'
        f'<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def _row(cells: Sequence[Cell], widths: Sequence[float], height: float, *, is_head: bool) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    text, column = "", 0
    for cell in cells:
        text += _cell(cell, sum(twips(width) for width in widths[column : column + cell.span]))
        column += cell.span
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>{head}</w:trPr>{text}</w:tr>'


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{cell.style}"/><w:jc w:val="{cell.align}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(cell.text)}</w:t></w:r></w:p></w:tc>'
    )
