"""Runs of a Word file that are "not this": struck out, hidden, or white on white; marked before the text is read."""

from __future__ import annotations

from lxml import etree

from ingest import marks
from ingest.marks import Code

# What a file must have somewhere for its runs to be worth a look.
WORDS = (b"strike", b"vanish", b'"FFFFFF"', b"w:hidden")
_NO = frozenset({"0", "false", "off", "none"})
_WHITE = "FFFFFF"
_PAPER = frozenset({"auto", _WHITE, "none", ""})


def mark(document: etree._Element, styles: etree._Element | None) -> None:
    """Mark the texts of such runs in place."""
    struck, coloured = _of_styles(styles)
    for run in document.iter("{*}r"):
        if code := _meaning(run, struck, coloured):
            for text in run.iterfind("{*}t"):
                text.text = marks.marked(text.text or "", code)


def _of_styles(styles: etree._Element | None) -> tuple[dict[str, Code], frozenset[str]]:
    """Return what the styles of runs and paragraphs mean that mean anything, and the styles that colour what is below."""
    found: dict[str, Code] = {}
    coloured: set[str] = set()
    for style in styles.iterfind("{*}style") if styles is not None else ():
        name = _value(style, "styleId")
        code = _of_properties(style.find("{*}rPr"))
        if code and _value(style, "type") in ("character", "paragraph"):
            found[name] = code
        if style.find(".//{*}shd") is not None:
            coloured.add(name)
    return found, frozenset(coloured)


def _meaning(run: etree._Element, styles: dict[str, Code], coloured: frozenset[str]) -> Code | None:
    properties = run.find("{*}rPr")
    own = _of_properties(properties)
    if own or _is_denied(properties):
        return own
    if _style(properties, "rStyle") in styles:
        return styles[_style(properties, "rStyle")]
    holders = list(run.iterancestors("{*}p", "{*}tr"))
    for holder in holders:
        if _is_on(holder.find("{*}trPr/{*}hidden")):
            return "unseen"
        if (named := _style(holder.find("{*}pPr"), "pStyle")) in styles:
            return styles[named]
    is_white = properties is not None and _colour(properties.find("{*}color"), "val") == _WHITE
    return "unseen" if is_white and not _is_on_colour(run, coloured) else None


def _of_properties(properties: etree._Element | None) -> Code | None:
    if properties is None:
        return None
    if _is_on(properties.find("{*}strike")) or _is_on(properties.find("{*}dstrike")):
        return "struck_out"
    return "unseen" if _is_on(properties.find("{*}vanish")) else None


def _is_denied(properties: etree._Element | None) -> bool:
    """Tell whether a run takes back what its style says."""
    return properties is not None and any(
        (one := properties.find(f"{{*}}{name}")) is not None and not _is_on(one)
        for name in ("strike", "vanish")
    )


def _is_on_colour(run: etree._Element, coloured: frozenset[str]) -> bool:
    """Tell whether anything around the run may paint what lies behind it."""
    properties = run.find("{*}rPr")
    if properties is not None and properties.find("{*}highlight") is not None:
        return True
    for holder in (run, *run.iterancestors()):
        for name in ("rPr", "pPr", "tcPr", "tblPr"):
            held = holder.find(f"{{*}}{name}")
            if held is None:
                continue
            if _colour(held.find("{*}shd"), "fill") not in _PAPER or _style(held, "tblStyle") in coloured:
                return True
    return False


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (_value(element, "val") or "1").lower() not in _NO


def _colour(element: etree._Element | None, name: str) -> str:
    return _value(element, name).upper().replace("AUTO", "auto") if element is not None else ""


def _style(properties: etree._Element | None, name: str) -> str:
    element = properties.find(f"{{*}}{name}") if properties is not None else None
    return _value(element, "val") if element is not None else ""


def _value(element: etree._Element, name: str) -> str:
    """Return an attribute in whichever of the two namespaces of the format."""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )
