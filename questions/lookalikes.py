"""Which characters are taken for one another: they sound alike to whoever types, or look alike to whoever copies."""

from __future__ import annotations

import re
from functools import cache
from operator import eq
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("characters.tsv")


class _Character(NamedTuple):
    readings: frozenset[str]
    corners: frozenset[str]
    phonetics: frozenset[str]


def confusable(one: str, other: str) -> bool:
    """Say whether one character is easily written for the other: same sound, same look, or one phonetic element."""
    table = _table()
    if one not in table or other not in table:
        return False
    a, b = table[one], table[other]
    return bool(
        a.readings & b.readings or a.corners & b.corners or a.phonetics & b.phonetics
    ) or _same_right_half(a, b)


def similar(one: str, other: str) -> bool:
    """Say whether two characters look somewhat alike: three of their four corners are the same."""
    table = _table()
    return (
        one in table
        and other in table
        and any(sum(map(eq, a, b)) >= 3 for a in table[one].corners for b in table[other].corners)
    )


def _same_right_half(a: _Character, b: _Character) -> bool:
    """织 and 识 rhyme, and their right halves look the same: second and fourth corner."""
    rhymes = {_rhyme(reading) for reading in a.readings} & {_rhyme(reading) for reading in b.readings}
    halves = {corners[1::2] for corners in a.corners} & {corners[1::2] for corners in b.corners}
    return bool(rhymes and any("0" not in half for half in halves))  # 0: nothing in that corner


def _rhyme(reading: str) -> str:
    return re.sub("^[^aeiouv]+", "", reading)


def _heard(reading: str) -> str:
    """Return the sound as many ears hear it: zh as z, l as n, ang as an."""
    loose = re.sub("^([zcs])h", r"\1", reading)
    return re.sub("([aei])ng$", r"\1n", re.sub("^l", "n", loose))


@cache
def _table() -> dict[str, _Character]:
    table = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, readings, corners, phonetics = line.split("\t")
            heard = frozenset(map(_heard, readings.split()))
            table[character] = _Character(heard, frozenset(corners.split()), frozenset(phonetics.split()))
    return table
