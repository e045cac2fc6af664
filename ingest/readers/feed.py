"""Feeds: RSS 2.0, RDF and Atom, one record per item."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import feedparser

from ingest import limits, moments
from ingest.grids import check_shape
from ingest.layouts import Layouts
from ingest.readers import nesting
from ingest.readers.credits import site_name, unit_and_author
from ingest.reading import Problem, Reading, Row, UnreadableError, problem_reading
from ingest.text import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MAIL = re.compile(r"\S+@\S+\s*[(（]?|[)）]\s*$")
# What a feed says when nobody has filled in the author.
_NO_NAME = frozenset(("admin", "administrator", "webmaster", "管理员", "佚名", "未知", "本站"))
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>$", re.IGNORECASE)
_CUT_OFF = Problem("truncated", "订阅文件在中途断开，后面的内容缺失：请重新下载后放入收件夹")
_EMPTY = Problem("empty_register", "订阅文件里没有一条内容：请检查地址或重新下载后放入收件夹")


def read(path: Path, layouts: Layouts) -> Reading:
    """Read the items of a feed; nothing is fetched, and nothing is expanded."""
    if path.stat().st_size > limits.MAX_FEED_BYTES:
        most = limits.MAX_FEED_BYTES // (1024 * 1024)
        raise UnreadableError("too_large", f"订阅文件超过 {most} MB：请只下载最近的内容后重新放入收件夹")
    text = decode(path.read_bytes())
    if text is None:
        raise UnreadableError(
            "broken_encoding", "订阅文件的文字编码已损坏：请重新下载，或把记录另存为 UTF-8 的 csv"
        )
    if "<!ENTITY" in text.upper():
        raise UnreadableError(
            "unknown_kind", "订阅文件内含实体定义，为安全起见没有打开：请把记录另存为 csv 后重新放入收件夹"
        )
    nesting.check(text)
    # A stream: of a text the library would take one that looks like an address or a path for just that.
    content = io.BytesIO(_DECLARATION.sub("", text.lstrip("\ufeff")).encode())
    try:
        feed = feedparser.parse(
            content,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        # What the library raises on references to characters that are none, and on other damage.
        raise _damaged() from error
    if not feed.entries:
        if feed.bozo:
            raise _damaged()
        return problem_reading("feed", _EMPTY, 1)
    check_shape(len(feed.entries), 1)
    channel = _text(feed.feed.get("title"))
    outlet = site_name(channel) or channel
    is_local = layouts.is_zone_local
    rows = [
        _row(number, entry, outlet, channel, is_local) for number, entry in enumerate(feed.entries, start=1)
    ]
    if not _CLOSED.search(text.rstrip()[-40:]):
        # What came through whole is read, but the file must not pass for all there was.
        rows.insert(0, Row("", 0, "record", problem=_CUT_OFF))
    return Reading("feed", tuple(rows), 1)


def _damaged() -> UnreadableError:
    return UnreadableError("truncated", "订阅文件不完整或已损坏：请重新下载后放入收件夹")


def _row(number: int, entry: Any, outlet: str, channel: str, zone_is_local: bool) -> Row:
    title = _text(entry.get("title"))
    moment = _text(entry.get("published" if "published" in entry else "updated"))
    unit, author = unit_and_author(_credit(entry))
    values = {
        "unit_name": unit,
        "outlet_name": outlet,
        "article_title": title,
        "adopted_on": moments.shown(moment, zone_is_local=zone_is_local),
        "author": author,
        "link": _text(entry.get("link")),
    }
    told = {name: text for name, text in values.items() if text}
    return Row("", number, "record", cells=[title, moment], values=told, table_title=channel or None)


def _credit(entry: Any) -> str:
    """Return who is credited: the source a piece came from, else its author. A category credits nobody."""
    source = entry.get("source")
    for text in (source.get("title") or source.get("value") if source else "", entry.get("author")):
        name = _MAIL.sub("", _text(text)).strip()
        if name and name.lower() not in _NO_NAME:
            return name
    return ""


def _text(value: object) -> str:
    return " ".join(str(value or "").split())[: limits.MAX_CELL_CHARS]
