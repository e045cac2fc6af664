"""Lists of what an account or a site has published: exports in csv or JSON, the publisher's side of an adoption.

Whose list it is stands in a column, in a title row or in the file's name, never in a header of its own for each row's outlet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest import limits, moments, roles
from ingest.grids import Grid, check_shape
from ingest.headers import Header
from ingest.layouts import Layouts
from ingest.reading import Kind, Problem, Reading, Row, UnreadableError, problem_reading
from ingest.text import decode

_ACCOUNT = re.compile(r"公众号|账号|帐号|网站名称|站点|account|nickname", re.IGNORECASE)
# The words of exporting programs, in the order in which one is preferred to the next.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "article_title": ("title", "article_title"),
    "link": ("link", "url", "content_url", "article_url"),
    "adopted_on": (
        "publish_time",
        "pub_time",
        "published_at",
        "create_time",
        "datetime",
        "post_time",
        "date",
        "time",
        "update_time",
    ),
    "outlet_name": ("account", "account_name", "nickname", "site", "site_name", "mp_name"),
    "author": ("author", "author_name"),
    "unit_name": ("source", "copyright_from"),
    "reads": ("read_num", "readnum", "reads", "read_count", "view_count"),
}  # fmt: skip
_MAX_DEPTH = 40
_LOOK_AT_ROWS = 200
_EMPTY = Problem("empty_register", "文章列表里没有一篇文章：请重新导出后放入收件夹")


def is_list(header: Header, grid: Grid) -> bool:
    """Tell a publisher's list from a unit's register: links or reads, and no outlet but the account itself."""
    columns = header.columns
    outlet = columns.get("outlet_name")
    is_own = outlet is None or any(
        _ACCOUNT.search(grid.text(row, outlet)) for row in range(header.top, header.bottom + 1)
    )
    is_dated = "adopted_on" in columns and bool({"link", "reads"} & columns.keys())
    return is_own and is_dated and not _has_sections(header, grid)


def _has_sections(header: Header, grid: Grid) -> bool:
    """Tell whether names stand alone between the rows: people write such headings, exporting programs do not."""
    below = grid.rows[header.bottom + 1 : header.bottom + 1 + _LOOK_AT_ROWS]
    return any((text := roles.heading(row)) is not None and roles.name_in(text) is not None for row in below)


def kind_of(kind: Kind, header: Header | None, grid: Grid) -> Kind:
    """Return what a table is: `article_list` if it is one, else the kind of its file."""
    return "article_list" if header is not None and is_list(header, grid) else kind


@dataclass(frozen=True, slots=True)
class _Keys:
    """Which keys of an object say what: ours by the programs' words, and the header words of the office."""

    layouts: Layouts

    def column(self, key: str) -> tuple[str, int] | None:
        for column, words in _KEYS.items():
            if key.lower() in words:
                return column, words.index(key.lower())
        return self.layouts.match(key)


def read(path: Path, layouts: Layouts) -> Reading:
    """Read the articles of a JSON export, however deep it keeps them."""
    if path.stat().st_size > limits.MAX_JSON_BYTES:
        most = limits.MAX_JSON_BYTES // (1024 * 1024)
        raise UnreadableError("too_large", f"文章列表（json）超过 {most} MB：请按月分开导出后重新放入收件夹")
    text = decode(path.read_bytes())
    if text is None:
        raise UnreadableError("broken_encoding", "文章列表的文字编码已损坏：请重新导出为 UTF-8 后放入收件夹")
    keys = _Keys(layouts)
    rows = []
    for number, (values, cells) in enumerate(_articles(_parsed(text), keys, {}, 0), start=1):
        check_shape(number, 1)
        rows.append(Row("", number, "record", cells=cells, values=values))
    return Reading("article_list", tuple(rows), 1) if rows else problem_reading("article_list", _EMPTY, 1)


def _parsed(text: str) -> object:
    try:
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data":
                raise
            return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "truncated", "文章列表（json）不完整、已损坏或层次过深：请重新导出，或另存为 csv 后放入收件夹"
        ) from error


def _articles(
    node: object, keys: _Keys, above: Mapping[str, tuple[int, str]], depth: int
) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Give every object with a title and a link or a day; what it lacks it takes from the objects around it."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, list):
        for one in node:
            yield from _articles(one, keys, above, depth + 1)
        return
    if isinstance(node, str) and node.lstrip()[:1] in ("{", "[") and '"title' in node:
        # Some programs write the inner list as a text of its own.
        yield from _articles(_parsed(node), keys, above, depth + 1)
        return
    if not isinstance(node, dict):
        return
    said = _said(node, keys)
    if "article_title" in said and {"link", "adopted_on"} & (said.keys() | above.keys()):
        values = {name: text for name, (_, text) in {**above, **said}.items()}
        yield values, [_text(value) for value in node.values() if _is_plain(value)]
    handed_on = {name: one for name, one in said.items() if name in ("adopted_on", "outlet_name")}
    around = _beside(node, keys)
    for one in node.values():
        yield from _articles(one, keys, {**above, **around, **handed_on}, depth + 1)


def _said(node: Mapping[str, Any], keys: _Keys) -> dict[str, tuple[int, str]]:
    """Return an object's own values by our columns, with the rank of the key that said them."""
    said: dict[str, tuple[int, str]] = {}
    for key, value in node.items():
        match = keys.column(str(key)) if _is_plain(value) else None
        if match is None or match[0] == "ignore":
            continue
        column, rank = match
        text = _moment(value) if column == "adopted_on" else _text(value).strip()
        if text and (column not in said or rank < said[column][0]):
            said[column] = (rank, text)
    return said


def _beside(node: Mapping[str, Any], keys: _Keys) -> dict[str, tuple[int, str]]:
    """Return the day and account that a neighbouring object says for all of them, if it is no article itself."""
    found: dict[str, tuple[int, str]] = {}
    for value in node.values():
        said = _said(value, keys) if isinstance(value, dict) else {}
        if "article_title" not in said:
            found |= {name: one for name, one in said.items() if name in ("adopted_on", "outlet_name")}
    return found


def _text(value: object) -> str:
    """Return a value as text; an escape that is half a character becomes the sign for what cannot be shown."""
    whole = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole[: limits.MAX_CELL_CHARS]


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _moment(value: object) -> str:
    """Write seconds or milliseconds since 1970, and moments with a zone, by the office's clock."""
    text = _text(value).strip()
    if not re.fullmatch(r"\d{10}|\d{13}", text.removesuffix(".0")):
        return "" if text == "0" else moments.shown(text) if moments.is_zoned(text) else text
    seconds = int(text.removesuffix(".0")[:10])
    return (
        datetime.fromtimestamp(seconds, UTC)
        .astimezone(moments.OFFICE_ZONE)
        .replace(tzinfo=None)
        .isoformat(sep=" ")
    )
