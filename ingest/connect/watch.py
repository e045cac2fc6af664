"""One connection under watch: cut off when its whole time is over, refused when it leads to this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from ingest.connect.addresses import is_this_machine
from warehouse.errors import DataError


class Watch:
    """A context for one request; `trace` is what httpx calls at each step of the connection."""

    def __init__(self, seconds: float, host: str, may_be_this_machine: bool) -> None:
        self._host = host
        self._may_be_this_machine = may_be_this_machine
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._handle:
            self._handle.close()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Look at the address that was reached before anything is sent to it."""
        if event != "connection.connect_tcp.complete":
            return
        stream = info["return_value"]
        address = str(stream.get_extra_info("server_addr")[0])
        if not self._may_be_this_machine and is_this_machine(address):
            stream.close()
            raise DataError(
                f"{self._host} 指向本机（{address}），没有访问：请核对 connections.toml 中的网址",
                f"{self._host} leads to this machine ({address})",
            )
        # A second handle: TLS takes the first one over.
        self._handle = stream.get_extra_info("socket").dup()
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        if self._handle:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)
