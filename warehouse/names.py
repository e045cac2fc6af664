"""What tells a name apart, as macro `name_key` of the models has it: the same name written in two ways has one key."""

from __future__ import annotations

import re

_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，／－：（）　ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
    "0123456789.,/-:() ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
)
_SPACES = re.compile("[\t\n\f\r \u00a0\u3000\u200b]+")  # what \s is to the models, and no more
_MARKS = re.compile("[《》〈〉<>「」『』“”\"'‘’]")


def name_key(text: str) -> str:
    """Return the name without spaces, quotes, title marks and a leading 中共, in half width."""
    return _MARKS.sub("", _SPACES.sub("", text.translate(_HALF_WIDTH))).removeprefix("中共")


def is_mark(text: str) -> bool:
    """Say whether a cell holds nothing but signs: it names nobody, and means what stands above it at most."""
    return not any(character.isalnum() for character in text)
