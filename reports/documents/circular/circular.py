"""The value as an official Word document: the circular with its three annexes."""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reports.documents.circular import annexes as circular_tables
from reports.documents.circular import charts, narrative, rare
from reports.documents.circular.make_template import LINE, PATH
from reports.saying import plain
from reports.saying.wording import Fonts
from reports.stable_zip import stable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from docx.document import Document as Doc

    from reports.saying.wording import Wording
    from reports.value import Report

_PAGE_LINES = 22
_COLOPHON_ROW = 23.0  # points: 8 mm and the rule
_COLOPHON_CHARACTERS = 29  # of a line of the colophon, margins off
BODY = "BodyText1"
_CHART_WIDTH = 150  # millimetres
_BLANK_NUMBER = "　"  # the number is given when the circular is signed


def render(report: Report, wording: Wording, as_of: date, template: Path = PATH) -> bytes:
    """Return the circular numbered if it is issued; the same value gives the same bytes."""
    drawn = tuple(png for png in (charts.ranking(report), charts.months(report)) if png)
    return fill(template, _context(report, wording, as_of), wording, as_of, drawn)


def fill(
    path: Path, context: Mapping[str, Any], wording: Wording, as_of: date, drawn: tuple[bytes, ...] = ()
) -> bytes:
    """Return a template with these texts, tables and charts in their places."""
    template = DocxTemplate(path)
    charts_in = [InlineImage(template, io.BytesIO(png), width=Mm(_CHART_WIDTH)) for png in drawn]
    template.render({**context, "charts": charts_in}, Environment(autoescape=True, undefined=StrictUndefined))
    document: Doc = template.docx
    rare.switch(document)
    _fit(document, wording, _chinese_day(as_of))
    properties = document.core_properties
    properties.author = wording.signature
    properties.created = properties.modified = datetime.combine(as_of, time(), tzinfo=UTC)
    target = io.BytesIO()
    template.save(target)
    return stable(target.getvalue(), renamed(wording.fonts))


def _context(report: Report, wording: Wording, as_of: date) -> dict[str, Any]:
    title = wording.title_circular.format(period=report.period.zh)
    period = report.period.zh
    imprint = report.notes.imprint
    return {
        "title": plain.one_line(title),
        "title_lines": [*title.splitlines(), *(["（修订版）"] if imprint and imprint.revises else [])],
        "red_head": wording.red_head,
        "document_number": wording.document_number.format(
            year=as_of.year, number=imprint.number if imprint else _BLANK_NUMBER
        ),
        "addressee": wording.addressee,
        "body": narrative.body(report, wording),
        "annexes": [
            f"{period}采用情况{_annex_1(report)}",
            f"{period}{'、'.join(f'{tier}级' for tier in wording.listed_tiers)}采用稿件目录",
            "数据说明",
        ],
        "score_tables": [
            {"title": title, "table": Markup(table)}  # noqa: S704 - made by word_table, which escapes
            for title, table in circular_tables.scores(report)
        ],
        "adoption_table": Markup(circular_tables.adoptions(report, wording.listed_tiers)),  # noqa: S704
        "notes_table": Markup(circular_tables.notes(report)),  # noqa: S704
        "signature": wording.signature,
        "signed_on": _chinese_day(as_of),
        "copy_to": wording.copy_to,
        "printed_by": wording.printed_by,
        "printed_on": _chinese_day(as_of),
    }


def _annex_1(report: Report) -> str:
    return f"{report.measure.noun}表" if report.ranking.groups else "分档表" if report.ranking.bands else "统计表"


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _width(text: str) -> float:
    """In full characters; figures take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _fit(document: Doc, wording: Wording, day: str) -> None:
    """Set what depends on the length of the texts: the red head, the signature above its date, the colophon's place."""
    copies = math.ceil((_width(wording.copy_to) + 3) / _COLOPHON_CHARACTERS)
    # The date stands four characters in, the name centred above it; a long name two in, and the date under its middle.
    difference = _width(wording.signature) - _width(day)
    name_indent = max(4 - difference / 2, 2.0)
    date_indent = max(4.0, name_indent + difference / 2)
    texts = [each for each in document.paragraphs if each.style and each.style.style_id == BODY]
    # The page that is signed must hold some of the text.
    for last in texts[-1:]:
        last.paragraph_format.keep_with_next = True
    for paragraph in document.paragraphs:
        style = paragraph.style.style_id if paragraph.style else ""
        if style == "RedHead":
            for run in paragraph.runs:
                run.font.size = Pt(min(62, int(440 / _width(wording.red_head))))
        elif style == "Signature1":
            _indent_right(paragraph, name_indent)
        elif style == "SignedOn":
            _indent_right(paragraph, date_indent)
        elif style == "Spacer":
            height = _PAGE_LINES * LINE - _COLOPHON_ROW - _COLOPHON_ROW * max(copies, 1) - 2
            paragraph.paragraph_format.line_spacing = Pt(height)


def _indent_right(paragraph: Any, characters: float) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - the library knows no characters
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * 16 * 20)))


def renamed(fonts: Fonts) -> dict[str, str]:
    """Return what an office calls the template's fonts, where it has its own."""
    mine, usual = fonts.model_dump(), Fonts().model_dump()
    return {usual[role]: mine[role] for role in usual if usual[role] != mine[role]}
