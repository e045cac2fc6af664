"""What a server answered, and the ways in which asking it fails: each with what to tell the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from warehouse.errors import DataError

# Where one more try may help: the server is overloaded, restarting, or asks for patience.
PASSING_STATUS: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_SHOWN = 200
_STATUS_ZH = {
    401: "要先登录才能看：请在浏览器中打开，另存后放入收件夹",
    403: "拒绝了访问：请与网站管理员联系，或在浏览器中打开后另存到收件夹",
    404: "说没有这个网页：请核对 connections.toml 中的网址",
    410: "说这个网页已经撤下：请核对 connections.toml 中的网址",
    429: "嫌请求太密：请调大 connections.toml 中的 every，下次运行会再试",
}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it came: untouched bytes, the address it came from in the end, and what its headers said."""

    url: str
    content: bytes
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Redirected:
    """Where the server says that the page is now."""

    url: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait for a server and how much to take from it; seconds and bytes."""

    connect: float = 10
    read: float = 20
    # A server that sends a byte now and then never runs into the limit of a single read.
    whole: float = 90
    size: int = 50 * 1024 * 1024
    attempts: int = 4
    longest_pause: float = 60
    redirects: int = 5


class StatusError(DataError):
    """The server answered, but not with a page."""

    def __init__(self, url: str, status: int) -> None:
        reason = _STATUS_ZH.get(status) or (
            "出错：下次运行会再试，长期如此请与网站管理员联系"
            if status >= 500
            else "没有给出网页：请核对 connections.toml 中的网址"
        )
        super().__init__(f"{shown(url)}：网站{reason}（{status}）", f"{shown(url)}: status {status}")
        self.status = status


class PassingError(DataError):
    """What one more try may cure; `after` is the pause the server asked for."""

    def __init__(self, cause: DataError, after: float | None = None) -> None:
        super().__init__(cause.zh, cause.en)
        self.cause = cause
        self.after = after


def shown(url: str) -> str:
    """Return an address short enough to be read in a message."""
    return url if len(url) <= _LONGEST_SHOWN else f"{url[:_LONGEST_SHOWN]}…"
