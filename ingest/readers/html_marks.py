"""Elements of a page that are "not this": <s> and <del>, struck out or hidden by style, white on white; marked in the tree.

Styles are those of the page itself; what lies in other files decides nothing, least of all what white text stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest import marks
from ingest.marks import Code

_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,80}line-through", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_SHOWN = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible", re.IGNORECASE)
_WHITE_NAME = r"(?:#fff(?:fff)?|white|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,\s*1\s*)?\))\s*(?:!important)?\s*(?=[;}]|$)"
_WHITE = re.compile(rf"(?:^|[;{{\s])color\s*:\s*{_WHITE_NAME}", re.IGNORECASE)
_PAINTED = re.compile(
    rf"(?:background(?:-color|-image)?|mso-pattern)\s*:\s*(?!(?:none|transparent|inherit|initial|{_WHITE_NAME}|auto\b))",
    re.IGNORECASE,
)
_BY_TAG = "s, del, strike"
_BY_ATTRIBUTE = (
    '[hidden], [style*="line-through" i], [style*="display" i][style*="none" i], [style*="visibility" i],'
    ' [style*="mso-hide" i]'
)
_WHITE_BY_ATTRIBUTE = (
    'td [style*="color" i], td[style*="color" i], tr[style*="color" i], th[style*="color" i], font[color]'
)
_NESTED = re.compile(r"@(?!media\s+(?:screen|all)\b)[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_MAX_STYLE_CHARS = 300_000


def mark(page: LexborHTMLParser) -> bool:
    """Mark the texts of such elements in place; tell whether there is any."""
    styles = _rules(page)
    found: dict[int, tuple[LexborNode, Code]] = {}
    for node in page.css(_BY_TAG):
        found[node.mem_id] = (node, "struck_out")
    for selector, style in styles:
        _by_rule(page, selector, style, found)
    for node in page.css(_BY_ATTRIBUTE):
        style = node.attributes.get("style") or ""
        if _STRUCK.search(style):
            found[node.mem_id] = (node, "struck_out")
        elif "hidden" in node.attributes or _HIDDEN.search(style):
            found[node.mem_id] = (node, "unseen")
    if not page.css_first('link[rel~="stylesheet"]'):
        found.update(
            {node.mem_id: (node, "unseen") for node in _white(page, styles) if node.mem_id not in found}
        )
    body = page.body
    whole = len(body.text()) if found and body is not None else 0
    for node, code in found.values():
        # A page that hides most of itself shows it by a program when it is opened.
        if code == "struck_out" or 2 * len(node.text()) <= whole:
            _mark(node, code)
    return bool(found)


def _mark(node: LexborNode, code: Code) -> None:
    for text in [one for one in node.traverse(include_text=True) if one.tag == "-text"]:
        said = text.text_content or ""
        if said and not said.isspace() and not marks.is_marked(said):
            text.replace_with(marks.marked(said, code))


def _rules(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """Return the rules of the page's own style sheets that may mean something, in their order."""
    text = " ".join(style.text() for style in page.css("style"))[:_MAX_STYLE_CHARS]
    if not (_STRUCK.search(text) or _HIDDEN.search(text) or _WHITE.search(text)):
        return []
    # Remarks, one by one: an expression would look to the end of the text from each that is not closed.
    first, *others = text.replace("<!--", " ").replace("-->", " ").split("/*")
    text = _NESTED.sub(" ", first + "".join(each.partition("*/")[2] for each in others))
    rules = (each.rpartition("{") for each in text.split("}"))
    return [
        (before.rpartition("{")[2].strip(), style)
        for before, brace, style in rules
        if brace and ":" not in before
    ]


def _by_rule(
    page: LexborHTMLParser, selector: str, style: str, found: dict[int, tuple[LexborNode, Code]]
) -> None:
    """Take in what a rule says; of two about one element the later one counts."""
    code: Code = "struck_out" if _STRUCK.search(style) else "unseen"
    if code == "struck_out" or _HIDDEN.search(style):
        found.update({node.mem_id: (node, code) for node in _matched(page, selector)})
    elif found and _SHOWN.search(style):
        for node in _matched(page, selector):
            if found.get(node.mem_id, (node, None))[1] == "unseen":
                del found[node.mem_id]


def _matched(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return page.css(selector)
    except SelectolaxError:
        return []


def _white(page: LexborHTMLParser, styles: list[tuple[str, str]]) -> Iterator[LexborNode]:
    """Give the elements of tables whose text is white and that stand on nothing painted."""
    by_rule = [
        node for selector, style in styles if _WHITE.search(style) for node in _matched(page, selector)
    ]
    by_attribute = [
        node
        for node in page.css(_WHITE_BY_ATTRIBUTE)
        if _WHITE.search(node.attributes.get("style") or "")
        or re.fullmatch(_WHITE_NAME, node.attributes.get("color") or "", re.IGNORECASE)
    ]
    if not by_rule and not by_attribute:
        return
    painted = {
        node.mem_id
        for selector, style in styles
        if _PAINTED.search(style)
        for node in _matched(page, selector)
    }
    for node in (*by_rule, *by_attribute):
        if not any(_is_painted(holder, painted) for holder in _around(node)):
            yield node


def _around(node: LexborNode) -> Iterator[LexborNode]:
    holder: LexborNode | None = node
    while holder is not None and holder.tag not in ("body", "html"):
        yield holder
        holder = holder.parent


def _is_painted(node: LexborNode, painted: set[int]) -> bool:
    return (
        node.mem_id in painted
        or bool(_PAINTED.search(node.attributes.get("style") or ""))
        or bool(node.attributes.get("bgcolor") or node.attributes.get("background"))
    )
