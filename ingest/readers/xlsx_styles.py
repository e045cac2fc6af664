"""Which cell formats of an xlsx mean "not this": struck out, white on white, or a number format that shows nothing."""

from __future__ import annotations

from lxml import etree

from ingest.marks import Code

_WHITE = frozenset({"FFFFFF"})
_WHITE_INDEXES = frozenset({"1", "9"})
_WHITE_THEME = "0"
_NOTHING = ";;;"
_NO = frozenset({"0", "false", "none"})


def meaning(styles: bytes) -> dict[int, Code]:
    """Return what the cell formats mean that mean anything, by their number."""
    root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    fonts, fills = root.findall("{*}fonts/{*}font"), root.findall("{*}fills/{*}fill")
    hides = {one.get("numFmtId") for one in root.iter("{*}numFmt") if one.get("formatCode") == _NOTHING}
    found: dict[int, Code] = {}
    for number, form in enumerate(root.findall("{*}cellXfs/{*}xf")):
        font, fill = _at(fonts, form.get("fontId")), _at(fills, form.get("fillId"))
        if font is not None and is_on(font.find("{*}strike")):
            found[number] = "struck_out"
        elif form.get("numFmtId") in hides or (_is_white(font) and _is_unfilled(fill)):
            found[number] = "unseen"
    return found


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch of the format is there and not turned off."""
    return element is not None and (element.get("val") or "1").lower() not in _NO


def _at(elements: list[etree._Element], number: str | None) -> etree._Element | None:
    return elements[int(number)] if number and number.isdecimal() and int(number) < len(elements) else None


def _is_white(font: etree._Element | None) -> bool:
    return font is not None and _is_white_colour(font.find("{*}color"))


def _is_white_colour(colour: etree._Element | None) -> bool:
    if colour is None:
        return False
    if colour.get("theme") is not None:
        return colour.get("theme") == _WHITE_THEME and float(colour.get("tint") or 0) > -0.05
    return (colour.get("rgb") or "").upper()[-6:] in _WHITE or colour.get("indexed") in _WHITE_INDEXES


def _is_unfilled(fill: etree._Element | None) -> bool:
    """Tell whether a cell stands on white: without a fill, or filled with white."""
    pattern = fill.find("{*}patternFill") if fill is not None else None
    if pattern is None:
        return fill is None or fill.find("{*}gradientFill") is None
    kind = pattern.get("patternType") or "none"
    return kind == "none" or (kind == "solid" and _is_white_colour(pattern.find("{*}fgColor")))
