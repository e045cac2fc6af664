"""Two makings of one document: another figure is told from another layout."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reports.editions.contents import Clause

_NUMBER = r"\d[\d,]*(?:\.\d+)?%?"


class ChangedFigure(NamedTuple):
    """A value that is not the same: where, what the edition says, what it says made again."""

    where: str
    was: str
    now: str


def figures(was: Sequence[Clause], now: Sequence[Clause], names: Collection[str]) -> list[ChangedFigure]:
    """Return every value of a document that is another one made again; words, order of columns and rows added are none.

    A value is a number or one of `names`; a name of one character only where it stands alone.
    """
    return list(_DocumentComparison(names, was, now).of_lines(was, now))


class _DocumentComparison:
    def __init__(self, names: Collection[str], was: Sequence[Clause], now: Sequence[Clause]) -> None:
        counted = Counter(now)
        self._kept = {line for line, count in Counter(was).items() if counted[line] >= count}
        self._names = frozenset(names)
        within = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
        self._value = re.compile("|".join([*map(re.escape, within), _NUMBER]))

    def of_lines(self, was: Sequence[Clause], now: Sequence[Clause]) -> Iterator[ChangedFigure]:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            ours = [line for line in was[i1:i2] if line not in self._kept]  # the others at most moved
            theirs = [line for line in now[j1:j2] if line not in self._kept]
            if len(ours) == len(theirs):
                for one, other in zip(ours, theirs, strict=True):
                    yield from self._of_cells(one, other)
            else:
                yield from self._lost(ours, theirs)

    def _of_cells(self, was: Clause, now: Clause) -> Iterator[ChangedFigure]:
        where = self._where(was)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, was.cells, now.cells, autojunk=False).get_opcodes():
            if tag == "replace" and i2 - i1 == j2 - j1:
                for ours, theirs in zip(was.cells[i1:i2], now.cells[j1:j2], strict=True):
                    if self._values(ours) != self._values(theirs):
                        yield ChangedFigure(where, ours, theirs)
            elif tag in {"replace", "delete"}:
                ours, theirs = " ".join(was.cells[i1:i2]), " ".join(now.cells[j1:j2])
                if not _in_order(self._values(ours), self._values(theirs)):
                    yield ChangedFigure(where, ours, theirs)

    def _lost(self, was: Sequence[Clause], now: Sequence[Clause]) -> Iterator[ChangedFigure]:
        """Where lines came or went, the values of each must stand in one line that is there now."""
        there = [self._all_values(line) for line in now]
        for line in was:
            values = self._all_values(line)
            if values and not any(_in_order(values, one) for one in there):
                yield ChangedFigure(self._where(line), " ".join(filter(None, line.cells)), "")

    def _all_values(self, line: Clause) -> list[str]:
        return [value for cell in line.cells for value in self._values(cell)]

    def _values(self, text: str) -> list[str]:
        return [text] if text in self._names else self._value.findall(text)

    @staticmethod
    def _where(line: Clause) -> str:
        """Name a row by its place and the first words in it."""
        word = next((cell for cell in line.cells if re.search(r"[^\W\d]", cell)), "")
        return " ".join(filter(None, (line.place, word[:30] if len(line.cells) > 1 else "")))


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> bool:
    rest = iter(there)
    return all(any(one == other for other in rest) for one in wanted)
