"""Workbooks of Excel 97 and of Excel 5.0/95, written record by record: no library writes both."""

from __future__ import annotations

import struct
from collections.abc import Collection, Sequence
from pathlib import Path

_SECTOR = 512
_PLAIN, _STRUCK, _TWO_DECIMALS = 15, 16, 17


def xls(
    path: Path,
    rows: Sequence[Sequence[str | float]],
    *,
    is_old: bool = False,
    encoding: str = "gb18030",
    codepage: int = 936,
    struck_rows: Collection[int] = (),
    two_decimals: Collection[tuple[int, int]] = (),
) -> Path:
    """Write one sheet; `is_old` makes it Excel 5.0/95, whose text is in the encoding and says to be of the code page."""

    def text(said: str, length: str) -> bytes:
        if is_old:
            content = said.encode(encoding)
            return struct.pack(length, len(content)) + content
        return struct.pack(length, len(said)) + b"\x01" + said.encode("utf-16-le")

    version = 0x0500 if is_old else 0x0600
    fonts = b"".join(
        _record(
            0x31, struct.pack("<HHHHHBBBB", 200, grbit, 0x7FFF, 400, 0, 0, 0, 134, 0) + text("Arial", "<B")
        )
        for grbit in (0, 0, 0, 0, 0x08)
    )
    forms = b"".join(
        _record(0xE0, struct.pack("<HHH", font, shown_as, style) + bytes(10 if is_old else 14))
        for font, shown_as, style in [*[(0, 0, 0xFFF5)] * 15, (0, 0, 1), (5, 0, 1), (0, 2, 1)]
    )
    opening = _record(0x0809, struct.pack("<HHHH", version, 5, 0, 1997) + (b"" if is_old else bytes(8)))
    opening += _record(0x42, struct.pack("<H", codepage if is_old else 1200)) + fonts + forms
    name = text("Sheet1", "<B")
    start = len(opening) + len(_record(0x85, bytes(6) + name)) + len(_record(0x0A))
    opening += _record(0x85, struct.pack("<IH", start, 0) + name) + _record(0x0A)
    size = struct.pack("<HHHHH" if is_old else "<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    sheet = _record(0x0809, struct.pack("<HHHH", version, 0x10, 0, 1997) + (b"" if is_old else bytes(8)))
    sheet += _record(0x0200, size)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            form = _STRUCK if at in struck_rows else _PLAIN
            place = struct.pack("<HHH", at, column, _TWO_DECIMALS if (at, column) in two_decimals else form)
            if isinstance(value, int | float):
                sheet += _record(0x0203, place + struct.pack("<d", value))
            else:
                sheet += _record(0x0204, place + text(value, "<H"))
    path.write_bytes(_container("Book" if is_old else "Workbook", opening + sheet + _record(0x0A)))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _container(name: str, stream: bytes) -> bytes:
    """Return an OLE file with one stream, long enough not to lie among the short ones."""
    stream = stream.ljust(4096, b"\0")
    size = len(stream)
    stream = stream.ljust(-(-size // _SECTOR) * _SECTOR, b"\0")
    count = len(stream) // _SECTOR
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat, end, *range(3, 2 + count), end]
    assert len(chain) <= _SECTOR // 4
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[free] * (_SECTOR // 4 - len(chain)))
    entries = _entry("Root Entry", 5, 1, end, 0) + _entry(name, 2, free, 2, size) + bytes(2 * 128)
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    return head + table + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    said = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    entry = said.ljust(64, b"\0") + struct.pack("<HBBIII", len(said), kind, 1, none, none, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
