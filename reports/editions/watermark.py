"""The mark of a draft, put on finished files: no draft can be taken for what was issued, whoever rendered it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from reports.stable_zip import stable

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.section import _Header

WORD = "草稿"
# What Word itself writes for a watermark: WordArt in the header, behind the text, in the middle of the page.
_SHAPE = (
    f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="'
    + WORD
    + '" '
    'style="position:absolute;margin-left:0;margin-top:0;width:340pt;height:170pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">'
    '<v:fill opacity=".6"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="'
    + WORD
    + '"/>'
    "</v:shape></w:pict>"
)
_BAND = (
    ".draft-band{position:fixed;top:42%;left:0;right:0;text-align:center;font-size:22vmin;font-weight:700;"
    "letter-spacing:.3em;color:rgba(184,20,25,.13);transform:rotate(-24deg);pointer-events:none;z-index:99;"
    "-webkit-print-color-adjust:exact;print-color-adjust:exact}"
)
# As large as the margin above a sheet: what is larger is cut off by some programs.
_HEADER = f"&amp;C&amp;14&amp;KC00000{WORD}　未经签发"


def marked(name: str, content: bytes) -> bytes:
    """Return a file with the mark of a draft, if it is a document that can bear one."""
    mark = _MARKS.get(name.rpartition(".")[2])
    return mark(content) if mark else content


def _docx(content: bytes) -> bytes:
    document = Document(io.BytesIO(content))
    for number, section in enumerate(document.sections):
        headers = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for kind, header in enumerate(headers):
            if number == 0 or not header.is_linked_to_previous:
                _mark_header(header, 10 * number + kind)
    target = io.BytesIO()
    document.save(target)
    return stable(target.getvalue())


def _mark_header(header: _Header, number: int) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    if not paragraph.text:  # an empty line of the usual height would push the text down
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library cannot take a style away
        for style in properties.findall(qn("w:pStyle")):
            properties.remove(style)
        paragraph.paragraph_format.line_spacing = Pt(1)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    run: Any = paragraph.add_run()._r  # noqa: SLF001 - nor draw
    run.append(parse_xml(_SHAPE.format(number=number, spid=2049 + number)))


def _xlsx(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as result:
        for info in source.infolist():
            member = source.read(info)
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", info.filename):
                member = _with_header(member.decode()).encode()
            result.writestr(info, member)
    return stable(target.getvalue())


def _with_header(sheet: str) -> str:
    """Print the word above each page of a sheet; its own header stays."""
    if "<oddHeader>" in sheet:
        return sheet.replace("<oddHeader>", f"<oddHeader>{_HEADER}", 1)
    if "<headerFooter>" in sheet:
        return sheet.replace("<headerFooter>", f"<headerFooter><oddHeader>{_HEADER}</oddHeader>", 1)
    whole = f"<headerFooter><oddHeader>{_HEADER}</oddHeader></headerFooter>"
    return re.sub(r"<pageSetup [^>]*/>|<pageMargins [^>]*/>(?!<pageSetup)", rf"\g<0>{whole}", sheet, count=1)


def _html(content: bytes) -> bytes:
    page = content.decode()
    digest = base64.b64encode(hashlib.sha256(_BAND.encode()).digest()).decode()
    # A page that allows only styles it names by their hash must name this one too.
    page = re.sub(r"(style-src )('sha256-)", rf"\1'sha256-{digest}' \2", page, count=1)
    band = f'<style>{_BAND}</style>\n<div class="draft-band" aria-label="{WORD}">{WORD}</div>\n'
    head, end, tail = page.rpartition("</body>")
    return (head + band + end + tail).encode()


_MARKS: dict[str, Callable[[bytes], bytes]] = {"docx": _docx, "xlsx": _xlsx, "html": _html}
