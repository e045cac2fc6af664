"""Makes `templates/circular.docx`: an official document after GB/T 9704-2012, to be filled by docxtpl.

Run `python -m reports.documents.circular.make_template` after a change; a test keeps the committed file equal to what this makes.
The layout is measured for 22 lines of 28 characters: 28.95 pt exact line spacing, characters 0.25 pt closer.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports.documents.circular.word_table import TEXT_WIDTH, Cell, table
from reports.saying.wording import Fonts
from reports.stable_zip import stable

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.section import _Footer
    from docx.text.paragraph import Paragraph

PATH = Path(__file__).parents[1] / "templates" / "circular.docx"
LINE = 28.95
PAGE = {
    "page_width": 210, "page_height": 297, "top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26,
}  # fmt: skip
_BODY_SIZE = 16
_FONTS = Fonts()
# The names that Windows has today for the fonts the standard's circulars are typed in.
ALSO_KNOWN_AS = {
    "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "方正小标宋简体": "华文中宋", "宋体": "SimSun",
}  # fmt: skip
_RED = RGBColor(0xC8, 0x00, 0x00)
_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True, slots=True)
class Face:
    """A paragraph style of the circular."""

    style_id: str
    name: str
    font: str
    size: float = _BODY_SIZE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    line: float | None = LINE
    indent_characters: float = 0
    margins: float = 0
    before: float = 0
    after: float = 0
    spacing: float = -0.25
    more: dict[str, bool] = field(default_factory=dict)


FACES = (
    Face("RedHead", "红头", _FONTS.title, 40, _CENTRE, None, before=99, after=58, spacing=0),
    Face("DocumentNumber", "发文字号", _FONTS.body, align=_CENTRE, after=2 * LINE),
    Face("CircularTitle", "通报标题", _FONTS.title, 22, _CENTRE, 33, spacing=0, more={"keep_with_next": True}),
    Face("Addressee", "主送机关", _FONTS.body, before=LINE),
    Face("BodyText1", "通报正文", _FONTS.body, indent_characters=2),
    Face("Heading1Text", "通报标题一", _FONTS.hei, indent_characters=2, more={"keep_with_next": True}),
    Face("Heading2Text", "通报标题二", _FONTS.kai, indent_characters=2, more={"keep_with_next": True}),
    Face("Heading3Text", "通报标题三", _FONTS.body, indent_characters=2, more={"keep_with_next": True}),
    Face("Heading4Text", "通报标题四", _FONTS.body, indent_characters=2, more={"keep_with_next": True}),
    Face("AnnexFirst", "附件说明首行", _FONTS.body, before=LINE, align=_LEFT, more={"keep_with_next": True}),
    Face("AnnexNext", "附件说明", _FONTS.body, align=_LEFT, more={"keep_with_next": True}),
    Face("Signature1", "署名", _FONTS.body, before=2 * LINE, align=_RIGHT, more={"keep_with_next": True}),
    Face("SignedOn", "成文日期", _FONTS.body, align=_RIGHT),
    Face("AnnexMark", "附件标识", _FONTS.hei, align=_LEFT, more={"page_break_before": True, "keep_with_next": True}),
    Face("AnnexTitle", "附件标题", _FONTS.title, 20, _CENTRE, 33, before=12, after=6, spacing=0,
          more={"keep_with_next": True}),
    Face("Figure", "插图", _FONTS.body, align=_CENTRE, line=None, after=6, spacing=0),
    Face("TableTitle", "表题", _FONTS.kai, 14, _CENTRE, 26, before=8, spacing=0, more={"keep_with_next": True}),
    Face("TableText", "表格文字", _FONTS.body, 10.5, _CENTRE, 14, before=1.5, after=1.5, spacing=0),
    Face("TableSmall", "表格小字", _FONTS.body, 9, _CENTRE, 11.5, before=1, after=1, spacing=0),
    Face("TableHead", "表头文字", _FONTS.hei, 10.5, _CENTRE, 14, before=1.5, after=1.5, spacing=0),
    Face("Spacer", "版记前空白", _FONTS.body, 10, line=500, spacing=0),
    Face("Colophon", "版记", _FONTS.body, 14, _LEFT, None, margins=12, spacing=0),
    Face("Tail", "末行", _FONTS.body, 1, line=1, spacing=0),
    Face("PageNumber1", "页码", _FONTS.song, 14, line=None, spacing=0),
)  # fmt: skip


def make() -> bytes:
    """Return the template; every call gives the same members."""
    document = Document()
    _strip(document)
    _fonts(document)
    for face in FACES:
        _style(document, face)
    _page(document)
    _body(document)
    _annexes(document)
    _colophon(document)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "{{ title }}", ""
    properties.created = properties.modified = datetime(2025, 1, 1, tzinfo=UTC)
    target = io.BytesIO()
    document.save(target)
    return stable(target.getvalue())


def _strip(document: Doc) -> None:
    """Drop what the library's own template carries and a circular does not need."""
    styles = document.styles.element
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    for part in (document.part, document.part.package):
        for relation, target in list(part.rels.items()):
            if target.reltype.rsplit("/", 1)[-1] in (
                "thumbnail",
                "customXml",
                "stylesWithEffects",
                "numbering",
            ):
                del part.rels[relation]


