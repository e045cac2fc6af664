"""One request: only so long and so much of it, and again when that may help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

import httpx
import tenacity

from ingest.connect.addresses import joined, names_this_machine
from ingest.connect.answers import (
    PASSING_STATUS,
    FetchedPage,
    Limits,
    PassingError,
    Redirected,
    StatusError,
    shown,
)
from ingest.connect.robots import AGENT
from ingest.connect.watch import Watch
from warehouse.errors import DataError

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    # No other: what unpacks them has no bound, and packing packed data again hides a bomb.
    "Accept-Encoding": "gzip, deflate",
}
_ENCODINGS = ("", "identity", "gzip", "deflate")
_REDIRECTS = (301, 302, 303, 307, 308)
_CONDITIONS = ("if-none-match", "if-modified-since")
# One second, two, four: with up to one more at random, so that many offices do not come back at once.
_BACK_OFF = tenacity.wait_exponential_jitter(initial=1, max=30, jitter=1)


class Client:
    """Asks servers, whichever they are: whether one may be asked is decided in `fetch`."""

    def __init__(
        self,
        proxy: str | None,
        sleep: Callable[[float], None],
        limits: Limits,
        asking: Callable[[str], None] | None,
    ) -> None:
        self._has_proxy = proxy is not None
        self._sleep = sleep
        self._limits = limits
        self._asking = asking
        self._client = httpx.Client(
            headers=_HEADERS,
            # The machine's certificates as well: offices have authorities of their own.
            verify=httpx.create_ssl_context(trust_env=False),
            proxy=proxy,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(limits.read, connect=limits.connect),
            # A connection for each request, so that each has its own watch.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def close(self) -> None:
        self._client.close()

    def ask(self, url: str, conditions: Mapping[str, str] | None = None) -> FetchedPage | Redirected | None:
        """Return the page, where it has moved to, or None if it is as the conditions know it; else raise `DataError`."""
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(PassingError),
            stop=tenacity.stop_after_attempt(self._limits.attempts),
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, url, conditions or {})
        except PassingError as error:
            raise error.cause from error

    def _once(self, url: str, conditions: Mapping[str, str]) -> FetchedPage | Redirected | None:
        if self._asking:
            self._asking(url)
        host = httpx.URL(url).host
        watch = Watch(self._limits.whole, host, self._has_proxy or names_this_machine(host))
        request = self._client.build_request(
            "GET", url, headers=dict(conditions), extensions={"trace": watch.trace}
        )
        try:
            with watch:
                response = self._client.send(request, stream=True)
                try:
                    return self._taken(url, response)
                finally:
                    response.close()
        except httpx.RequestError as error:
            raise _failure(url, error, watch.is_over) from error

    def _taken(self, url: str, response: httpx.Response) -> FetchedPage | Redirected | None:
        status, headers = response.status_code, response.headers
        if status in _REDIRECTS and "location" in headers:
            return _moved(url, headers["location"])
        if status == 304 and any(name in response.request.headers for name in _CONDITIONS):
            return None
        if status != 200:
            raise self._refusal(url, response)
        if headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
            raise DataError(
                f"{shown(url)}：网站用了没有请求过的压缩方式，没有打开：请在浏览器中另存后放入收件夹",
                f"{shown(url)}: content encoding {headers['content-encoding'][:40]!r} was not asked for",
            )
        content = self._content(url, response)
        if not content:
            empty = DataError(f"{shown(url)}：网站给出的是空的网页：下次运行会再试", f"{shown(url)}: empty")
            raise PassingError(empty)
        return FetchedPage(
            url, content, headers.get("content-type"), headers.get("etag"), headers.get("last-modified")
        )

    def _content(self, url: str, response: httpx.Response) -> bytes:
        """Read piece by piece, and no further than the limit; the size a server names proves nothing."""
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self._limits.size:
                raise DataError(
                    f"{shown(url)}：内容超过 {self._limits.size // (1024 * 1024)} MB，没有收下：请核对网址，"
                    "或在浏览器中另存后放入收件夹",
                    f"{shown(url)}: larger than {self._limits.size} bytes",
                )
        return bytes(content)

    def _refusal(self, url: str, response: httpx.Response) -> DataError:
        error = StatusError(url, response.status_code)
        if response.status_code not in PASSING_STATUS:
            return error
        after = _retry_after(response.headers)
        # A server that wants more patience than this is asked again by the next run.
        return PassingError(error, after) if (after or 0) <= self._limits.longest_pause else error


def _pause(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked_for = error.after or 0.0 if isinstance(error, PassingError) else 0.0
    return max(asked_for, _BACK_OFF(state))


def _moved(url: str, location: str) -> Redirected:
    target = joined(url, location)
    if target is None:
        raise DataError(
            f"{shown(url)} 转到了读不懂的地址，没有跟随：请核对 connections.toml 中的网址",
            f"{shown(url)} redirects to {location[:100]!r}",
        )
    return Redirected(target)


def _failure(url: str, error: httpx.RequestError, is_over: bool) -> DataError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return DataError(
            f"{shown(url)}：网站的 https 证书不可信，没有读取：请网站管理员更换证书，"
            "或请本单位的系统管理员把签发机构的根证书装入这台机器",
            f"{shown(url)}: {error}",
        )
    if is_over or isinstance(error, httpx.TimeoutException):
        reason = "太慢，到时限还没有给完：下次运行会再试，长期如此请与网站管理员联系"
    elif isinstance(error, httpx.ConnectError):
        reason = "连不上：请检查网络和 connections.toml 中的网址，下次运行会再试"
    else:
        reason = "给出的答复不完整或不合规范：下次运行会再试，长期如此请与网站管理员联系"
    return PassingError(
        DataError(f"{shown(url)}：网站{reason}", f"{shown(url)}: {type(error).__name__}: {error}")
    )


def _retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds a server asks to wait: given as a number, or as a moment beside its own clock."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
        return float(max(0.0, (moment - now).total_seconds()))
    except (TypeError, ValueError, OverflowError):
        return None
