"""Text that is "not this", because it is struck out or not to be seen: marked in one way by the readers of all kinds of file.

The marks are characters that Unicode keeps for such use inside a program; `clean_grids` and `line` take them out again.
"""

from __future__ import annotations

import re
from typing import Literal

Code = Literal["struck_out", "unseen"]

# What a row is told that is marked as a whole.
VOID: dict[Code, str] = {
    "struck_out": "这一行划了删除线，按作废处理，不计：如果应当计入，请去掉删除线后重新发送",
    "unseen": "这一行的文字看不见（隐藏文字、白色字等），按作废处理，不计：如果应当计入，请显示出来后重新发送",
}
_OPENING: dict[Code, str] = {"struck_out": "\ufdd0", "unseen": "\ufdd2"}
_CODES = {opening: code for code, opening in _OPENING.items()}
_CLOSE = NOTHING = "\ufdd1"
_MARKS = re.compile("[\ufdd0-\ufdd2]")
_MARKED = re.compile("([\ufdd0\ufdd2])([^\ufdd0-\ufdd2]*)\ufdd1?")
# What else may stand between two pieces that are marked alike.
_BETWEEN = re.compile("\ufdd1(\\s*)\ufdd0|\ufdd1(\\s*)\ufdd2")


def marked(text: str, code: Code) -> str:
    """Return the text marked as a whole; nothing to be seen needs no mark."""
    return f"{_OPENING[code]}{plain(text)}{_CLOSE}" if text and not text.isspace() else text


def is_marked(text: str) -> bool:
    """Tell whether there is a mark in the text, be it one that marks nothing."""
    return _MARKS.search(text) is not None


def plain(text: str) -> str:
    """Return the text as delivered: the marks go, what they stand around stays."""
    return _MARKS.sub("", text)


def shown(text: str) -> str:
    """Return what is left of the text when everything marked is taken out."""
    return _MARKS.sub("", _MARKED.sub("", text)).strip() if _MARKS.search(text) else text


def whole(text: str) -> Code | None:
    """Return how a text is marked of which nothing is left; None if something is, or nothing is marked."""
    found = _MARKED.search(text)
    return _CODES[found[1]] if found and not shown(text) else None


def pieces(text: str) -> list[tuple[Code, str]]:
    """Return what is marked in the text, in its order."""
    joined = _BETWEEN.sub(lambda gap: gap[1] or gap[2] or "", text)
    return [(_CODES[one[1]], one[2].strip()) for one in _MARKED.finditer(joined) if one[2].strip()]
