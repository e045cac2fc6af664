"""A folder of reports as one text, so that a changed figure shows as a changed line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser


def printed(folder: Path) -> str:
    """Return all that the reports say; what names the build is blotted out, for it changes with every model."""
    made_from = json.loads((folder / "edition.json").read_bytes())["made_from"]
    lines: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in _READERS:
            lines += [f"==== {path.name}", *_READERS[path.suffix](path)]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return re.sub(r"[0-9a-f]{64}", "(hash)", text.replace(made_from["warehouse"], "(build)"))


def _docx(path: Path) -> Iterator[str]:
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Paragraph) and part.text.strip():
            yield part.text
        if isinstance(part, Table):
            for row in part.rows:
                yield " | ".join({id(cell._tc): cell.text for cell in row.cells}.values())


def _xlsx(path: Path) -> Iterator[str]:
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        yield f"-- {name}"
        for row in workbook.get_sheet_by_name(name).to_python():
            yield " | ".join(str(cell) for cell in row if cell != "")


def _html(path: Path) -> Iterator[str]:
    body = LexborHTMLParser(path.read_text(encoding="utf-8")).body
    assert body is not None
    for tag in body.css("script, style"):
        tag.decompose()
    for line in body.text(separator="\n").splitlines():
        if line.strip():
            yield line.strip()


_READERS = {".docx": _docx, ".html": _html, ".xlsx": _xlsx}
