"""A server on this machine that misbehaves as told, and an office that asks it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ingest.connect.answers import Limits
from ingest.connect.fetch import Web
from ingest.connect.outcome import FetchOutcome
from ingest.connect.run import fetch
from ingest.connect.settings import Connections
from warehouse.home import Home

DAY = date(2025, 4, 3)
# Short, so that what is too slow is soon known to be.
LIMITS = Limits(connect=1, read=0.4, whole=0.8, size=1024 * 1024, attempts=3, longest_pause=60)

Act = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.requests.append((self.path, self.headers))
        acts = self.server.acts.get(self.path)
        if acts is None:
            self.answer(404, b"")
            return
        # The last act is played for ever.
        act = acts.pop(0) if len(acts) > 1 else acts[0]
        act(self)

    def answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        given = {
            "Content-Length": str(len(content)),
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Plays for each path one act after the other; 404 where nothing is to be played."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: dict[str, list[Act]] = {}
        self.requests: list[tuple[str, Message]] = []
        # Slow acts wait for it, so that no test waits for them.
        self.is_over = threading.Event()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def play(self, path: str, *acts: Act) -> str:
        self.acts[path] = list(acts)
        return self.url + path

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what the tests are about."""


def page(content: bytes | str, status: int = 200, **headers: str) -> Act:
    body = content.encode() if isinstance(content, str) else content
    return lambda handler: handler.answer(
        status, body, **{"Content_Type": "text/html; charset=utf-8", **headers}
    )


def redirect(target: str, status: int = 302) -> Act:
    return lambda handler: handler.answer(status, b"", Location=target)


def run_server(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    yield from run_server(Server())


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    yield from run_server(Server())


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that were made, without making them."""
    return []


@pytest.fixture
def web(server: Server, pauses: list[float]) -> Iterator[Web]:
    with Web([server.host], None, pauses.append, LIMITS) as one:
        yield one


@pytest.fixture
def fetched(home: Home, office: Path, server: Server, pauses: list[float]) -> Callable[..., list[FetchOutcome]]:
    """Write connections.toml with the server listed, fetch, return what became of each source."""

    def run(sources: str, *names: str, day: date = DAY) -> list[FetchOutcome]:
        hosts = f'hosts = ["{server.host}"]\n'
        (office / "connections.toml").write_text(hosts + sources.replace("URL", server.url), encoding="utf-8")
        connections = Connections.load(office)
        assert connections is not None
        chosen = connections.chosen(names)
        return list(fetch(home, connections, chosen, day, sleep=pauses.append, limits=LIMITS))

    return run


@pytest.fixture
def in_inbox(home: Home) -> Callable[[], dict[str, bytes]]:
    """Return the files of the inbox, as landing would see them, by their path below it."""

    def look() -> dict[str, bytes]:
        found = sorted(path for path in home.inbox.rglob("*") if path.is_file())
        return {path.relative_to(home.inbox).as_posix(): path.read_bytes() for path in found}

    return look
