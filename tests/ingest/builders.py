"""Small files of every kind that arrives, made from the same few cells: what the readers are tried on.

A builder takes any text there is. Where a kind cannot hold a character, it says so in the way of that kind, or leaves
broken bytes: both arrive in real life.
"""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

Cell = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines above, a header, rows below, and merged ranges: top, left, bottom, right, counted from 0."""

    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def lines(self) -> list[tuple[Cell, ...]]:
        return [*((text,) for text in self.above), self.header, *self.rows]

    @property
    def items(self) -> list[tuple[str, str, str, str]]:
        """Title, day, link and name, for kinds that hold items instead of rows."""
        padded = [(*map(_text, row), "", "", "", "")[:4] for row in self.rows]
        return [(title, day, link, name) for title, day, link, name in padded]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def xlsx(table: Table) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(table.lines):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell)
        for top, left, bottom, right in table.merges:
            if (top, left) == (bottom, right):
                continue
            try:
                sheet.merge_range(top, left, bottom, right, None)
            except XlsxWriterException:
                continue  # it does not write ranges that overlap
        book.add_worksheet("隐藏").hide()
    return held.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        # A spreadsheet program cannot hold half a character either.
        whole = cell.encode("utf-8", "replace").decode()
        if whole.startswith("="):
            sheet.write_formula(row, column, whole, value=whole[1:])
        else:
            sheet.write_string(row, column, whole[:32_767])
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, max(cell, datetime(1900, 1, 1)))  # noqa: DTZ001 - cells have no zone
    elif cell is not None:
        sheet.write_number(row, column, cell)


def comma_separated(table: Table) -> bytes:
    held = io.StringIO(newline="")
    csv.writer(held).writerows([*map(_text, cells)] for cells in table.lines)
    return _utf8(held.getvalue())


def gb18030(table: Table) -> bytes:
    return comma_separated(table).decode("utf-8", "replace").encode("gb18030", "replace")


def unicode_text(table: Table) -> bytes:
    """What spreadsheet programs call "Unicode text": tabs, UTF-16, no quotation."""
    lines = "\r\n".join("\t".join(map(_text, cells)) for cells in table.lines)
    return b"\xff\xfe" + lines.encode("utf-16-le", "surrogatepass")


def html_table(table: Table) -> bytes:
    """Raw text every third time: pages forget to escape, and then cells hold elements."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in table.merges}
    rows = []
    for row, cells in enumerate(table.lines):
        parts = []
        for column, cell in enumerate(cells):
            down, across = spans.get((row, column), (1, 1))
            shown = _text(cell) if (row + column) % 3 == 0 else html.escape(_text(cell))
            parts.append(f"<td rowspan={down} colspan='{across}'>{shown}")
        rows.append(f"<tr>{''.join(parts)}")
    return _utf8(f"<html><title>{''.join(table.above)}</title><table>{''.join(rows)}</table>")


def html_list(table: Table) -> bytes:
    """A list page of the declared site."""
    rows = "".join(
        f"<li><a href='{html.escape(link)}'>{title}</a><span class=date>{day}</span><span class=unit>{name}</span>"
        for title, day, link, name in table.items
    )
    return _utf8(f"<!DOCTYPE html><title>岭川党建网{''.join(table.above)}</title><ul class=list>{rows}</ul>")


def html_plain_list(table: Table) -> bytes:
    """A list page of a site nobody declared, with a menu beside it."""
    rows = "".join(
        f"<li><a href='/2025-03/0{number % 10}/c_{number}.htm' title='{html.escape(title)}'>{title}标题标题标题</a>"
        f"<span>{day} 2025-03-05</span></li>"
        for number, (title, day, _, _) in enumerate(table.items)
    )
    return _utf8(
        f"<title>要闻_某网</title><ul id=nav><li><a href=/>首页</a></ul><ul>{rows}</ul><p>{table.header}</p>"
    )


def html_article(table: Table) -> bytes:
    title, day, link, name = (table.items or [("甲", "", "", "")])[0]
    body = "".join(f"<p>{'。'.join(map(_text, cells))}党建引领基层治理工作情况。" * 3 for cells in table.rows)
    return _utf8(
        f"<title>{title}_某网</title><link rel=canonical href='{html.escape(link)}'><meta name=PubDate content='{day}'>"
        f"<h1>{title}</h1><div>发布时间：{day} 来源：{name} 作者：{name} 点击数：{link}</div><div id=content>{body}</div>"
    )


def docx_register(table: Table) -> bytes:
    merged = {(top, left): (bottom, right) for top, left, bottom, right in table.merges}
    rows = []
    for row, cells in enumerate([table.header, *table.rows]):
        parts = []
        for column, cell in enumerate(cells):
            bottom, right = merged.get((row, column), (row, column))
            span = f'<w:gridSpan w:val="{right - column + 1}"/>' if right > column else ""
            merge = (
                '<w:vMerge w:val="restart"/>'
                if bottom > row
                else "<w:vMerge/>"
                if (row + column) % 7 == 6
                else ""
            )
            parts.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph(_text(cell))}</w:tc>")
        rows.append(f"<w:tr>{''.join(parts)}</w:tr>")
    return _docx("".join(map(_paragraph, table.above)) + f"<w:tbl>{''.join(rows)}</w:tbl>")


