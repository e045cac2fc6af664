"""List pages of the sites an office has declared in its sites.toml: one record per item.

Only the declared nodes are read. Names found elsewhere on a page, in menus or in spam, credit nobody.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits
from ingest.grids import check_shape
from ingest.layouts import Layouts, Site
from ingest.readers.html_table import text_of
from ingest.reading import Problem, Reading, Row


def read(page: LexborHTMLParser, layouts: Layouts) -> Reading | None:
    """Read the page by the first site whose title words and items it has; None if there is none."""
    page_title = _title_of(page)
    for site in layouts.sites:
        items = page.css(site.item) if site.title_contains in page_title else []
        if any(_text(item.css_first(site.title)) for item in items):
            check_shape(len(items), 1)
            rows = (_row(number, item, site, page_title) for number, item in enumerate(items, start=1))
            return Reading("html_list", tuple(rows), 1)
    return None


def missed(page: LexborHTMLParser, layouts: Layouts) -> Row | None:
    """Return what to tell of a page that a site is declared for, and has nothing where its selectors look."""
    page_title = _title_of(page)
    site = next((one for one in layouts.sites if one.title_contains in page_title), None)
    if site is None:
        return None
    return Row(
        "",
        0,
        "note",
        problem=Problem(
            "left_out",
            f"sites.toml 为“{site.title_contains}”（{site.outlet}）写的 item“{site.item}”、title“{site.title}”"
            "在这个网页里找不到内容，改按网页结构读取：网站可能改版了，请核对后改 sites.toml",
        ),
    )


def _title_of(page: LexborHTMLParser) -> str:
    title = page.css_first("title")
    return text_of(title) if title else ""


def _row(number: int, item: LexborNode, site: Site, page_title: str) -> Row:
    title_node = item.css_first(site.title)
    title, day = _text(title_node), _text(item.css_first(site.date))
    cells = [title, day]
    unit = ""
    if site.unit:
        unit = _text(item.css_first(site.unit))
        cells.append(unit)
    elif site.split_unit_at and site.split_unit_at in title:
        unit, title = title.split(site.split_unit_at, 1)
    values = {
        "unit_name": unit,
        "outlet_name": site.outlet,
        "article_title": title,
        "adopted_on": day,
        "link": _link(item, title_node),
    }
    told = {name: text for name, text in values.items() if text}
    return Row("", number, "record", cells=cells, values=told, table_title=page_title or None)


def _text(node: LexborNode | None) -> str:
    return text_of(node)[: limits.MAX_CELL_CHARS] if node else ""


def _link(item: LexborNode, title_node: LexborNode | None) -> str:
    """Return the address behind the title, else the first one of the item, as the page gives it."""
    for node in (title_node, item.css_first("a[href]")):
        if node is not None and (address := node.attributes.get("href")):
            return address
    return ""
