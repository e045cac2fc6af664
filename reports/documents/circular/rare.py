"""Characters that the fonts of old official documents do not hold, set in the fonts Windows has today.

仿宋_GB2312 and its kin hold the 6,763 characters of GB2312; names of people and places have others (濛 镕 堃 喆).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Doc

# Compatible with GB2312 only; the others a circular is typed in hold far more.
_SUCCESSORS = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "华文中宋"}
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def is_rare(character: str) -> bool:
    """Tell whether GB2312 lacks an ideograph."""
    if not _IDEOGRAPHS.match(character):
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def switch(document: Doc) -> None:
    """Give every rare character of the body and its tables a run of its own in a font that has it."""
    faces = {style.style_id: _font_of(style.element) for style in document.styles}
    usual = _font_of(document.styles.element.find(qn("w:docDefaults")))
    for run in list(document.element.body.iter(qn("w:r"))):
        texts = run.findall(qn("w:t"))
        if len(texts) != 1 or not any(map(is_rare, texts[0].text or "")):
            continue
        style = run.getparent().find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        face = faces.get(style.get(qn("w:val"))) if style is not None else None
        successor = _SUCCESSORS.get(_font_of(run) or face or usual or "")
        if successor:
            _split(run, texts[0].text, successor)


def _font_of(element: Any) -> str | None:
    fonts = next(element.iter(qn("w:rFonts")), None)
    return None if fonts is None else fonts.get(qn("w:eastAsia"))


def _split(run: Any, text: str, font: str) -> None:
    for part, rare in _parts(text):
        piece = deepcopy(run)
        written = piece.find(qn("w:t"))
        written.text = part
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if rare:
            piece.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        run.addprevious(piece)
    run.getparent().remove(run)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or is_rare(text[end]) != is_rare(text[start]):
            yield text[start:end], is_rare(text[start])
            start = end
