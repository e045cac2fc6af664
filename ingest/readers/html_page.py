"""HTML: pages of sites, and tables, which some systems save under the ending .xls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from selectolax.lexbor import LexborHTMLParser

from ingest.layouts import Layouts
from ingest.readers import (
    html_article,
    html_blocks,
    html_items,
    html_list,
    html_marks,
    html_plain_list,
    html_table,
    nesting,
)
from ingest.readers.newspaper import paper_of
from ingest.reading import Reading, Row, UnreadableError, only_pictures
from ingest.records import as_table
from ingest.text import decode

_FEW_CHARS = 40


def read(path: Path, layouts: Layouts) -> Reading:
    """Read the page that a file is."""
    return read_text(_text(path.read_bytes()), layouts)


def read_text(text: str, layouts: Layouts) -> Reading:
    """Read a page as declared, else as a register, else by its structure; any other page is not taken."""
    nesting.check(text)
    page = _parsed(text)
    link = html_blocks.address(page, text)
    listed = html_list.read(page, layouts)
    missed = None if listed else html_list.missed(page, layouts)
    reading = (
        listed
        or html_article.declared(page, layouts, link)
        or html_plain_list.read_table(page, layouts)
        or html_table.read(page, layouts)
    )
    if reading is None:
        # Parsed anew, because reading tables has changed its line breaks; one tree at a time.
        del page
        reading = _by_structure(_parsed(text), layouts, link)
    if reading is None and _is_picture(text):
        raise only_pictures("网页")
    if reading is None:
        raise UnreadableError(
            "unsupported_kind",
            "网页中没有登记表，也看不出是列表页或文章页：请在本单位的 sites.toml 中登记这个网站，"
            "或者把内容另存为 xlsx 或 csv 后重新放入收件夹",
        )
    return _with(reading, missed)


def _with(reading: Reading, note: Row | None) -> Reading:
    if note is None:
        return reading
    return replace(reading, rows=pa.concat_tables([as_table(reading.rows), as_table([note])]))


def _is_picture(text: str) -> bool:
    """Tell whether a page shows pictures and hardly a word."""
    page = LexborHTMLParser(text)
    page.strip_tags(["script", "style", "head"])
    shown = page.body.text().split() if page.body else []
    return page.css_first("img") is not None and len("".join(shown)) <= _FEW_CHARS


def _parsed(text: str) -> LexborHTMLParser:
    page = LexborHTMLParser(text)
    page.strip_tags(["script"])
    html_marks.mark(page)
    page.strip_tags(["style"])
    return page


def _by_structure(page: LexborHTMLParser, layouts: Layouts, link: str) -> Reading | None:
    """Tell an article by its labels and prose, a list by its items."""
    outlet = html_plain_list.outlet_of(page, layouts)
    paper = paper_of(link)
    items = html_items.find(page, is_dated=paper is not None)
    told = html_article.facts(page, items)
    if items and not told.are_of_an_article:
        return html_plain_list.read(page, items, outlet, paper)
    return html_article.read(page, told, outlet, link, paper)


def _text(content: bytes) -> str:
    """Decode by mark, strict UTF-8, GB18030.

    The page's own word for its encoding decides nothing: pages keep saying gb2312 when saved again as UTF-8,
    and Chinese text in GB18030, which contains gb2312, is practically never valid UTF-8.
    """
    text = decode(content)
    if text is None:
        raise UnreadableError(
            "broken_encoding",
            "网页的文字编码已损坏：请重新保存网页，或另存为 xlsx 或 UTF-8 的 csv 后重新放入收件夹",
        )
    return text
