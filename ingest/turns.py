"""Whose turn a name is: a file replaced under its path comes after the one that lay there.

Days alone do not tell: a file may be replaced twice a day, and by what it had been before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ingest.catalogue import notes_of
from ingest.delivery import Delivery
from warehouse.home import Home


class _Holder(NamedTuple):
    """Who came under a name, and when: the greatest came last."""

    received_on: str
    turn: int
    delivery_id: str


class Turns:
    """Who came last under each name. What is packed in an old zip that is only `read_again` does not come once more."""

    def __init__(self, home: Home, catalogue: Mapping[str, Delivery], *, read_again: bool = False) -> None:
        self._read_again = read_again
        self._last: dict[str, _Holder] = {}
        # Two files of one bare name, handed over together, do not replace each other.
        self._named: set[str] = set()
        for delivery_id, delivery in catalogue.items():
            self._hold(delivery.file_name, _Holder(delivery.received_on, delivery.turn, delivery_id))
            for note in notes_of(home.raw / delivery_id):
                self._hold(note["file_name"], _Holder(note["received_on"], note["turn"], delivery_id))

    def is_known(self, name: str, delivery_id: str) -> bool:
        """Tell whether a delivery came last under a name, or stands beside the one that did."""
        last = self._last.get(name)
        if last is None or not (last.delivery_id == delivery_id or self._stands_beside(name)):
            return False
        self._named.add(name)
        return True

    def take(self, name: str, delivery_id: str, received_on: str) -> int:
        """Give a name to a delivery; return how many lay under it by now, with this one."""
        last = self._last.get(name)
        turn = last.turn + 1 if last and not self._stands_beside(name) else 1
        self._hold(name, _Holder(received_on, turn, delivery_id))
        self._named.add(name)
        return turn

    def _stands_beside(self, name: str) -> bool:
        return self._read_again or name in self._named

    def _hold(self, name: str, one: _Holder) -> None:
        self._last[name] = max(self._last.get(name, one), one)
