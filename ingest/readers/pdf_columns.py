"""Lines of a page whose 目录 is set in two columns: the left column first, then the right one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.grids import is_blank
from ingest.readers import bulletin
from ingest.readers.credits import in_brackets, is_body, split_prefix

# A gap of so many letters parts two columns; where a column begins may differ by a letter.
_GAP, _APART = 1.5, 14.0
_MIN_CHARS = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page: what stands left of a wide gap, what right of it, and where that begins."""

    left: str
    right: str
    begins: float


def lines_of(page: Any) -> list[str]:
    """Return the lines of a page in the order in which they are read."""
    texts = (page.extract_text() or "").split("\n")
    if not any(bulletin.is_contents(text) for text in texts):
        return texts
    found = page.extract_text_lines()
    start = next((at for at, line in enumerate(found) if bulletin.is_contents(line["text"])), None)
    if start is None:
        return texts
    lines = [_parted(line) for line in found[start + 1 :]]
    begins = [line.begins for line in lines if line.left and line.right]
    if len(begins) < 2 or max(begins) - min(begins) > _APART or not _are_entries(lines):
        return texts
    middle = min(begins)
    end = next((at for at, line in enumerate(found[start + 1 :]) if _crosses(line, middle)), len(lines))
    within = [_beside(line, lines[at], middle) for at, line in enumerate(found[start + 1 : start + 1 + end])]
    above, below = found[: start + 1], found[start + 1 + end :]
    return [
        *(line["text"] for line in above),
        *(left for left, _ in within if left),
        *(right for _, right in within if right),
        *(line["text"] for line in below),
    ]


def _parted(line: Any) -> _Line:
    """Part a line at its widest gap, if text stands on both sides of it."""
    chars = [one for one in line["chars"] if not is_blank(one["text"])]
    gaps = [(later["x0"] - one["x1"], at) for at, (one, later) in enumerate(pairwise(chars))]
    width, at = max(gaps, default=(0.0, 0))
    left, right = ("".join(one["text"] for one in part) for part in (chars[: at + 1], chars[at + 1 :]))
    if not chars or width < _GAP * chars[0]["size"] or min(len(left), len(right)) < _MIN_CHARS:
        return _Line(line["text"], "", 0.0)
    return _Line(left, right, chars[at + 1]["x0"])


def _are_entries(lines: list[_Line]) -> bool:
    """Tell whether what stands beside each other are two entries, not a title and its unit."""
    return all(_is_entry(text) for line in lines if line.right for text in (line.left, line.right))


def _is_entry(text: str) -> bool:
    return bool(in_brackets(text)[1] or split_prefix(text)[0]) or not is_body(text)


def _crosses(line: Any, middle: float) -> bool:
    """Tell whether a letter of the line stands where the columns part."""
    return any(one["x0"] < middle - 1 < one["x1"] for one in line["chars"] if not is_blank(one["text"]))


def _beside(line: Any, parted: _Line, middle: float) -> tuple[str, str]:
    """Return what of a line is of the left column, and what of the right one."""
    if parted.right:
        return parted.left, parted.right
    return ("", line["text"]) if line["x0"] >= middle - _APART else (line["text"], "")
