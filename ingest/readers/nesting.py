"""How many elements a page or a feed has and how deep they are nested, counted before a parser sees them."""

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
    """Refuse elements without end, and nested without end: the time to parse grows with the square of the depth."""
    count = text.count("<")
    if count > limits.MAX_TAGS:
        raise UnreadableError(
            "too_large",
            f"文件的标签超过 {limits.MAX_TAGS} 个：请把记录分成几个文件，或另存为 xlsx 后重新放入收件夹",
        )
    if count <= limits.MAX_NESTING:
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
