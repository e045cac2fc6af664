"""List pages of sites nobody has declared, as records: what the items show, and what a heading above them says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits
from ingest.grids import check_shape
from ingest.layouts import Article, Layouts, Site
from ingest.readers import html_blocks, html_items
from ingest.readers.credits import are_prefixed, site_name, split_prefix
from ingest.readers.html_items import ListItem
from ingest.readers.newspaper import Paper
from ingest.reading import Reading, Row

_UNIT = re.compile(
    r"(?:文章来源|信息来源|来源|作者单位|供稿单位|报送单位|发布单位|供稿)\s*[:：]\s*([^\s\u3000|｜:：]{2,60})"
)
_UNIT_ELEMENT = ".unit, .source, .dept, .danwei, .laiyuan"
_READS = re.compile(r"(?:点击数?|点击量|阅读数?|阅读量|浏览量|浏览次数)\s*[:：]\s*(\d+)")


def outlet_of(page: LexborHTMLParser, layouts: Layouts) -> str:
    """Return the outlet of the declared site whose title words the page has, else the site's name for itself."""
    page_title = html_blocks.title_of(page)
    named: list[Site | Article] = [*layouts.sites, *layouts.articles]
    declared = next((site.outlet for site in named if site.title_contains in page_title), "")
    return declared or html_blocks.said(page, "SiteName", "og:site_name") or site_name(page_title)


def read(page: LexborHTMLParser, items: Sequence[ListItem], outlet: str, paper: Paper | None) -> Reading:
    """Turn the items into records, numbered as they stand on the page."""
    day, number = (paper.day, paper.page) if paper else ("", "")
    values = [{**one, "adopted_on": one["adopted_on"] or day, "page": number} for one in _values(items)]
    return _reading(page, items, values, outlet)


def read_table(page: LexborHTMLParser, layouts: Layouts) -> Reading | None:
    """Read a list laid out as a table with headings; None for registers, which name an outlet for each row."""
    items = html_items.find(page, is_dated=False) if page.css_first("tr a") else []
    header = _header(items[0].node, layouts) if items and items[0].node.tag == "tr" else {}
    if "article_title" not in header or "outlet_name" in header:
        return None
    values = [{**one, **_under(header, item)} for one, item in zip(_values(items), items, strict=True)]
    return _reading(page, items, values, outlet_of(page, layouts))


def _values(items: Sequence[ListItem]) -> Iterator[dict[str, str]]:
    is_split = are_prefixed([item.title for item in items])
    for item in items:
        reads, unit = _READS.search(item.text), _unit(item)
        prefix, title = split_prefix(item.title) if is_split and not unit else ("", item.title)
        yield {
            "unit_name": unit or prefix,
            "article_title": title,
            "adopted_on": item.day,
            "reads": reads[1] if reads else "",
            "link": item.link,
        }


def _unit(item: ListItem) -> str:
    """Return what an item labels as its source, in words or by what its makers call the element."""
    said = _UNIT.search(item.text)
    if said:
        return said[1]
    named = item.node.css_first(_UNIT_ELEMENT)
    return " ".join(named.text().split())[:60].strip("[]【】()（）") if named else ""


def _reading(
    page: LexborHTMLParser, items: Sequence[ListItem], values: Sequence[Mapping[str, str]], outlet: str
) -> Reading:
    check_shape(len(items), 1)
    page_title = html_blocks.title_of(page) or None
    rows = []
    for number, (item, said) in enumerate(zip(items, values, strict=True), start=1):
        told = {name: text for name, text in {**said, "outlet_name": outlet}.items() if text}
        rows.append(Row("", number, "record", [item.text], told, table_title=page_title))
    return Reading("html_list", tuple(rows), 1)


def _header(row: LexborNode, layouts: Layouts) -> dict[str, int]:
    """Return what the headings above a row say its cells are."""
    found: dict[str, int] = {}
    above = row.prev
    for _ in range(20):
        if above is None:
            break
        for position, cell in enumerate(_cells(above)):
            match = layouts.match(cell)
            if match:
                found.setdefault(match[0], position)
        above = above.prev
    return found


def _under(header: Mapping[str, int], item: ListItem) -> dict[str, str]:
    """Return what the cells of a row say under the headings of source, author and reads."""
    cells = _cells(item.node)
    return {
        name: cells[position]
        for name, position in header.items()
        if name in ("unit_name", "author", "reads") and position < len(cells)
    }


def _cells(row: LexborNode) -> list[str]:
    return [
        " ".join(cell.text().split())[: limits.MAX_CELL_CHARS]
        for cell in row.iter()
        if cell.tag in ("td", "th")
    ]
