"""One text of a file put in the place of another."""

from __future__ import annotations

from pathlib import Path


def rewrite(path: Path, old: str, new: str) -> None:
    """Write `new` where `old` stands first; a test that means a text which is not there fails."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
