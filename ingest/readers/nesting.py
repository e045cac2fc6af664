"""How deep the elements of a page or a feed are nested, counted before a parser sees them."""

from __future__ import annotations

import re

from ingest import limits
from ingest.reading import UnreadableError

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that hold nothing, or that a browser closes by itself.
_NOT_NESTED = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "col",
        "area",
        "base",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
    ]
)


def check(text: str) -> None:
    """Refuse elements nested without end: the time to parse them grows with the square of the depth."""
    if text.count("<") <= limits.MAX_NESTING:
        return
    depth = 0
    for found in _TAG.finditer(text):
        if found[2].lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > limits.MAX_NESTING:
                raise UnreadableError(
                    "too_large",
                    "文件的层次过深，不是正常的网页或订阅文件：请把内容另存为 xlsx 或 csv 后重新放入收件夹",
                )
