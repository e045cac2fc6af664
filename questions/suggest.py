"""What an unknown name may stand for. Nothing here is ever applied: the clerk decides.

A single suggestion says: this is plainly that name, misspelt or with something hung on to it. Whatever may be another
name altogether gets several suggestions or none, so that nobody is led to accept the only one there is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from questions.slips import PLACE_ENDS, Vocabulary, slip_between
from warehouse.names import name_key

MOST = 3
_LEAST_ALIKE = 0.34
_MOST_BEARERS = (
    3  # two characters that more units or outlets have side by side say little about which is meant
)
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")

# What a sender hangs on to a name: an office of that unit; a page of that outlet; a programme of that station.
_OFFICE = re.compile(f"[^{PLACE_ENDS}]{{0,6}}(科|室|股|处|组|中心|机关)")
_PAGE = re.compile(r"(第?[A-Z]?[〇一二三四五六七八九十]{1,4}|头|要闻)版.{0,4}|头条")
_LEFT_OUT = frozenset(PLACE_ENDS + "委")
_PROGRAMME = re.compile(".{1,10}(?<![台网报刊端站社号])")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that stands for a unit or outlet on some days, and what it is called in print."""

    key: str
    code: str
    title: str
    first_day: date
    last_day: date


Names = dict[str, tuple[KnownName, ...]]


class Suggester:
    """Knows the names of all units, or of all outlets."""

    def __init__(self, known: Iterable[KnownName], *, are_units: bool) -> None:
        self._are_units = are_units
        self._names: dict[str, list[KnownName]] = defaultdict(list)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for one in known:
            key = _folded(one.key)
            self._names[key].append(one)
            for position in range(len(key) - 1):
                self._bearers[key[position : position + 2]].add(one.code)
        self._vocabulary = Vocabulary((key, one.code) for key, names in self._names.items() for one in names)
        self._on = lru_cache(maxsize=None)(self._in_force)

    def suggest(self, key: str, first_day: date, last_day: date) -> tuple[str, ...]:
        """Return at most three names in force on these days, best first: one only if it is plainly meant."""
        asked, names = _folded(key), self._on(first_day, last_day)
        if not asked:
            return ()
        if asked in names:
            return _titles(names[asked])
        near = _within_one_character(asked, names)
        return self._meant(asked, near, names) or self._alike(asked, near, names)

    def named_in(self, text: str, first_day: date, last_day: date) -> tuple[str, ...]:
        """Return at most three names that stand in a text, the longest first; none inside a longer one."""
        folded, names = _folded(name_key(text)), self._on(first_day, last_day)
        found = sorted((key for key in names if len(key) > 1 and key in folded), key=lambda key: (-len(key), key))
        outermost = [key for at, key in enumerate(found) if not any(key in longer for longer in found[:at])]
        titles = [one.title for key in outermost for one in names[key]]
        return tuple(dict.fromkeys(titles))[:MOST]

    def _in_force(self, first_day: date, last_day: date) -> Names:
        names = {
            key: tuple(one for one in bearers if one.first_day <= last_day and one.last_day >= first_day)
            for key, bearers in self._names.items()
        }
        return {key: bearers for key, bearers in names.items() if bearers}

    def _meant(self, asked: str, near: list[str], names: Names) -> tuple[str, ...]:
        """The one name that is plainly meant, or none."""
        slips = {key: slip_between(asked, key) for key in near}
        plain = [key for key, slip in slips.items() if self._vocabulary.is_plain(slip, key)]
        if any(self._vocabulary.is_sure(slip, key) for key, slip in slips.items()):
            meant = plain  # a look-alike decides between names that are equally near
        elif slips:
            meant = list(slips) if plain else []
        else:
            meant = self._hung_on_to(asked, names) if self._are_units else _station_or_paper(asked, names)
        titles = _titles([one for key in meant for one in names[key]])
        return titles if len(titles) == 1 else ()

    def _hung_on_to(self, asked: str, names: Names) -> list[str]:
        """The units whose name stands in this one whole, or all but its 县委."""
        return [
            key
            for key in names
            if self._is_office_of(asked, key) or self._is_below(asked, key) or _is_short_for(asked, key)
        ]

    def _is_office_of(self, asked: str, key: str) -> bool:
        """文峰区委组织部研究室. Where the lists hold offices of the unit, an unknown one is not the unit itself."""
        return (
            asked.startswith(key)
            and key[-1] not in PLACE_ENDS
            and bool(_OFFICE.fullmatch(asked, len(key)))
            and self._vocabulary.is_whole(key)
        )

    def _is_below(self, asked: str, key: str) -> bool:
        """安阳市龙安区委组织部: a place of ours, and one below it."""
        above = asked.removesuffix(key)
        return (
            above != asked
            and above.endswith(tuple(PLACE_ENDS))
            and bool(set(key) & set(PLACE_ENDS))
            and self._vocabulary.begins_a_name(above)
        )

    def _alike(self, asked: str, near: list[str], names: Names) -> tuple[str, ...]:
        """Names that have something telling in common with this one: none where there is but one."""
        pairs = [asked[at : at + 2] for at in range(len(asked) - 1)]
        telling = [pair for pair in pairs if len(self._bearers.get(pair, ())) <= _MOST_BEARERS]
        related = {
            key for key in names if key in asked or asked in key or any(pair in key for pair in telling)
        }.union(near)
        scores: dict[str, float] = {}
        for key, score, _ in process.extract(
            asked, sorted(related), scorer=OSA.normalized_similarity, limit=None
        ):
            if score >= _LEAST_ALIKE or asked in key:
                for one in names[key]:
                    scores[one.title] = max(score, scores.get(one.title, 0))
        best = sorted(scores, key=lambda title: (-scores[title], title))[:MOST]
        return tuple(best) if len(best) > 1 else ()


def _folded(key: str) -> str:
    """Write digits as 组织一科 does, and letters in capitals."""
    return key.upper().translate(_DIGITS)


def _titles(names: Sequence[KnownName]) -> tuple[str, ...]:
    """What the bearers of these names are called, each once."""
    return tuple(sorted({one.title for one in names}))[:MOST]


def _within_one_character(asked: str, names: Names) -> list[str]:
    found = process.extract(asked, names.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return [key for key, _, _ in found]


def _is_short_for(asked: str, key: str) -> bool:
    """汤阴组织部 for 汤阴县委组织部: what was left out says only what kind of place it is."""
    slip = slip_between(asked, key)
    return (
        not slip.wrong
        and slip.position >= 2
        and len(slip.right) > 1
        and set(slip.right) <= _LEFT_OUT
        and len(asked) - slip.position > 1
    )


def _station_or_paper(asked: str, names: Names) -> list[str]:
    """The outlet in front of a page or, if it is a station, of a programme: the longest name that fits."""
    fitting = [
        key
        for key in names
        if asked.startswith(key)
        and (
            _PAGE.fullmatch(asked, len(key)) or (key.endswith("台") and _PROGRAMME.fullmatch(asked, len(key)))
        )
    ]
    return [max(fitting, key=len)] if fitting else []
