"""How a comparison of two rules is put into words: the same on the page and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.saying import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.subjects.whatif.comparison import Example, LineEffect, Move, Passing
    from reports.subjects.whatif.standing import Placed

_NAMED = 8  # more names than this tell nobody anything


def place(placed: Placed | None) -> str:
    """Print a place; a shared one says so."""
    if placed is None or placed.place is None:
        return plain.NONE
    return f"并列{placed.place}" if placed.is_tied else str(placed.place)


def points(placed: Placed | None) -> str:
    """Print the points of a unit, if it is there."""
    return plain.number(placed.points) if placed else plain.NONE


def moved(was: Placed | None, now: Placed | None) -> str:
    """Print how many places a unit gains or loses."""
    if was is None or now is None or was.place is None or now.place is None:
        return plain.NONE
    return plain.moved(was.place - now.place)


def headline(move: Move) -> str:
    """Print what becomes of a unit's points and place."""
    scored = f"得分 {points(move.was)} → {points(move.now)}（{plain.signed(move.difference)}）"
    placed = (
        f"名次 {place(move.was)} → {place(move.now)}"
        if move.changes_place
        else f"名次 {place(move.now)} 不变"
    )
    return f"{scored if move.difference else '本单位得分未变'}，{placed}"


def line(part: LineEffect) -> str:
    """Print which line of the rule became which."""
    if not part.was:
        return f"新计入：{part.now}"
    if not part.now:
        return f"不再计入：{part.was}"
    return part.was if part.was == part.now else f"{part.was} → {part.now}"


def example(one: Example) -> str:
    """Print a record behind a difference: its title, where and when it was printed; or the sentence of a period's line."""
    return " ".join(part for part in (plain.title(one.title) if one.title else "", one.about) if part)


def effect(part: LineEffect) -> str:
    """Print what a line did to a unit's points."""
    was, now = plain.number(part.was_points), plain.number(part.now_points)
    return f"{part.count} 条，{was} → {now}（{plain.signed(part.difference)}）"


def others(move: Move) -> Iterator[tuple[str, str]]:
    """Print, in Chinese and in English, who passed a unit, whom it passed, and what else moved its place."""
    if move.overtaken_by:
        yield f"被 {_names(move.overtaken_by)} 超过", f"overtaken by {_names(move.overtaken_by)}"
    if move.left_behind:
        yield f"超过或追平 {_names(move.left_behind)}", f"no longer behind {_names(move.left_behind)}"
    yield from move.why


def _names(passings: Sequence[Passing]) -> str:
    named = "、".join(f"{one.unit_name}（{_own(one)}）" for one in passings[:_NAMED])
    return named + (f" … {len(passings)}" if len(passings) > _NAMED else "")


def _own(passing: Passing) -> str:
    if passing.had_place != passing.has_place:
        return "新参加排名" if passing.has_place else "不再排名"
    return plain.signed(passing.difference)
