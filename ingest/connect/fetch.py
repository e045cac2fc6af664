"""Who may be asked, and when: only listed hosts, what their robots.txt allows, with time left between requests."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import TracebackType
from typing import Self

from ingest.connect.addresses import host_of, is_listed, origin, whole
from ingest.connect.answers import FetchedPage, Limits, Redirected, shown
from ingest.connect.client import Client
from ingest.connect.robots import Robots
from warehouse.errors import DataError


class Web:
    """The listed hosts, for one run; a context manager."""

    def __init__(
        self,
        hosts: Collection[str],
        proxy: str | None,
        sleep: Callable[[float], None],
        limits: Limits | None = None,
        asking: Callable[[str], None] | None = None,
    ) -> None:
        self._hosts = hosts
        self._sleep = sleep
        self._limits = limits or Limits()
        self._client = Client(proxy, sleep, self._limits, asking)
        self._robots = Robots(self._client.ask)
        self._asked: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(
        self, url: str, conditions: Mapping[str, str] | None = None, every: float = 1.0
    ) -> FetchedPage | None:
        """Return what lies at an address, None if it is as the conditions know it; raise `DataError` otherwise."""
        for _ in range(self._limits.redirects + 1):
            self._refuse_unless_listed(url)
            self._robots.check(url)
            self._wait_for_turn(url, every)
            answer = self._client.ask(url, conditions)
            if not isinstance(answer, Redirected):
                return answer
            self._refuse_if_laid_open(url, answer.url)
            url = answer.url
        raise DataError(
            f"{shown(url)}：网站来回转向，没有给出网页：请核对 connections.toml 中的网址",
            f"{shown(url)}: too many redirects",
        )

    def _refuse_unless_listed(self, url: str) -> None:
        if not is_listed(url, self._hosts):
            one = whole(url)
            host = host_of(one) if one else shown(url)
            raise DataError(
                f"{shown(url)}：{host} 不在 hosts 中，没有访问：确认可信后把它加入 connections.toml 的 hosts",
                f"{shown(url)} is on a host that is not listed",
            )

    def _refuse_if_laid_open(self, url: str, target: str) -> None:
        if url.startswith("https:") and target.startswith("http:"):
            raise DataError(
                f"{shown(url)} 转到了不加密的 {shown(target)}，没有跟随：请核对 connections.toml 中的网址",
                f"{shown(url)} redirects to {shown(target)}, which is not encrypted",
            )

    def _wait_for_turn(self, url: str, every: float) -> None:
        """Leave time between two requests to one server: as set, or as its robots.txt asks."""
        if origin(url) in self._asked:
            self._sleep(min(max(every, self._robots.delay(url)), self._limits.longest_pause))
        self._asked.add(origin(url))