def _fonts(document: Doc) -> None:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in ALSO_KNOWN_AS.items()
    )
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{entries}</w:fonts>'
            relation.target_part._blob = xml.encode()  # noqa: SLF001 - the library has no other way in
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.find(qn("w:rFonts")).attrib.clear()
    _set_fonts(defaults.find(qn("w:rFonts")), _FONTS.body)
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")


def _set_fonts(fonts: Any, east_asian: str) -> None:
    for slot, name in (
        ("ascii", _FONTS.latin),
        ("hAnsi", _FONTS.latin),
        ("cs", _FONTS.latin),
        ("eastAsia", east_asian),
    ):
        fonts.set(qn(f"w:{slot}"), name)


def _style(document: Doc, face: Face) -> None:
    style = document.styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), face.style_id)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(face.size)
    run = style.element.get_or_add_rPr()
    _set_fonts(run.get_or_add_rFonts(), face.font)
    if face.spacing:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(face.spacing * 20)))
        run.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    layout = style.paragraph_format
    layout.alignment = face.align
    layout.space_before, layout.space_after = Pt(face.before), Pt(face.after)
    if face.line:
        layout.line_spacing = Pt(face.line)
    if face.margins:
        layout.left_indent = layout.right_indent = Pt(face.margins)
    layout.widow_control = False
    for name, value in face.more.items():
        setattr(layout, name, value)
    paragraph = style.element.get_or_add_pPr()
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph.insert_element_before(snap, "w:spacing", "w:ind", "w:jc")
    if face.indent_characters:
        _indent(style.element, firstLine=face.indent_characters)


def _indent(element: Any, **characters: float) -> None:
    """Indent by characters, and by as many twips for programs that do not know characters."""
    indent = element.get_or_add_pPr().get_or_add_ind()
    for side, count in characters.items():
        indent.set(qn(f"w:{side}Chars"), str(round(count * 100)))
        indent.set(qn(f"w:{side}"), str(round(count * _BODY_SIZE * 20)))


