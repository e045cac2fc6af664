"""HTML: list pages of declared sites, and tables, which some systems save under the ending .xls."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ingest.layouts import Layouts
from ingest.readers import html_list, html_table
from ingest.reading import Reading, UnreadableError
from ingest.text import decode


def read(path: Path, layouts: Layouts) -> Reading:
    """Read the page as a declared list, else as a table; any other page is not taken."""
    page = LexborHTMLParser(_text(path.read_bytes()))
    page.strip_tags(["script", "style"])
    reading = html_list.read(page, layouts) or html_table.read(page, layouts)
    if reading is None:
        raise UnreadableError(
            "unsupported_kind",
            "网页中没有登记表，也不是已登记网站的列表页：请在本单位的 sites.toml 中登记这个网站，"
            "或者把内容另存为 xlsx 或 csv 后重新放入收件夹",
        )
    return reading


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
