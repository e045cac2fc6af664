"""A page as blocks of text, as a browser shows them under each other; and what its head says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest import limits, marks

# Elements whose text runs on in the line around them.
_INLINE = frozenset(
    (
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "font",
        "span",
        "small",
        "big",
        "sub",
        "sup",
        "label",
        "mark",
        "code",
        "time",
        "abbr",
    )
)
# Those among them that pages set apart by style: in the source nothing stands between two of them.
_APART = frozenset(("span", "label", "i", "em", "small", "time"))
_MAX_INLINE_DEPTH = 12
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph as shown, and the element that holds it."""

    text: str
    node: LexborNode


def blocks(page: LexborHTMLParser) -> Iterator[Block]:
    """Give the blocks of the body in order; line breaks part them."""
    body = page.body
    pieces: list[str] = []
    holder: LexborNode | None = None
    for node in body.traverse(include_text=True) if body else ():
        if node.tag == "-text":
            at = _block_of(node)
            if holder is not None and at.mem_id != holder.mem_id:
                yield from _block(pieces, holder)
                pieces = []
            holder = at
            is_apart = node.parent is not None and node.parent.tag in _APART
            pieces.append(f" {node.text_content or ''} " if is_apart else node.text_content or "")
        elif node.tag == "br" and holder is not None:
            yield from _block(pieces, holder)
            pieces = []
    if holder is not None:
        yield from _block(pieces, holder)


def _block(pieces: list[str], holder: LexborNode) -> Iterator[Block]:
    text = _SPACE.sub(" ", marks.shown("".join(pieces))).strip(" ")
    if text and not text.isspace():
        yield Block(text, holder)


def _block_of(node: LexborNode) -> LexborNode:
    """Return the element that a text stands in as a line of its own."""
    holder = node.parent or node
    for _ in range(_MAX_INLINE_DEPTH):
        if holder.tag not in _INLINE or holder.parent is None:
            break
        holder = holder.parent
    return holder


def title_of(page: LexborHTMLParser) -> str:
    """Return the page's title."""
    title = page.css_first("title")
    return _SPACE.sub(" ", title.text()).strip()[: limits.MAX_CELL_CHARS] if title else ""


def said(page: LexborHTMLParser, *names: str) -> str:
    """Return what the page's head says under the first of these names; public sites use a standard set."""
    wanted = [name.lower() for name in names]
    contents: dict[str, str] = {}
    for meta in page.css("meta[content]"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        contents.setdefault(name, (meta.attributes.get("content") or "").strip())
    return next((contents[name][: limits.MAX_CELL_CHARS] for name in wanted if contents.get(name)), "")


def address(page: LexborHTMLParser, text: str) -> str:
    """Return where the page was saved from, if it says so."""
    canonical = page.css_first('link[rel="canonical"][href]')
    if canonical and (link := canonical.attributes.get("href")):
        return link.strip()
    saved = _SAVED_FROM.search(text[:4096])
    return saved[1] if saved else said(page, "og:url")
