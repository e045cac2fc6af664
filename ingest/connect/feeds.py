"""A feed, or any other single file under an address: kept whenever its bytes are new."""

from __future__ import annotations

from ingest.connect.fetch import Web
from ingest.connect.memory import Memory
from ingest.connect.outcome import Basket
from ingest.connect.settings import Feed


def fetch_feed(feed: Feed, web: Web, memory: Memory, basket: Basket) -> None:
    """Keep what lies under the address, if it is new; raise `DataError` if it cannot be had."""
    answer = web.get(feed.url, memory.conditions(feed.url))
    if answer is None:
        return
    is_new = not memory.has_same(feed.url, answer.content)
    memory.remember(feed.url, answer, basket.take_answer(feed.url, answer) if is_new else None)
