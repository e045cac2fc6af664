"""Pages of one article: its title, and what the line under it says of day, source and author.

Only declared elements, the page's own head and labelled lines are read. Names in the text, in menus or in spam credit nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits, moments
from ingest.layouts import Article, Layouts
from ingest.readers import html_blocks
from ingest.readers.credits import site_name, unit_and_author
from ingest.readers.html_blocks import Block
from ingest.readers.html_items import ListItem
from ingest.readers.html_table import text_of
from ingest.readers.newspaper import Paper
from ingest.reading import Reading, Row

_LABELS: Mapping[str, str] = {
    "adopted_on": "发布时间|发布日期|发表时间|发表日期|刊发时间|刊发日期|更新时间|日期|时间",
    "unit_name": "文章来源|信息来源|稿件来源|新闻来源|来源|供稿单位|作者单位|报送单位|发布单位|发布机构|供稿",
    "author": "作者|撰稿人?|通讯员|文字",
    "reads": "点击数|点击量|点击|阅读数|阅读量|阅读|浏览量|浏览次数|访问量",
    "words": "字数",
}
_LABEL = re.compile(
    "(?<![\u3400-\u9fff])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\s*[:：]\s*"
)
# Any other label ends the value before it.
_OTHER_LABEL = re.compile(r"[\s\u3000|｜]+[^\s\u3000:：|｜]{2,6}\s*[:：]|[\u3000|｜【]|\s{2,}|\s[\[（(【]")
_DATE = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:[\sT]*\d{1,2}:\d{2}(?::\d{2})?)?")
_PAPER_PAGE = re.compile(r"第?\s*([A-Za-z]?\d{1,3})\s*版")
_HEADINGS = ("h1", "h2[class*=title]", "[class*=article-title]", "[class*=arti_title]", "[id*=title]", "h2")
_MAX_LINE_CHARS = 300
_MIN_PROSE_CHARS = 40
_MIN_TEXT_CHARS = 80
_MAX_STEPS_UP = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What the labelled lines of a page say, and how much text it has, but for the items of lists on it."""

    values: Mapping[str, str]
    prose_chars: int

    @property
    def are_of_an_article(self) -> bool:
        """Whether there is a text, and a line that says where it is from or of what day it is."""
        return self.prose_chars >= _MIN_TEXT_CHARS and bool({"adopted_on", "unit_name"} & self.values.keys())


def declared(page: LexborHTMLParser, layouts: Layouts, link: str) -> Reading | None:
    """Read the page by the first declared site whose title words and title element it has."""
    page_title = html_blocks.title_of(page)
    for article in layouts.articles:
        title = _text(page.css_first(article.title)) if article.title_contains in page_title else ""
        if title:
            return _reading(_declared_values(page, article, title, link), page_title)
    return None


def _declared_values(page: LexborHTMLParser, article: Article, title: str, link: str) -> dict[str, str]:
    found = {
        name: _LABEL.sub("", _text(page.css_first(selector)), count=1).strip()
        for name, selector in article.selectors().items()
    }
    day = _day_in(found.get("adopted_on", ""))
    # An element often holds the whole line; the day is what can be told from it without guessing.
    found["adopted_on"] = day or found.get("adopted_on", "")
    return {**found, "article_title": title, "outlet_name": article.outlet, "link": link}


def facts(page: LexborHTMLParser, items: Sequence[ListItem]) -> Facts:
    """Collect the first value of every label, in the order of the page."""
    values = {
        "adopted_on": _at_home(html_blocks.said(page, "PubDate", "publishdate", "article:published_time")),
        "unit_name": html_blocks.said(page, "ContentSource"),
    }
    values = {name: text for name, text in values.items() if text}
    inside = {item.node.mem_id for item in items}
    lines = [block for block in html_blocks.blocks(page) if not _is_inside(block.node, inside)]
    prose = 0
    for at, block in enumerate(lines):
        if "。" in block.text and len(block.text) >= _MIN_PROSE_CHARS:
            prose += len(block.text)
        for name, value in (
            _labelled(block, lines[at + 1 : at + 2]) if len(block.text) <= _MAX_LINE_CHARS else ()
        ):
            if value:
                values.setdefault(name, value)
    return Facts(values, prose)


