"""Bytes to text, in a fixed order of encodings: detectors guess wrong on short Chinese text."""

from __future__ import annotations

import codecs

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def has_mark(content: bytes) -> bool:
    """Tell whether the bytes begin with a byte order mark."""
    return content.startswith(_MARKS)


# Never part of a character in UTF-8 or GB18030; tabs, line and page breaks are text.
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
# What DOS and torn copies leave behind the text.
_PADDING = b"\0\x1a"
_FEW = 3
_SEPARATORS = bytes(range(0x1C, 0x20))
# Windows writes € as this byte in Chinese text too, where no character begins with it.
_EURO = b"\x80"


def _euro(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError) and error.object[error.start : error.start + 1] == _EURO:
        return "€", error.start + 1
    raise error


codecs.register_error("tongbao_euro", _euro)


def is_plain(content: bytes) -> bool:
    """Tell whether bytes are text but for a few control characters, which are read around.

    Of those that once parted fields and records there may be more: other programs write them into cells.
    """
    held = content.rstrip(_PADDING)
    strays = len(held) - len(held.translate(None, _CONTROLS))
    if strays > _FEW:
        strays -= len(held) - len(held.translate(None, _SEPARATORS))
    return bool(held) and strays <= max(_FEW, len(held) // 100)


def strays_of(content: bytes) -> str | None:
    """Say of which control characters a text was rid before it was read, None if it had none."""
    narrow = _narrow(content) or b""
    held = narrow.rstrip(_PADDING)
    said = []
    if count := len(held) - len(held.translate(None, _CONTROLS)):
        first = next(at for at, byte in enumerate(held) if byte in _CONTROLS)
        said.append(f"略去 {count} 个控制字符（第一个在第 {held.count(10, 0, first) + 1} 行）")
    if zeros := narrow.count(0, len(held)):
        said.append(f"末尾有 {zeros} 个空字节，可能没有传完：请核对最后一行")
    elif len(held) < len(narrow):
        said.append("略去末尾的结束符")
    return "；".join(said) or None


def decode(content: bytes) -> str | None:
    """Decode by byte order mark, else strict UTF-8, else strict GB18030; None if none of them fits."""
    return _decoded(content)[0]


def as_utf8(content: bytes) -> bytes | None:
    """Return the same text as UTF-8 without a mark; None if no encoding fits."""
    text, encoding, plain = _decoded(content)
    if text is None:
        return None
    return plain if encoding == "utf-8" else text.encode()


def _narrow(content: bytes) -> bytes | None:
    """Return text of two bytes a character as UTF-8, other bytes as they are; None if it is cut in a character."""
    if not has_mark(content) or content.startswith(codecs.BOM_UTF8):
        return content
    try:
        return content.decode("utf-16").encode()
    except UnicodeDecodeError:
        return None


def _decoded(content: bytes) -> tuple[str | None, str, bytes]:
    """Return the text without control characters, its encoding, and the bytes it was decoded from."""
    narrow = _narrow(content)
    if narrow is None or (narrow and not is_plain(narrow)):
        return None, "", b""
    plain = narrow.rstrip(_PADDING).translate(None, _CONTROLS)
    tried = [("utf-8", "strict"), ("gb18030", "strict"), ("gb18030", "tongbao_euro")]
    if content.startswith(codecs.BOM_UTF8):
        tried = [("utf-8-sig", "strict")]
    for encoding, errors in tried:
        try:
            return plain.decode(encoding, errors), encoding, plain
        except UnicodeDecodeError:
            continue
    return None, "", b""
