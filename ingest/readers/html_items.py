"""Lists on pages of sites nobody has declared, told by their build: many of one kind, each with a link and a day.

Menus have links without days, footers days without links, and neither is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits

_DAY = (
    r"(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|(?<![\d.-])\d{1,2}[-/]\d{1,2}(?![\d.-]))(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DATE = re.compile(rf"[\[（(【]?\s*{_DAY}\s*[\]）)】]?")
_AROUND_DAY = "[]（）()【】 "
_DATE_AT_END = re.compile(rf"{_DATE.pattern}\s*$")
# Some pages set the day large, above year and month.
_DAY_APART = re.compile(r"(?<!\d)(\d{1,2})\s+(\d{4})\s*[-./年]\s*(\d{1,2})(?!\s*[-./月]?\s*\d)")
# Where a site puts what is not its list, by the words its makers use.
_ASIDE = re.compile(
    r"nav|menu|foot|header|crumb|sidebar|aside|related|relate|recommend|hot|rank|friend|tuijian|xiangguan",
    re.IGNORECASE,
)
_MIN_ITEMS = 2
_MIN_TITLE_CHARS = 5
_MAX_STEPS_UP = 6
_MAX_ITEM_CHARS = 1000


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list: its element, the address and text of its title, its day, and all it shows."""

    node: LexborNode
    link: str
    title: str
    day: str
    text: str


@dataclass(slots=True)
class _Finder:
    """Looks each element up once: a list may have as many links as it has elements around them."""

    is_dated: bool
    texts: dict[int, str] = field(default_factory=dict)

    def item(self, link: LexborNode) -> ListItem | None:
        """Return the smallest element around a link that is repeated beside itself and shows a day."""
        title = title_of(link)
        node: LexborNode | None = link
        for _ in range(_MAX_STEPS_UP):
            if node is None or node.tag == "body":
                return None
            if _has_twin(node):
                text = self._text(node)
                if len(text) > _MAX_ITEM_CHARS:
                    return None
                day, rest = _day(text, " ".join(link.text(separator=" ").split()), title)
                if day or self.is_dated:
                    address = (link.attributes.get("href") or "")[: limits.MAX_CELL_CHARS]
                    return None if _is_aside(node) else ListItem(node, address, rest, day, text)
            node = node.parent
        return None

    def _text(self, node: LexborNode) -> str:
        if node.mem_id not in self.texts:
            parts = [node, *_described(node)]
            self.texts[node.mem_id] = " ".join(" ".join(part.text(separator=" ") for part in parts).split())
        return self.texts[node.mem_id]


def find(page: LexborHTMLParser, *, is_dated: bool) -> list[ListItem]:
    """Return the items of the page's longest list; on a page that has a day of its own items need none."""
    finder = _Finder(is_dated)
    lists: dict[tuple[str, ...], dict[int, ListItem]] = {}
    for link in page.css("a[href]"):
        item = finder.item(link) if len(_shown(link)) >= _MIN_TITLE_CHARS else None
        if item is None:
            continue
        kept = lists.setdefault(_build(item.node), {})
        before = kept.get(item.node.mem_id)
        # Of several links in one item the longest is the title.
        if before is None or len(item.title) > len(before.title):
            kept[item.node.mem_id] = item
    best = max(lists.values(), key=len, default={})
    return list(best.values()) if len(best) >= _MIN_ITEMS else []


def title_of(link: LexborNode) -> str:
    """Return a link's text; the whole of it if the page shows it cut short."""
    shown = _shown(link)
    whole = " ".join((link.attributes.get("title") or "").split())
    cut = re.sub(r"(?:…|\.{2,}|⋯)+$", "", shown)
    return (whole if cut != shown and whole.startswith(cut) else shown)[: limits.MAX_CELL_CHARS]


def _shown(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _day(text: str, within: str, title: str) -> tuple[str, str]:
    """Return the day of an item and its title: the day stands beside the title, else at the end of the link."""
    beside = text.replace(within, " ", 1)
    apart = _DAY_APART.search(beside)
    if apart:
        return f"{apart[2]}-{apart[3]}-{apart[1]}", title
    found = _DATE.findall(beside)
    if found:
        return str(found[-1]).strip(_AROUND_DAY), title
    at_end = _DATE_AT_END.search(within)
    if at_end and len(within) - len(at_end[0]) >= _MIN_TITLE_CHARS:
        return at_end[0].strip(_AROUND_DAY), within[: at_end.start()].strip()
    return "", title


def _described(node: LexborNode) -> Iterator[LexborNode]:
    """Give what a definition list says of a term: it stands beside the term, not inside it."""
    following = node.next if node.tag == "dt" else None
    while following is not None and following.tag != "dt":
        if following.tag == "dd":
            yield following
        following = following.next


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
    built = [node.tag or ""]
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
        if holder.tag in ("nav", "aside", "footer", "header") or _ASIDE.search(named[:200]):
            return True
        holder = holder.parent
    return False