def _is_inside(node: LexborNode, holders: set[int]) -> bool:
    holder: LexborNode | None = node
    for _ in range(_MAX_STEPS_UP if holders else 0):
        if holder is None:
            break
        if holder.mem_id in holders:
            return True
        holder = holder.parent
    return False


def _labelled(block: Block, following: Sequence[Block]) -> Iterator[tuple[str, str]]:
    found = list(_LABEL.finditer(block.text))
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(block.text)
        value = block.text[label.end() : end].strip(" \u3000|｜[]【】()（）\t")
        if not value and at + 1 == len(found) and following and not _LABEL.search(following[0].text):
            # The value may be an element of its own.
            value = following[0].text if len(following[0].text) <= 60 else ""
        yield label.lastgroup or "", _plain(label.lastgroup or "", value)


def _at_home(value: str) -> str:
    return moments.shown(value) if moments.is_zoned(value) else value


def _day_in(value: str) -> str:
    day = _DATE.search(_at_home(value))
    return day[0].strip() if day else ""


def _plain(name: str, value: str) -> str:
    if name == "adopted_on":
        return _day_in(value)
    if name in ("reads", "words"):
        number = re.match(r"\d+", value)
        return number[0] if number else ""
    return _OTHER_LABEL.split(value, maxsplit=1)[0].strip()[:200]


def read(page: LexborHTMLParser, told: Facts, outlet: str, link: str, paper: Paper | None) -> Reading | None:
    """Read an article by its labels; None if neither day nor source is said, or there is no title."""
    page_title = html_blocks.title_of(page)
    values = dict(told.values)
    title = _title(page, page_title)
    if paper:
        values.setdefault("adopted_on", paper.day)
    if not title or not {"adopted_on", "unit_name"} & values.keys():
        return None
    unit, behind = unit_and_author(values.get("unit_name", ""))
    values |= {
        "unit_name": unit,
        "author": values.get("author") or behind,
        "adopted_on": values.get("adopted_on") or _date_near(page),
        "article_title": title,
        "outlet_name": outlet,
        "page": (paper.page if paper else "") or _paper_page(page, paper),
        "link": link,
    }
    return _reading(values, page_title)


def _reading(values: Mapping[str, str], page_title: str) -> Reading:
    told = {name: text[: limits.MAX_CELL_CHARS] for name, text in values.items() if text}
    cells = [told.get("article_title", ""), told.get("adopted_on", ""), told.get("unit_name", "")]
    return Reading(
        "html_article", (Row("", 1, "record", cells=cells, values=told, table_title=page_title or None),), 1
    )


def _title(page: LexborHTMLParser, page_title: str) -> str:
    """Return the article's title: what the head calls it, else the heading, else the page's title without the site."""
    said = html_blocks.said(page, "ArticleTitle")
    if said:
        return said
    for selector in _HEADINGS:
        found = [text for node in page.css(selector)[:20] if len(text := _text(node)) >= 4]
        if found:
            # The site's own name is often a heading too; the page's title begins with that of the article.
            return next((text for text in found if page_title.startswith(text[:10])), found[0])
    site = site_name(page_title)
    return page_title.removesuffix(site).rstrip(" _-—–|｜") if site else ""


def _date_near(page: LexborHTMLParser) -> str:
    """Return a day that stands in a short line with no label."""
    for block in html_blocks.blocks(page):
        if len(block.text) <= 100 and (day := _DATE.search(block.text)):
            return day[0].strip()
    return ""


def _paper_page(page: LexborHTMLParser, paper: Paper | None) -> str:
    if paper is None:
        return ""
    for block in html_blocks.blocks(page):
        if len(block.text) <= 100 and (found := _PAPER_PAGE.search(block.text)):
            return found[0].strip()
    return ""


def _text(node: LexborNode | None) -> str:
    return " ".join(text_of(node).split())[: limits.MAX_CELL_CHARS] if node else ""