def _page(document: Doc) -> None:
    section = document.sections[0]
    for side, millimetres in PAGE.items():
        setattr(section, side, Mm(millimetres))
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, _RIGHT)
    _page_number(section.even_page_footer, _LEFT)


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.style = "页码"
    paragraph.alignment = side
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent = (Pt(14), None) if side == _LEFT else (None, Pt(14))
    paragraph.add_run("— ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - the library knows no fields
        elif not kind:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001
    paragraph.add_run(" —")


def _add(document: Doc, text: str, style: str) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    _run(paragraph, text)
    return paragraph


def _run(paragraph: Paragraph, text: str, font: str | None = None) -> None:
    run = paragraph.add_run(text)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001
    # Without the hint Word sets curly quotes and dashes in the Latin font.
    fonts.set(qn("w:hint"), "eastAsia")
    if font:
        fonts.set(qn("w:eastAsia"), font)


def _body(document: Doc) -> None:
    _add(document, "{{ red_head }}", "红头").runs[0].font.color.rgb = _RED
    number = _add(document, "{{ document_number }}", "发文字号")
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="16" w:space="11" w:color="C80000"/></w:pBdr>'
    )
    number._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")  # noqa: SLF001
    _add(document, "{%p for line in title_lines %}", "通报正文")
    _add(document, "{{ line }}", "通报标题")
    _add(document, "{%p endfor %}", "通报正文")
    _add(document, "{{ addressee }}：", "主送机关")
    _add(document, "{%p for paragraph in body %}", "通报正文")
    for level, heading in enumerate(("通报标题一", "通报标题二", "通报标题三", "通报标题四"), start=1):
        _add(document, f"{{%p {'if' if level == 1 else 'elif'} paragraph.level == {level} %}}", "通报正文")
        _add(document, "{{ paragraph.text }}", heading)
    _add(document, "{%p else %}", "通报正文")
    text = document.add_paragraph(style="通报正文")
    _run(text, "{{ paragraph.lead }}", _FONTS.kai)
    _run(text, "{{ paragraph.text }}")
    _add(document, "{%p endif %}", "通报正文")
    _add(document, "{%p endfor %}", "通报正文")
    _indent(_add(document, "附件：1.{{ annexes[0] }}", "附件说明首行")._p, left=6, hanging=4)  # noqa: SLF001
    for index in (1, 2):
        annex = _add(document, f"{index + 1}.{{{{ annexes[{index}] }}}}", "附件说明")
        _indent(annex._p, left=6, hanging=1)  # noqa: SLF001
    _add(document, "{{ signature }}", "署名")
    _add(document, "{{ signed_on }}", "成文日期")


def _annexes(document: Doc) -> None:
    _add(document, "附件1", "附件标识")
    _add(document, "{{ annexes[0] }}", "附件标题")
    _add(document, "{%p for chart in charts %}", "通报正文")
    _add(document, "{{ chart }}", "插图")
    _add(document, "{%p endfor %}", "通报正文")
    _add(document, "{%p for each in score_tables %}", "通报正文")
    _add(document, "{{ each.title }}", "表题")
    _add(document, "{{p each.table }}", "表格文字")
    _add(document, "{%p endfor %}", "通报正文")
    for number, name in ((2, "adoption_table"), (3, "notes_table")):
        _add(document, f"附件{number}", "附件标识")
        _add(document, f"{{{{ annexes[{number - 1}] }}}}", "附件标题")
        _add(document, f"{{{{p {name} }}}}", "表格文字")


def _colophon(document: Doc) -> None:
    """On an even page, unnumbered; floating tables and frames land at the top in some programs, a spacer does not."""
    section = document.add_section(WD_SECTION.EVEN_PAGE)
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
    _add(document, "", "版记前空白")
    half = TEXT_WIDTH / 2
    rows = (
        (Cell("抄送：{{ copy_to }}", "left", "Colophon", span=2),),
        (Cell("{{ printed_by }}", "left", "Colophon"), Cell("{{ printed_on }}印发", "right", "Colophon")),
    )
    rules = table((half, half), (), rows, {"top": 8, "bottom": 8, "insideH": 6}, 8)
    declared = rules.replace("<w:tbl>", f"<w:tbl {nsdecls('w')}>", 1)
    _add(document, "", "末行")._p.addprevious(parse_xml(declared))  # noqa: SLF001


if __name__ == "__main__":
    PATH.write_bytes(make())