def docx_bulletin(table: Table) -> bytes:
    entries = [
        f"{number}. {title}（{name}）" for number, (title, _, _, name) in enumerate(table.items, start=1)
    ]
    articles = [
        line for title, day, _, name in table.items for line in (title, f"{day}。" * 3, f"（{name}）")
    ]
    lines = ["组工信息", "第12期", "2025年3月5日", *table.above, "目  录", *entries, "", *articles]
    return _docx("".join(map(_paragraph, lines)))


def _paragraph(text: str) -> str:
    """Every third text is a tracked insertion, every fifth a deletion beside one."""
    run = f'<w:r><w:t xml:space="preserve">{_xml(text)}</w:t></w:r>'
    if len(text) % 3 == 1:
        run = f'<w:ins w:id="1">{run}</w:ins>'
    if len(text) % 5 == 1:
        run += f"<w:del><w:r><w:delText>{_xml(text)}</w:delText></w:r></w:del>"
    return f"<w:p>{run}</w:p>"


def _xml(text: str) -> str:
    """Escape what has meaning in XML; what XML cannot hold becomes a reference, which makes it ill-formed."""
    return "".join(
        one if one >= " " and not "\ud800" <= one <= "\udfff" else f"&#{ord(one)};" for one in escape(text)
    )


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def _docx(body: str) -> bytes:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    return zipped({name: _utf8(text) for name, text in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def rss(table: Table) -> bytes:
    items = "".join(
        f"<item><title>{_xml(title)}</title><link>{_xml(link)}</link><pubDate>{_xml(day)}</pubDate>"
        f"<author>{_xml(name)}</author><description>{title}</description></item>"
        for title, day, link, name in table.items
    )
    channel = "".join(map(_xml, table.above))
    return _utf8(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{channel}</title>{items}</channel></rss>'
    )


def atom(table: Table) -> bytes:
    items = "".join(
        f"<entry><title type='html'>{_xml(title)}</title><link href='{html.escape(link)}'/><updated>{_xml(day)}</updated>"
        f"<author><name>{_xml(name)}</name></author><source><title>{_xml(name)}</title></source></entry>"
        for title, day, link, name in table.items
    )
    return _utf8(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{"".join(map(_xml, table.above))}</title>{items}</feed>'
    )


def json_list(table: Table) -> bytes:
    """An export of articles: numbers stay numbers, half characters stay escapes, and one list is a text in a text."""
    keys = ("title", "link", "create_time", "author", "read_num", *table.header)
    articles = [
        {
            key: cell if isinstance(cell, str | int | float) else _text(cell)
            for key, cell in zip(keys, row, strict=False)
        }
        for row in table.rows
    ]
    inner = json.dumps({"nested": articles})
    return json.dumps({"account": "".join(table.above), "list": articles, "more": inner}).encode()


def pdf(table: Table) -> bytes:
    """A bulletin of one page in a font every reader knows."""
    lines = [
        "组工信息",
        "第12期",
        "2025年3月5日",
        *table.above,
        "目录",
        *(f"{one[0]}（{one[3]}）" for one in table.items),
    ]
    shown = "".join(
        f"1 0 0 1 50 {800 - 20 * number} Tm <{line.encode('utf-16-be', 'surrogatepass')[:400].hex()}> Tj "
        for number, line in enumerate(lines)
    )
    content = f"BT /F1 12 Tf {shown}ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo 8 0 R/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]>>",
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>",
    )
    held, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(held))
        held += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table_at = len(held)
    held += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    held += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    held += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table_at}\n%%EOF".encode()
    return bytes(held)


def archive(table: Table) -> bytes:
    """What a unit packs: two registers, one of them in a folder, and a zip in the zip."""
    inner = zipped({"表.csv": comma_separated(table)})
    return zipped({"云岭县/登记表.xlsx": xlsx(table), "登记表.csv": gb18030(table), "内.zip": inner})


def beside(table: Table) -> bytes:
    """Two tables side by side, the second one shorter."""
    held = io.StringIO(newline="")
    rows = [table.header, *table.rows]
    width = max(map(len, rows))
    lines = [
        [*map(_text, left), *[""] * (width - len(left) + len(table.above) % 2), *map(_text, right)]
        for left, right in zip(rows, [*rows[:-1], ()], strict=True)
    ]
    csv.writer(held).writerows([*([text] for text in table.above), *lines])
    return _utf8(held.getvalue())


def marks(table: Table) -> bytes:
    """A column for each outlet, with a mark or whatever stands there."""
    held = io.StringIO(newline="")
    lines = [
        [title, name, day, *(("√", "", link, "3月8日", "×")[(number + at) % 5] for at in range(3))]
        for number, (title, day, link, name) in enumerate(table.items)
    ]
    header = ["标题", "报送单位", "日期", "省日报", "求是", "学习强国"]
    csv.writer(held).writerows([*([text] for text in table.above), header, *lines])
    return _utf8(held.getvalue())


BUILDERS: Mapping[str, Callable[[Table], bytes]] = {
    "xlsx": xlsx,
    "csv": comma_separated,
    "csv_gb18030": gb18030,
    "unicode_text": unicode_text,
    "html_table": html_table,
    "html_list": html_list,
    "html_plain_list": html_plain_list,
    "html_article": html_article,
    "docx_register": docx_register,
    "docx_bulletin": docx_bulletin,
    "rss": rss,
    "atom": atom,
    "json": json_list,
    "pdf": pdf,
    "archive": archive,
    "beside": beside,
    "marks": marks,
}
