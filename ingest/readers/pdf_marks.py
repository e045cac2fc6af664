"""What the letters of a PDF page are: drawn twice to look bold, with a line drawn through them, or white on white."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pdfminer.pdftypes import resolve1

from ingest import marks

# Fake bold is drawn a third to a whole point apart; two letters in a row stand further from each other.
_SAME_PLACE = 1.0
_MAX_THICKNESS = 2.5
_MIN_LENGTH = 4.0
# A line through a text crosses the middle of its letters; an underline and the rules of a table do not.
_MIDDLE = (0.28, 0.72)
_WHITE = {("DeviceGray", (1,)), ("DeviceRGB", (1, 1, 1)), ("DeviceCMYK", (0, 0, 0, 0))}

_PAPER = {colour for _, colour in _WHITE}


def marked(page: Any) -> Any:
    """Return the page with each letter once, those that are "not this" marked."""
    page = _without_doubles(page)
    page = _without(page, _strike(page))
    _blot_white(page)
    return page


def _without(page: Any, gone: set[int]) -> Any:
    return page.filter(lambda one: id(one) not in gone) if gone else page


def _without_doubles(page: Any) -> Any:
    """Return the page without letters drawn again in their place: what the library has for it takes the square of them."""
    chars = page.chars
    if len({(char["text"], round(char["x0"]), round(char["top"])) for char in chars}) == len(chars):
        return page
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    doubles: set[int] = set()
    for char in chars:
        x, y = char["x0"], char["top"]
        near = (
            place
            for column in (int(x) - 1, int(x), int(x) + 1)
            for row in (int(y) - 1, int(y), int(y) + 1)
            for place in seen.get((char["text"], column, row), ())
        )
        if any(abs(x - left) <= _SAME_PLACE and abs(y - top) <= _SAME_PLACE for left, top in near):
            doubles.add(id(char))
        else:
            seen.setdefault((char["text"], int(x), int(y)), []).append((x, y))
    return _without(page, doubles)


def _strike(page: Any) -> set[int]:
    """Mark the letters that a thin level line or an annotation goes through; return those lines: they rule no table."""
    lines = [
        (one["x0"], one["x1"], (one["top"] + one["bottom"]) / 2, id(one))
        for one in (*page.lines, *page.rects, *page.curves)
        if one["bottom"] - one["top"] <= _MAX_THICKNESS and one["x1"] - one["x0"] >= _MIN_LENGTH
    ]
    with suppress(Exception):  # remarks are made by many programs; a page is read without them, too
        lines += [(*place, 0) for place in _annotated(page)]
    striking: set[int] = set()
    if not lines:
        return striking
    chars = sorted(page.chars, key=lambda char: char["top"])
    tops = [char["top"] for char in chars]
    tallest = max((char["bottom"] - char["top"] for char in chars), default=0)
    for left, right, level, drawn in lines:
        for char in chars[bisect_left(tops, level - tallest) : bisect_right(tops, level)]:
            height = char["bottom"] - char["top"]
            is_level = _MIDDLE[0] * height <= level - char["top"] <= _MIDDLE[1] * height
            if is_level and left - 1 <= (char["x0"] + char["x1"]) / 2 <= right + 1:
                _mark(char, "struck_out")
                striking.add(drawn)
    return striking


def _annotated(page: Any) -> list[tuple[float, float, float]]:
    """Return where somebody has struck text out as a remark on the page, in a program that reads PDF."""
    if not resolve1(page.page_obj.annots):
        return []
    found = []
    for one in page.annots:
        if getattr(one["data"].get("Subtype"), "name", "") == "StrikeOut":
            found += _levels(page, one)
    return found


def _levels(page: Any, annotation: Any) -> list[tuple[float, float, float]]:
    points = [float(number) for number in resolve1(annotation["data"].get("QuadPoints")) or ()]
    quads: Sequence[Sequence[float]] = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    if not quads:
        return [(annotation["x0"], annotation["x1"], (annotation["top"] + annotation["bottom"]) / 2)]
    height = page.bbox[3]
    return [
        (min(quad[::2]), max(quad[::2]), height - (min(quad[1::2]) + max(quad[1::2])) / 2) for quad in quads
    ]


def _blot_white(page: Any) -> None:
    white = [char for char in page.chars if (char.get("ncs"), _colour(char)) in _WHITE]
    if not white:
        return
    grounds = [
        one for one in (*page.rects, *page.curves) if one.get("fill") and _colour(one) not in _PAPER
    ] + list(page.images)
    for char in white:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not any(one["x0"] <= x <= one["x1"] and one["top"] <= y <= one["bottom"] for one in grounds):
            _mark(char, "unseen")


def _colour(one: Mapping[str, Any]) -> tuple[Any, ...]:
    said = one.get("non_stroking_color")
    return tuple(said) if isinstance(said, list | tuple) else (said,)


def _mark(char: dict[str, Any], code: marks.Code) -> None:
    if not marks.is_marked(char["text"]):
        char["text"] = marks.marked(char["text"], code)
