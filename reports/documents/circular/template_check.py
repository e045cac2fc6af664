"""What is wrong with a circular's template that somebody edited in Word or WPS, in the clerk's words.

`reports.documents.circular.template_tags` reads the tags; here stand the layout and the trial with sample texts.
"""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError
from markupsafe import Markup

from reports.documents.circular import circular, make_template
from reports.documents.circular.make_template import FACES, LINE, PAGE
from reports.documents.circular.narrative import Paragraph
from reports.documents.circular.template_tags import tag_problems
from reports.documents.circular.word_table import GRID, Cell, table
from reports.saying.wording import Wording
from warehouse.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as Doc

_SIDES = {
    "page_width": "页宽", "page_height": "页高", "top_margin": "上边距", "bottom_margin": "下边距", "left_margin": "左边距",
    "right_margin": "右边距",
}  # fmt: skip
_TOLERANCE = 1.0  # millimetres, as the standard allows
_LINE_TOLERANCE = 0.06  # points: Word keeps twentieths
_SAMPLE_DAY = date(2025, 4, 10)


def check(path: Path) -> tuple[str, ...]:
    """Return what is wrong, one sentence each with the way out; nothing when the template can be used."""
    try:
        document: Doc = Document(str(path))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, OpcError, XMLSyntaxError):
        return (
            f"{path} 打不开，不是 Word 的 docx 文件：请另存为 docx，或用 tongbao template new 重新取一份",
        )
    problems = [*tag_problems(document), *_styles(document), *_sections(document), *_lines(document)]
    if not problems:
        problems += _trial(path)
    return tuple(problems)


def of_office(folder: Path) -> Path:
    """Return the template an office uses: its own `circular.docx`, else ours; raise `DataError` when its own is broken."""
    own = folder / "circular.docx"
    if not own.exists():
        return make_template.PATH
    if problems := check(own):
        raise DataError(
            f"{own} 不能用作通报模板：{problems[0]}（共 {len(problems)} 处，tongbao template check {own} 逐条列出；"
            "删去这个文件就改用自带的模板）",
            f"{own} cannot be used as a template: {len(problems)} problems, see tongbao template check {own}",
        )
    return own


def proof(path: Path) -> bytes:
    """Return the template filled with sample texts."""
    return circular.fill(path, _sample(), _SAMPLE_WORDING, _SAMPLE_DAY)


def _styles(document: Doc) -> Iterator[str]:
    known = {style.style_id for style in document.styles}
    for face in FACES:
        if face.style_id not in known:
            yield f"缺少样式“{face.name}”：请从自带的模板复制一段这种样式的文字过来"


def _sections(document: Doc) -> Iterator[str]:
    sections = list(document.sections)
    if len(sections) < 2 or sections[-1].start_type != WD_SECTION.EVEN_PAGE:
        yield "缺少版记所在的一节（从偶数页开始的最后一节）：不要删去最后的分节符"
    if not document.settings.odd_and_even_pages_header_footer:
        yield "页码没有区分奇偶页：在页面设置里选“奇偶页不同”"
    for number, section in enumerate(sections, start=1):
        for side, wanted in PAGE.items():
            found = getattr(section, side)
            if found is None or abs(found.mm - wanted) > _TOLERANCE:
                size = "没有设置" if found is None else f"是 {found.mm:.0f} 毫米"
                yield f"第 {number} 节的{_SIDES[side]}{size}，应为 {wanted} 毫米（GB/T 9704-2012）"


def _lines(document: Doc) -> Iterator[str]:
    style = next((each for each in document.styles if each.style_id == circular.BODY), None)
    if style is None:
        return
    spacing, size = style.paragraph_format.line_spacing, style.font.size
    points = getattr(spacing, "pt", None)
    if points is None or abs(points - LINE) > _LINE_TOLERANCE:
        yield f"样式“{style.name}”的行距应为固定值 {LINE} 磅，每页才排 22 行"
    if size is None or size.pt != 16:
        yield f"样式“{style.name}”的字号应为三号（16 磅），每行才排 28 字"
    spread = style.element.rPr.find(qn("w:spacing")) if style.element.rPr is not None else None
    if spread is None or spread.get(qn("w:val")) != "-5":
        yield f"样式“{style.name}”的字符间距应为紧缩 0.25 磅，每行才排 28 字"


def _trial(path: Path) -> Iterator[str]:
    try:
        proof(path)
    except (TemplateError, ValueError, IndexError, KeyError, AttributeError) as error:
        yield f"用样例填写时出错：{error}"


def _sample() -> dict[str, Any]:
    cells = table([78, 78], [[Cell("单位"), Cell("得分")]], [[Cell("某县"), Cell("12.5")]], GRID, 7)
    filled = Markup(cells)  # noqa: S704 - made by word_table, which escapes
    return {
        "title": "关于某月信息采用情况的通报", "title_lines": ["关于某月信息", "采用情况的通报"], "red_head": "某市委组织部文件",
        "document_number": "某组通报〔2025〕1号", "addressee": "各单位", "annexes": ["得分表", "采用稿件目录", "数据说明"],
        "body": [Paragraph("开头。"), Paragraph("一、一级标题", level=1), Paragraph("正文。", "（一）二级标题。"),
                 Paragraph("（二）二级标题", level=2), Paragraph("1.三级标题", level=3), Paragraph("（1）四级标题", level=4)],
        "score_tables": [{"title": "县组", "table": filled}], "adoption_table": filled, "notes_table": filled,
        "signature": "中共某市委组织部", "signed_on": "2025年4月10日", "copy_to": "某办公室。",
        "printed_by": "中共某市委组织部办公室", "printed_on": "2025年4月10日",
    }  # fmt: skip


_SAMPLE_WORDING = Wording(
    title_circular="{period}", title_statistics="{period}", red_head="中共某市委组织部文件", document_number="{number}",
    addressee="各单位", opening="{period}", closing=("略",), signature="中共某市委组织部", copy_to="某办公室。",
    printed_by="中共某市委组织部办公室", objection_days=5,
)  # fmt: skip
