"""A list on a site: its pages for as long as they bring something new, and the article pages they lead to.

A page is kept when it has a line of text or a link that no earlier page of this source had: nothing is lost, and a
list that only moved down a page does not come in twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import httpx
from selectolax.lexbor import LexborHTMLParser

from ingest.connect.addresses import host_of, joined
from ingest.connect.answers import FetchedPage, StatusError
from ingest.connect.fetch import Web
from ingest.connect.memory import Memory
from ingest.connect.outcome import Basket
from ingest.connect.settings import Page
from ingest.text import decode
from warehouse.errors import DataError
from warehouse.files import sha256_of

# More in one run is a list that never ends; the rest comes with the next run.
_MOST_ARTICLES = 500
# After so many failures in a row the site itself is down.
_MOST_FAILURES = 3


class Walk:
    """One run over one list."""

    def __init__(self, page: Page, web: Web, memory: Memory, basket: Basket) -> None:
        self._page, self._web, self._memory, self._basket = page, web, memory, basket
        # Behind a known item all is known only if the last walk came to its end; else the list is walked anew.
        self._knows_all = memory.is_complete
        self._seen: set[str] = set()
        self._foreign_count = 0
        self._article_count = 0
        self._failures = 0

    def run(self) -> None:
        """Fetch what is new; raise `DataError` where the list itself cannot be had."""
        is_complete = True
        for url, answer, html in self._list_pages():
            links = self._links(answer, html)
            items = _items(answer, html) | set(links)
            new = self._memory.new_items(items)
            if new:
                self._memory.is_complete = False
                self._take(url, answer)
            is_complete &= self._take_articles(links)
            self._memory.remember_items(new)
            self._memory.save()
            leads_on = (new if self._knows_all else items - self._seen) & (
                set(links) if self._page.articles else items
            )
            self._seen |= items
            if not leads_on:
                break
        self._memory.is_complete = is_complete
        if self._foreign_count:
            self._basket.note(
                f"有 {self._foreign_count} 条链接在别的网站，没有跟随",
                f"{self._foreign_count} links to other hosts",
            )

    def _list_pages(self) -> Iterator[tuple[str, FetchedPage, LexborHTMLParser]]:
        """Give the list's pages in order; an address or a content that was seen in this run ends the list."""
        url: str | None = self._page.url
        addresses: set[str] = set()
        contents: set[str] = set()
        for number in range(1, self._page.max_pages + 1):
            if url is None or url in addresses:
                return
            addresses.add(url)
            answer = self._list_page(url, number)
            if answer is None or sha256_of(answer.content) in contents:
                return
            contents.add(sha256_of(answer.content))
            html = LexborHTMLParser(decode(answer.content) or "")
            html.strip_tags(["script", "style"])
            yield url, answer, html
            url = self._further(answer, html, number)
        if url is not None and url not in addresses:
            most = self._page.max_pages
            self._basket.note(
                f"取到第 {most} 页为止，后面可能还有：要取更多请调大 max_pages", f"stopped at page {most}"
            )

    def _list_page(self, url: str, number: int) -> FetchedPage | None:
        conditions = self._memory.conditions(url) if self._knows_all else None
        try:
            return self._web.get(url, conditions, self._page.every)
        except StatusError as error:
            # Counting upwards, the first page that is not there is the end of the list.
            if self._page.pages and number > 1 and error.status == 404:
                return None
            raise

    def _further(self, answer: FetchedPage, html: LexborHTMLParser, number: int) -> str | None:
        if self._page.pages:
            return self._page.pages.replace("{page}", str(self._page.pages_from + number - 1))
        node = html.css_first(self._page.next) if self._page.next else None
        address = node.attributes.get("href") if node else None
        return joined(answer.url, address) if address else None

    def _links(self, answer: FetchedPage, html: LexborHTMLParser) -> Sequence[str]:
        """Return the addresses of the articles on the list's own host, in their order."""
        if not self._page.articles:
            return ()
        addresses = [node.attributes.get("href") for node in html.css(self._page.articles)]
        found = dict.fromkeys(
            one for address in addresses if address and (one := joined(answer.url, address))
        )
        home = host_of(httpx.URL(answer.url))
        own = [link for link in found if host_of(httpx.URL(link)) == home]
        self._foreign_count += len(found) - len(own)
        return own

    def _take(self, url: str, answer: FetchedPage) -> None:
        is_new = not self._memory.has_same(url, answer.content)
        self._memory.remember(url, answer, self._basket.take_answer(url, answer) if is_new else None)

    def _take_articles(self, links: Sequence[str]) -> bool:
        """Fetch the articles that never were; tell whether none was left for the next run."""
        is_complete = True
        for link in links:
            if link in self._memory.known:
                continue
            if self._article_count == _MOST_ARTICLES:
                self._basket.note(
                    f"一次最多取 {_MOST_ARTICLES} 篇文章，其余下次运行再取",
                    f"stopped at {_MOST_ARTICLES} articles",
                )
                return False
            self._article_count += 1
            is_complete &= self._take_article(link)
        return is_complete

    def _take_article(self, link: str) -> bool:
        """Fetch one article; what is gone is said once, what fails is tried again by the next run."""
        try:
            answer = self._web.get(link, every=self._page.every)
        except StatusError as error:
            if error.status >= 500 or error.status == 429:
                return self._failed(error)
            self._memory.known[link] = {"status": error.status}
            self._basket.note(error.zh, error.en)
            return True
        except DataError as error:
            return self._failed(error)
        self._failures = 0
        if answer:
            self._take(link, answer)
        return True

    def _failed(self, error: DataError) -> bool:
        self._failures += 1
        if self._failures == _MOST_FAILURES:
            raise error
        self._basket.note(error.zh, error.en)
        return False


def _items(answer: FetchedPage, html: LexborHTMLParser) -> set[str]:
    """Return each line of text and each link of a page, in short; its bytes where it has no text."""
    lines = (html.root.text(separator="\n") if html.root else "").splitlines()
    links = [node.attributes.get("href") or "" for node in html.css("a[href]")]
    texts = {text.strip() for text in (*lines, *links)} - {""}
    return {sha256_of(text.encode("utf-8", "replace"))[:16] for text in texts} or {sha256_of(answer.content)}
