"""One cleaning of every text before anything reads it: what programs have put into it that nobody typed or can see.

What an author chose stays: ① is no 1, and ： is no colon of ASCII. Deliveries keep the text as it came.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape
from html.entities import html5

from ingest.radicals import IDEOGRAPHS

# First and last characters of what is hardly ever there: the first look asks for nothing else.
_RARE_RANGES = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x335, 0x338), (0x180B, 0x180E), (0x200B, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x2069), (0x2E80, 0x2FDF), (0x31C0, 0x31EF), (0xF900, 0xFAFF), (0xFDD0, 0xFDD2),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0x2F800, 0x2FA1F), (0xE0100, 0xE01EF),
)  # fmt: skip
_RARE_WORDS = (
    r"&(?:#[0-9xX]|[A-Za-z]{2,31}[0-9]{0,2};)|_x[0-9A-Fa-f]{4}_|^\s*=\s*[\"A-Za-z]"
    r"|^'[0-9]|#(?:N/A|[A-Z][A-Z/_0]+[!?]|GETTING_DATA|##)|Err:5|<(?:s|S|del|DEL|strike|STRIKE)[ >]"
)
# The same for RE2 and for Python.
RARE = "[" + "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in _RARE_RANGES) + "]|" + _RARE_WORDS
_RARE = re.compile(
    "[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _RARE_RANGES) + "]|"
    + _RARE_WORDS
)  # fmt: skip

_FORMULA = re.compile(r'\s*=\s*(?:T\(\s*)?"((?:[^"]|"")*)"\s*\)?\s*')
_HYPERLINK = re.compile(r'\s*=\s*HYPERLINK\(\s*"[^"]*"\s*[,，;]\s*"((?:[^"]|"")*)"\s*\)\s*', re.IGNORECASE)
# Spreadsheet programs mark numbers that are to stay text so.
_TYPED = re.compile(r"\A'(\d[\d\s./:年月日-]*)\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});")
# Text that was made fit for a page more than once: &amp;ldquo;
_MAX_ROUNDS = 3
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\xad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
_HYPHEN = "\x1e"  # Word's hyphen that does not break
_FOLDED = re.compile("[\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f]")
_ERROR = re.compile(r"\s*(#N/A(?: N/A)?|#(?!\d)[A-Z/0_]+[!?]|#GETTING_DATA|#{3,}|Err:5\d\d)\s*")


def is_rare(text: str) -> bool:
    """Tell whether there may be something to clean."""
    return _RARE.search(text) is not None


def clean(text: str) -> str:
    """Return the text without what nobody typed; an error of a spreadsheet stays, because it is no text."""
    if not is_rare(text):
        return text
    formula = _FORMULA.fullmatch(text) or _HYPERLINK.fullmatch(text)
    text = _TYPED.sub(r"\1", text)
    text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), formula[1].replace('""', '"') if formula else text)
    for _ in range(_MAX_ROUNDS):
        entities = set(_ENTITY.findall(text))
        known = {name for name in entities if name[1] == "#" or name[1:] in html5}
        if not known:
            break
        text = _ENTITY.sub(lambda one: unescape(one[0]) if one[0] in known else one[0], text)  # noqa: B023
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace(_HYPHEN, "-")
    return _FOLDED.sub(lambda one: folded(one[0]), text).strip("\n")


def folds(text: str) -> dict[str, str]:
    """Return the characters of a text that are read as others that look the same."""
    found = {one: folded(one) for one in _FOLDED.findall(text)}
    return {one: meant for one, meant in found.items() if one != meant}


def error_in(text: str) -> str | None:
    """Return the error that a cell shows in place of a value, as spreadsheet programs write it into whatever file."""
    found = _ERROR.fullmatch(text) if "#" in text or ":" in text else None
    return found[1] if found else None


@cache
def folded(character: str) -> str:
    """Return the character that a radical, stroke or compatibility form stands for."""
    return IDEOGRAPHS.get(character) or unicodedata.normalize("NFKC", character)
