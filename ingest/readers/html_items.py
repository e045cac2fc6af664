"""List pages of sites nobody has declared, told by their build: many of one kind, each with a link and a day.

Menus have links without days, footers days without links, and neither is repeated; a page that is no plain list is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits
from ingest.grids import check_shape
from ingest.readers import html_blocks
from ingest.readers.credits import are_prefixed, site_name, split_prefix
from ingest.readers.newspaper import Paper
from ingest.reading import Reading, Row

_DATE = re.compile(
    r"[\[（(【]?\s*(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{1,2}\s*月\s*\d{1,2}\s*日|(?<![\d.-])\d{1,2}[-/]\d{1,2}(?![\d.-]))"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[\]）)】]?"
)
_UNIT = re.compile(r"(?:文章来源|信息来源|来源|作者单位|供稿单位|报送单位|发布单位|供稿)\s*[:：]\s*([^\s\u3000|｜:：]{2,60})")
_READS = re.compile(r"(?:点击数?|点击量|阅读数?|阅读量|浏览量|浏览次数)\s*[:：]\s*(\d+)")
# Where a site puts what is not its list, by the words its makers use.
_ASIDE = re.compile(r"nav|menu|foot|header|crumb|sidebar|aside|related|relate|recommend|hot|rank|friend|tuijian|xiangguan", re.IGNORECASE)
_MIN_ITEMS = 2
_MIN_TITLE_CHARS = 5
_MAX_STEPS_UP = 6
_MAX_ITEM_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its element, its title's link and its day."""

    node: LexborNode
    link: LexborNode
    day: str
    text: str


def find(page: LexborHTMLParser, paper: Paper | None) -> list[Item]:
    """Return the items of the page's largest list; in a paper, whose page has a day, items need none."""
    lists: dict[tuple[str, ...], dict[int, Item]] = {}
    for link in page.css("a[href]"):
        if len(_shown(link)) < _MIN_TITLE_CHARS:
            continue
        item = _item(link, is_dated=paper is not None)
        if item is not None:
            kept = lists.setdefault(_build(item.node), {})
            # Of several links in one item the longest is the title.
            if item.node.mem_id not in kept or len(_shown(link)) > len(_shown(kept[item.node.mem_id].link)):
                kept[item.node.mem_id] = item
    best = max(lists.values(), key=len, default={})
    return list(best.values()) if len(best) >= _MIN_ITEMS else []


def read(page: LexborHTMLParser, items: Sequence[Item], outlet: str, paper: Paper | None) -> Reading:
    """Turn the items into records, numbered as they stand on the page."""
    check_shape(len(items), 1)
    page_title = html_blocks.title_of(page)
    outlet = outlet or html_blocks.said(page, "SiteName", "og:site_name") or site_name(page_title)
    titles = [title_of(item.link) for item in items]
    are_split = are_prefixed(titles)
    rows = []
    for number, (item, title) in enumerate(zip(items, titles, strict=True), start=1):
        unit, reads = _UNIT.search(item.text), _READS.search(item.text)
        prefix, rest = split_prefix(title) if are_split and not unit else ("", title)
        values = {
            "unit_name": unit[1] if unit else prefix,
            "outlet_name": outlet,
            "article_title": rest,
            "adopted_on": item.day or (paper.day if paper else ""),
            "page": paper.page if paper else "",
            "reads": reads[1] if reads else "",
            "link": (item.link.attributes.get("href") or "")[: limits.MAX_CELL_CHARS],
        }
        told = {name: text for name, text in values.items() if text}
        cells = [title, item.day]
        rows.append(Row("", number, "record", cells=cells, values=told, table_title=page_title or None))
    return Reading("html_list", tuple(rows), 1)


def title_of(link: LexborNode) -> str:
    """Return a link's text; the whole of it if the page shows it cut short."""
    shown = _shown(link)
    whole = " ".join((link.attributes.get("title") or "").split())
    cut = re.sub(r"(?:…|\.{2,}|⋯)+$", "", shown)
    return (whole if cut != shown and whole.startswith(cut) else shown)[: limits.MAX_CELL_CHARS]


def _shown(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _item(link: LexborNode, *, is_dated: bool) -> Item | None:
    """Return the smallest element around the link that is repeated beside itself and shows a day."""
    node = link
    for _ in range(_MAX_STEPS_UP):
        if node.parent is None or node.parent.tag in ("body", "html"):
            return None
        if _has_twin(node):
            text = " ".join(node.text(separator=" ").split())
            if len(text) > _MAX_ITEM_CHARS:
                return None
            day = _day(node, link, text)
            if day or is_dated:
                return None if _is_aside(node) else Item(node, link, day, text)
        node = node.parent
    return None


def _day(node: LexborNode, link: LexborNode, text: str) -> str:
    """Return the day of an item: what it shows beside the title, else the last one within the link."""
    title = " ".join(link.text(separator=" ").split())
    beside = _DATE.findall(text.replace(title, " ", 1))
    if beside:
        return str(beside[-1]).strip()
    if node.mem_id == link.mem_id:
        within = _DATE.findall(text)
        return str(within[-1]).strip() if within else ""
    return ""


def _has_twin(node: LexborNode) -> bool:
    for step in ("next", "prev"):
        other = getattr(node, step)
        for _ in range(4):  # past white space and dividing lines
            if other is None:
                break
            if other.tag == node.tag:
                return True
            other = getattr(other, step)
    return False


def _build(node: LexborNode) -> tuple[str, ...]:
    """Return how an element is placed: a long list is often cut into several of the same build."""
    built = [node.tag]
    for _ in range(4):
        parent = node.parent
        if parent is None:
            break
        node = parent
        built.append(f"{node.tag}.{node.attributes.get('class') or ''}")
    return tuple(built)


def _is_aside(node: LexborNode) -> bool:
    holder: LexborNode | None = node
    for _ in range(8):
        if holder is None or holder.tag in ("body", "html"):
            return False
        named = f"{holder.attributes.get('class') or ''} {holder.attributes.get('id') or ''}"
        if holder.tag in ("nav", "aside", "footer", "header") or _ASIDE.search(named):
            return True
        holder = holder.parent
    return False
