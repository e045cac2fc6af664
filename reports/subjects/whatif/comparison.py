"""Two rules over the same records: whose points and places change, by which lines, and who passes whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from warehouse.errors import BrokenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reports.subjects.whatif.standing import Placed, RescoredLine, Standing

_ZERO = Decimal(0)
_SHOWN = 3  # records behind a difference that are named
# Of these a record has at most one line; of others it may have several.
_ONE_A_RECORD = {"tariff", "reuse"}
ALL = "全体"


@dataclass(frozen=True, slots=True)
class Example:
    """A record (or piece, or period) behind a difference."""

    title: str
    about: str
    was: Decimal
    now: Decimal

    @property
    def difference(self) -> Decimal:
        return self.now - self.was


@dataclass(frozen=True, slots=True)
class LineEffect:
    """What one line of the old rule, become one of the new, did to a unit's points."""

    was: str  # the old line in words; empty if there was none
    now: str
    count: int
    was_points: Decimal
    now_points: Decimal
    examples: tuple[Example, ...]

    @property
    def difference(self) -> Decimal:
        return self.now_points - self.was_points


@dataclass(frozen=True, slots=True)
class Passing:
    """Another unit that came to stand before or after, and what its own points did."""

    unit_name: str
    difference: Decimal
    had_place: bool = True
    has_place: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """A unit whose points or place change."""

    unit_code: str
    unit_name: str
    group: str
    was: Placed | None
    now: Placed | None
    parts: tuple[LineEffect, ...]
    overtaken_by: tuple[Passing, ...]
    left_behind: tuple[Passing, ...]
    why: tuple[tuple[str, str], ...]  # what else moved its place, in Chinese and in English

    @property
    def difference(self) -> Decimal:
        return (self.now.points if self.now else _ZERO) - (self.was.points if self.was else _ZERO)

    @property
    def changes_place(self) -> bool:
        return (self.was.place if self.was else None) != (self.now.place if self.now else None)


