"""Small documents made on the spot: Word files with what their usual library leaves out, and PDF files with Chinese text."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def from_xml(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file that holds nothing but what its reader needs; `header1` becomes word/header1.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:root {W}>{content}</w:root>")
    return path


def from_lines(path: Path, *lines: str | Sequence[Sequence[str]]) -> Path:
    """Write a Word file of paragraphs, and of tables where a line is a list of rows."""
    document: Document = docx.Document()
    for line in lines:
        if isinstance(line, str):
            document.add_paragraph(line)
            continue
        made = document.add_table(len(line), max(map(len, line)))
        for row, texts in zip(made.rows, line, strict=True):
            for held, text in zip(row.cells, texts, strict=False):
                held.text = text
    document.save(str(path))
    return path


def pdf(
    path: Path, *pages: Sequence[str | tuple[float, float, str]], rules: Sequence[str] = (), more: str = ""
) -> Path:
    """Write a PDF of lines of text, one below the other or at a place; `rules` are drawn on, `more` is said of every page."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
        "/Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        "/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /Ascent 880 /Descent -120 >> >> ] >>"
    )
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font,
    ]
    for number, lines in enumerate(pages):
        shown = [*rules]
        for at, line in enumerate(lines):
            x, y, text = line if isinstance(line, tuple) else (60, 780 - 24 * at, line)
            code = text.encode("utf-16-be").hex()
            shown.append(f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET")
        stream = "\n".join(shown)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R {more} >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    content += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(content)
    return path
