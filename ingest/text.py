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


# Never part of a character in UTF-8 or GB18030; tabs, line and page breaks are text.
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
# What DOS and torn copies leave behind the text.
_PADDING = b"\0\x1a"
_FEW = 3


def is_plain(content: bytes) -> bool:
    """Tell whether bytes are text but for a few control characters, which are read around."""
    held = _unpadded(content)
    strays = len(held) - len(held.translate(None, _CONTROLS))
    return bool(held) and strays <= max(_FEW, len(held) // 100)


def strays_of(content: bytes) -> str | None:
    """Say of which control characters a text was rid before it was read, None if it had none."""
    if has_mark(content) and not content.startswith(codecs.BOM_UTF8):
        return None
    held = _unpadded(content)
    said = []
    if count := len(held) - len(held.translate(None, _CONTROLS)):
        first = next(at for at, byte in enumerate(held) if byte in _CONTROLS)
        said.append(f"略去 {count} 个控制字符（第一个在第 {held.count(10, 0, first) + 1} 行）")
    if zeros := content.count(0, len(held)):
        said.append(f"末尾有 {zeros} 个空字节，可能没有传完：请核对最后一行")
    elif len(held) < len(content):
        said.append("略去末尾的结束符")
    return "；".join(said) or None


def _unpadded(content: bytes) -> bytes:
    return (
        content if has_mark(content) and not content.startswith(codecs.BOM_UTF8) else content.rstrip(_PADDING)
    )


def decode(content: bytes) -> str | None:
    """Decode by byte order mark, else strict UTF-8, else strict GB18030; None if none of them fits."""
    return _decoded(content)[0]


def as_utf8(content: bytes) -> bytes | None:
    """Return the same text as UTF-8 without a mark; None if no encoding fits."""
    text, encoding, plain = _decoded(content)
    if text is None:
        return None
    return plain if encoding == "utf-8" else text.encode()


def _decoded(content: bytes) -> tuple[str | None, str, bytes]:
    """Return the text without control characters, its encoding, and the bytes it was decoded from."""
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    if marked == ["utf-16"]:
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            return None, "", b""
        return (None if "\0" in text else text), "utf-16", content
    if content and not is_plain(content):
        return None, "", b""
    plain = _unpadded(content).translate(None, _CONTROLS)
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return plain.decode(encoding), encoding, plain
        except UnicodeDecodeError:
            continue
    return None, "", b""
