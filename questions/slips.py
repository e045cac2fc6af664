"""Whether a name is another one misspelt by a single character, or plainly another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Postfix, Prefix

from questions.lookalikes import confusable, similar

# Characters of one kind tell one name from another: they are never slips for each other.
_NUMBERS, _SIDES, _AGES, _STEMS = (
    "〇零一二三四五六七八九十",
    "东南西北中上下前后左右",
    "大小新老",
    "甲乙丙丁戊己庚辛",
)
PLACE_ENDS = "省市县区乡镇村州旗盟"
_TOLD_APART_BY = (_NUMBERS, _SIDES, _AGES, _STEMS, PLACE_ENDS, "山陕")
_NEVER_SLIPS = frozenset(_NUMBERS + _SIDES + _AGES + _STEMS)

_SHORTEST = 3  # one of two characters wrong may be any name
_SHORTEST_TO_LOSE = 5  # what is left of a shorter one may be a name of its own
_COMMON_ENDING = 4  # so many characters: 委组织部, 人民广播电台


@dataclass(frozen=True, slots=True)
class Slip:
    """The one place where two names differ: `wrong` stands for `right` at `position` of the known name."""

    position: int
    wrong: str
    right: str

    @property
    def is_swap(self) -> bool:
        return len(self.wrong) == 2 and self.wrong == self.right[::-1]


def slip_between(asked: str, known: str) -> Slip:
    """Return where two names differ."""
    position = Prefix.similarity(asked, known)
    behind = min(Postfix.similarity(asked, known), min(len(asked), len(known)) - position)
    return Slip(position, asked[position : len(asked) - behind], known[position : len(known) - behind])


class Vocabulary:
    """The names of all units or outlets: which endings are common, which characters stand side by side."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._codes_beginning: dict[str, set[str]] = defaultdict(set)
        self._codes_ending: dict[str, set[str]] = defaultdict(set)
        self._pairs: set[str] = set()
        for key, code in names:
            for position in range(len(key)):
                self._codes_beginning[key[: position + 1]].add(code)
                self._codes_ending[key[position:]].add(code)
                self._pairs.add(key[position : position + 2])

    def begins_a_name(self, text: str) -> bool:
        return text in self._codes_beginning

    def is_whole(self, key: str) -> bool:
        """Say whether no other unit or outlet has a name that begins with this one."""
        return len(self._codes_beginning[key]) == 1

    def is_sure(self, slip: Slip, known: str) -> bool:
        """Say whether the wrong character is easily written for the right one, so that no other name is meant."""
        return (
            len(known) >= _SHORTEST
            and len(slip.wrong) == len(slip.right) == 1
            and not any(slip.wrong in kind and slip.right in kind for kind in _TOLD_APART_BY)
            and confusable(slip.wrong, slip.right)
            and not self._makes_sense(slip, known)
        )

    def is_plain(self, slip: Slip, known: str) -> bool:
        """Say whether the known name must be meant, if no other is as near."""
        if len(known) < _SHORTEST or set(slip.wrong + slip.right) & _NEVER_SLIPS:
            return self.is_sure(slip, known)
        if not slip.wrong:
            return self._is_lost(slip, known)
        if not slip.right:
            return self._is_added(slip, known)
        return slip.is_swap or self.is_sure(slip, known) or self._is_wrong_in_ending(slip, known)

    def _is_lost(self, slip: Slip, known: str) -> bool:
        before, after = known[: slip.position][-1:], known[slip.position + 1 :][:1]
        if len(known) < _SHORTEST_TO_LOSE or not before:
            return False
        return before + after not in self._pairs if after else self._is_in_ending(slip, known)

    def _is_added(self, slip: Slip, known: str) -> bool:
        """A character typed twice, or one too many in an ending that many names have."""
        is_twice = slip.wrong in known[max(slip.position - 1, 0) : slip.position + 1]
        return is_twice or (self._is_in_ending(slip, known) and not self._makes_sense(slip, known))

    def _is_wrong_in_ending(self, slip: Slip, known: str) -> bool:
        return (
            self._keeps_what_tells(slip, known)
            and not self._makes_sense(slip, known)
            and (self._is_in_ending(slip, known) or similar(slip.wrong, slip.right))
        )

    def _is_in_ending(self, slip: Slip, known: str) -> bool:
        """Say whether the slip is in an ending that several have, with what tells them apart in front, untouched."""
        common = next(
            at for at in range(len(known) + 1) if at == len(known) or len(self._codes_ending[known[at:]]) > 1
        )
        return len(known) - common >= _COMMON_ENDING and self._keeps_what_tells(slip, known)

    def _keeps_what_tells(self, slip: Slip, known: str) -> bool:
        return slip.position >= 2 and self.is_whole(known[: slip.position])

    def _makes_sense(self, slip: Slip, known: str) -> bool:
        """Say whether some other name has these characters side by side."""
        before, after = known[: slip.position][-1:], known[slip.position + len(slip.right) :][:1]
        return before + slip.wrong in self._pairs or slip.wrong + after in self._pairs
