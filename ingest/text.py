"""Bytes to text, in a fixed order of encodings: detectors guess wrong on short Chinese text."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def has_mark(content: bytes) -> bool:
    """Tell whether the bytes begin with a byte order mark."""
    return any(content.startswith(mark) for mark, _ in _MARKS)


def decode(content: bytes) -> str | None:
    """Decode by byte order mark, else strict UTF-8, else strict GB18030; None if none of them fits."""
    text, _ = _decoded(content)
    return None if text is None or "\0" in text else text


def as_utf8(content: bytes) -> bytes | None:
    """Return the same text as UTF-8 without a mark; None if no encoding fits."""
    text, encoding = _decoded(content)
    if text is None:
        return None
    same = content if encoding == "utf-8" else text.encode()
    return None if b"\0" in same else same


def _decoded(content: bytes) -> tuple[str | None, str]:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None, ""
