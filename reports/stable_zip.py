"""Rewriting an office file so that the clock and the order of writing leave no trace."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)


def stable(content: bytes, fonts: Mapping[str, str] | None = None) -> bytes:
    """Return the zip with members sorted and undated, and other names for the fonts given."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    if fonts:
        members = {
            name: _with_fonts(member.decode(), fonts).encode() if name.endswith(".xml") else member
            for name, member in members.items()
        }
    return packed(members)


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of members, sorted and undated."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as result:
        for name, member in sorted(members.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            result.writestr(info, member)
    return target.getvalue()


def _with_fonts(xml: str, fonts: Mapping[str, str]) -> str:
    """All at once, as one font's new name may be another's old one."""
    attribute = re.compile('="(' + "|".join(map(re.escape, fonts)) + ')"')
    return attribute.sub(lambda found: f'="{escape(fonts[found[1]], {chr(34): "&quot;"})}"', xml)