@dataclass(frozen=True, slots=True)
class Contest:
    """Who is ranked against each other, in the order of each rule."""

    name: str
    was: tuple[Placed, ...]
    now: tuple[Placed, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether anybody in it has a place."""
        return any(each.place is not None for each in (*self.was, *self.now))


@dataclass(frozen=True, slots=True)
class RuleComparison:
    """A period under two rules."""

    before: Standing
    after: Standing
    contests: tuple[Contest, ...]
    moves: tuple[Move, ...]

    @property
    def caution(self) -> str:
        """What makes the figures of either incomplete."""
        return self.before.caution or self.after.caution

    @property
    def unit_count(self) -> int:
        """How many units stand in either ranking."""
        return len({each.unit_code for each in (*self.before.placed, *self.after.placed)})


def compare(before: Standing, after: Standing, renumbered: Mapping[str, str] | None = None) -> RuleComparison:
    """Compare two standings of one period; `renumbered` tells the new number of a line that goes on under another.

    Raises `BrokenError` if the parts of a unit's change do not add up to it.
    """
    was, now = ({each.unit_code: each for each in standing.placed} for standing in (before, after))
    parts = _parts(before, after, renumbered or {})
    units = dict.fromkeys((*now, *was))
    moves = [_move(unit, was, now, parts.get(unit, ()), (before, after)) for unit in units]
    for move in moves:
        explained = sum((part.difference for part in move.parts), _ZERO)
        if explained != move.difference:
            raise BrokenError(
                f"{move.unit_name} 得分变化 {move.difference}，各行合计却是 {explained}",
                f"{move.unit_name} changes by {move.difference}, its lines by {explained}",
            )
    contests = _contests(before, after)
    order = {
        each.unit_code: number
        for number, each in enumerate(one for contest in contests for one in contest.now)
    }
    changed = [move for move in moves if move.difference or move.changes_place or move.parts]
    return RuleComparison(
        before, after, contests, tuple(sorted(changed, key=lambda move: order.get(move.unit_code, -1)))
    )


def _contests(before: Standing, after: Standing) -> tuple[Contest, ...]:
    grouped = before.is_grouped and after.is_grouped
    every = sorted((*before.placed, *after.placed), key=lambda each: each.unit_order)
    names = dict.fromkeys(each.group for each in every) if grouped else {ALL: None}
    contests = (
        Contest(name, *(_in_order(standing, name if grouped else None) for standing in (before, after)))
        for name in names
    )
    return tuple(sorted(contests, key=lambda contest: not contest.is_ranked))


def _in_order(standing: Standing, group: str | None) -> tuple[Placed, ...]:
    there = [each for each in standing.placed if group in (None, each.group)]
    return tuple(
        sorted(
            there,
            key=lambda each: (standing.contest(each), each.place or 10**6, -each.points, each.unit_order),
        )
    )


def _parts(before: Standing, after: Standing, renumbered: Mapping[str, str]) -> dict[str, tuple[LineEffect, ...]]:
    """Return by unit what each pair of lines did, the largest difference first."""
    was = {_same(line, renumbered): line for line in before.lines}
    now = {_same(line, {}): line for line in after.lines}
    found: dict[str, dict[tuple[str, str], list[Example]]] = defaultdict(lambda: defaultdict(list))
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        one = _example(old, new)
        if one.difference:
            lines = (
                before.says(old) if old else "",
                after.says(new) if new else "",
            )
            found[key[0]][lines].append(one)
    return {
        unit: tuple(_sorted(_part(*lines, ones) for lines, ones in each.items()))
        for unit, each in found.items()
    }


def _same(line: RescoredLine, renumbered: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return by what a line is found again under the other rule."""
    number = "" if line.step in _ONE_A_RECORD else renumbered.get(line.line, line.line)
    return line.unit_code, line.step, line.of, number


def _example(old: RescoredLine | None, new: RescoredLine | None) -> Example:
    told = new or old
    title, about = (told.title, told.about) if told else ("", "")
    return Example(title, about, old.points if old else _ZERO, new.points if new else _ZERO)


def _part(was: str, now: str, examples: list[Example]) -> LineEffect:
    largest = sorted(examples, key=lambda one: (-abs(one.difference), one.title, one.about))
    return LineEffect(
        was, now, len(examples), sum((one.was for one in examples), _ZERO), sum((one.now for one in examples), _ZERO),
        tuple(largest[:_SHOWN]),
    )  # fmt: skip


def _sorted(parts: Iterable[LineEffect]) -> list[LineEffect]:
    return sorted(parts, key=lambda part: (-abs(part.difference), part.was, part.now))


def _move(
    unit: str, was: Mapping[str, Placed], now: Mapping[str, Placed], parts: tuple[LineEffect, ...],
    standings: tuple[Standing, Standing],
) -> Move:  # fmt: skip
    before, after = standings
    old, new = was.get(unit), now.get(unit)
    placed = new or old
    had, has = _ahead(before, old), _ahead(after, new)
    if had is None or has is None:  # without a place on both sides nobody passes anybody
        had = has = set()
    return Move(
        unit, placed.unit_name if placed else unit, placed.group if placed else "", old, new, parts,
        tuple(_passings(has - had, was, now)), tuple(_passings(had - has, was, now)),
        tuple(_why(standings, old, new, len(has) - len(had))),
    )  # fmt: skip


def _ahead(standing: Standing, placed: Placed | None) -> set[str] | None:
    """Return the units that stand before one; None if it has no place."""
    if placed is None or placed.place is None:
        return None
    return {
        other.unit_code
        for other in standing.placed
        if other.place is not None
        and other.place < placed.place
        and standing.contest(other) == standing.contest(placed)
    }


def _passings(units: set[str], was: Mapping[str, Placed], now: Mapping[str, Placed]) -> Iterator[Passing]:
    both = [(was.get(unit), now.get(unit)) for unit in units]
    named = [(new or old, old, new) for old, new in both]
    for placed, old, new in sorted(named, key=lambda each: each[0].unit_order if each[0] else 0):
        difference = (new.points if new else _ZERO) - (old.points if old else _ZERO)
        yield Passing(placed.unit_name if placed else "", difference, _has_place(old), _has_place(new))


def _has_place(placed: Placed | None) -> bool:
    return placed is not None and placed.place is not None


def _why(
    standings: tuple[Standing, Standing], old: Placed | None, new: Placed | None, passed: int
) -> Iterator[tuple[str, str]]:
    """Yield what moved a unit beside others that passed it: `passed` more stand before it now."""
    before, after = standings
    if old is None or new is None or old.place == new.place:
        return
    if old.place is None or new.place is None:
        yield _why_unplaced(before, after, old, new)
    elif new.place - old.place != passed:
        if before.is_grouped != after.is_grouped:
            yield "排名范围在各组与全体之间改变", "ranked within its group before or after, not both"
        if before.ties != after.ties:
            yield "同分的名次算法改变", "ties are counted differently"


def _why_unplaced(before: Standing, after: Standing, old: Placed, new: Placed) -> tuple[str, str]:
    if "none" in (before.ties, after.ties) and before.ties != after.ties:
        return "是否排名次改变", "one of the rules gives no places"
    if old.missed_gates and not new.missed_gates:
        return f"原来因未完成 {old.missed_gates} 不排名", f"had no place for missing {old.missed_gates}"
    if new.missed_gates and not old.missed_gates:
        return f"因未完成 {new.missed_gates} 不再排名", f"has no place for missing {new.missed_gates}"
    return "参加排名的范围改变", "who is ranked has changed"
