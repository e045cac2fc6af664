"""All sources of an office, one after the other: one that fails does not stop the others."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from ingest.connect.answers import Limits
from ingest.connect.feeds import fetch_feed
from ingest.connect.fetch import Web
from ingest.connect.folders import Visit
from ingest.connect.memory import Memory
from ingest.connect.outcome import Basket, FetchOutcome
from ingest.connect.pages import Walk
from ingest.connect.settings import Connections, Folder, Page, Source
from warehouse.errors import DataError
from warehouse.home import Home


def fetch(
    home: Home,
    connections: Connections,
    sources: Sequence[Source],
    received_on: date,
    *,
    sleep: Callable[[float], None] = time.sleep,
    limits: Limits | None = None,
    asking: Callable[[str], None] | None = None,
) -> Iterator[FetchOutcome]:
    """Fetch what is new into the inbox, below the month of receipt, and say of each source what became of it."""
    home.prepare()
    with _alone(home), Web(connections.hosts, connections.proxy, sleep, limits, asking) as web:
        for source in sources:
            yield _fetch(source, home, web, received_on, sleep)


def _fetch(
    source: Source, home: Home, web: Web, received_on: date, sleep: Callable[[float], None]
) -> FetchOutcome:
    memory, basket = Memory.load(home, source), Basket(home, source.name, received_on)
    problem = None
    try:
        if isinstance(source, Folder):
            Visit(source, home, memory, basket).run(sleep)
        elif isinstance(source, Page):
            Walk(source, web, memory, basket).run()
        else:
            fetch_feed(source, web, memory, basket)
    except DataError as error:
        problem = error
    finally:
        memory.save()
    return FetchOutcome(source.name, basket.kept, basket.notes, problem)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Keep a second fetch out. Not the lock of the home: a slow site must not keep the desk from working."""
    home.connections.mkdir(exist_ok=True)
    with (home.connections / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataError(
                "另一个 tongbao fetch 还在运行：等它结束后再运行",
                "another tongbao fetch is at work: run again when it has ended",
            ) from None
        yield
