"""Which register a table is: of adoptions, or of submissions, comments, prizes …, told by its header words and its title.

What tells them apart stands in `registers.csv` beside this module; an office's row of the same name replaces the
shipped one. Columns that only one register has speak for it, and so do words in its title; a table that could be
a register of adoptions is one, unless more speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.reading import ADOPTION, COLUMNS, REGISTERS
from ingest.word_lists import read_list
from warehouse.errors import DataError

# Stands in `needs` for any heading that is not one of ours.
OTHER = "other"
_BESIDE_TITLE = frozenset({"unit_name", "outlet_name", "adopted_on"})
_SHIPPED = Path(__file__).with_name("registers.csv")
_FIELDS = ("register", "needs", "marks", "title_words", "own_words")
# The lines of a form above the table ("报送单位：某县") name no register.
_FORM_LINE = re.compile(r"[^\s:：]{0,8}(单位|部门|日期|时间|人|电话|期数|期号)[:：]\s*\S*")


@dataclass(frozen=True, slots=True)
class Register:
    """What a register's table has, what its title says, and what general words mean in it."""

    name: str
    needs: tuple[tuple[str, ...], ...]  # one of each must be there
    without: tuple[str, ...]  # none of these may be
    marks: tuple[str, ...]  # columns that no register of adoptions needs
    title_words: tuple[str, ...]
    own_words: Mapping[str, str]  # header word -> column, within this register

    def fits(self, columns: Collection[str]) -> bool:
        """Tell whether a table with these columns can be this register."""
        there = set(columns)
        return there.isdisjoint(self.without) and all(not there.isdisjoint(one) for one in self.needs)

    def said_in(self, heading: str) -> bool:
        """Tell whether the title above the table, or its sheet's name, speaks for this register."""
        return any(word in heading for word in self.title_words)


def heading_of(title: str, file_name: str, registers: Sequence[Register]) -> str:
    """Return the text that names a table: its title and its sheet's name, and only if they say nothing, its file's."""
    title = _FORM_LINE.sub("", title)
    return title if any(register.said_in(title) for register in registers) else file_name


def decide(
    registers: Sequence[Register],
    columns: Collection[str],
    columns_in: Mapping[str, Collection[str]],
    heading: str,
) -> str | None:
    """Return the register that a table is, from its columns by the general words and by each register's own; None if none.

    Of registers with as many votes the one that stands first wins, and adoptions win over all.
    """
    adoption = next(register for register in registers if register.name == ADOPTION)
    votes = {
        register.name: _votes(register, columns, heading)
        for register in registers
        if register is not adoption and register.fits(columns_in[register.name])
    }
    best = max(votes, key=votes.__getitem__, default=ADOPTION)
    if votes.get(best, 0) > _votes_for_adoption(adoption, columns, heading):
        return best
    return ADOPTION if _is_adoption(columns) else None


def _is_adoption(columns: Collection[str]) -> bool:
    """Tell whether a table may be a register of adoptions: it has titles, and something beside them."""
    return "article_title" in columns and not _BESIDE_TITLE.isdisjoint(columns)


def _votes_for_adoption(adoption: Register, columns: Collection[str], heading: str) -> int:
    """Weigh a table as a register of adoptions: all that such a register needs, or all but the day."""
    has_outlet = {"article_title", "outlet_name"} <= set(columns)
    return has_outlet + adoption.fits(columns) + adoption.said_in(heading)


def _votes(register: Register, columns: Collection[str], heading: str) -> int:
    """Weigh a table as another register: two of its own columns say as much as a complete register of adoptions."""
    return min(len(set(register.marks).intersection(columns)), 2) + register.said_in(heading)


def load(office_dir: Path) -> tuple[Register, ...]:
    """Read the shipped registers and the office's own; raise `DataError` naming file and entry otherwise."""
    found: dict[str, Register] = {}
    for path in (_SHIPPED, office_dir / "registers.csv"):
        found |= {register.name: register for register in _read(path)}
    return tuple(found.values())


def _read(path: Path) -> Iterator[Register]:
    for number, row in read_list(path, _FIELDS):
        yield _register(row, f"{path} 第 {number} 行")


def _register(row: Mapping[str, str], place: str) -> Register:
    needs = row["needs"].split()
    own_words = [word.partition("=") for word in row["own_words"].split("|") if word]
    _check(row["register"], REGISTERS, place, "register")
    for need in needs:
        for column in need.removeprefix("!").split("|"):
            _check(column, (*COLUMNS, OTHER), place, "needs")
    for mark in row["marks"].split():
        _check(mark, COLUMNS, place, "marks")
    for _, _, column in own_words:
        _check(column, COLUMNS, place, "own_words")
    return Register(
        name=row["register"],
        needs=tuple(tuple(need.split("|")) for need in needs if not need.startswith("!")),
        without=tuple(need[1:] for need in needs if need.startswith("!")),
        marks=tuple(row["marks"].split()),
        title_words=tuple(word for word in row["title_words"].split("|") if word),
        own_words={word.strip(): column for word, _, column in own_words},
    )


def _check(value: str, choices: Sequence[str], place: str, field: str) -> None:
    if value not in choices:
        raise DataError(
            f"{place}：{field} 中的“{value}”无效（可选：{'、'.join(choices)}）",
            f"{place}: {value!r} in {field} is not one of ours",
        )
