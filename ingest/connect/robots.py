"""What a site's robots.txt allows; asked once a run. A site whose robots.txt cannot be read is left alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

from ingest.connect.addresses import origin
from ingest.connect.answers import FetchedPage, Redirected, StatusError, shown
from warehouse.errors import DataError

AGENT = "tongbao"
_FORBIDDEN = (401, 403)
# What lies behind is no list for robots: half a megabyte is what crawlers are told to read.
_MAX_BYTES = 512 * 1024


class Robots:
    """The rules of the sites asked so far; `ask` fetches an address, or says where it has moved to."""

    def __init__(self, ask: Callable[[str], FetchedPage | Redirected | None]) -> None:
        self._ask = ask
        self._known: dict[str, RobotFileParser | DataError] = {}

    def check(self, url: str) -> None:
        """Raise `DataError` if the site does not want to be read by programs here."""
        rules = self._rules(origin(url))
        if isinstance(rules, DataError):
            raise DataError(
                f"读不到 {origin(url)}/robots.txt，按惯例这次不取：{rules.zh}",
                f"robots.txt is out of reach, so nothing is fetched: {rules.en}",
            )
        if not rules.can_fetch(AGENT, url):
            raise DataError(
                f"{shown(url)}：网站的 robots.txt 不允许程序读取：请征得网站同意，"
                "或在浏览器中打开后另存到收件夹",
                f"{shown(url)}: robots.txt does not allow it",
            )

    def delay(self, url: str) -> float:
        """Return the seconds the site wants between two requests."""
        rules = self._known.get(origin(url))
        return float(rules.crawl_delay(AGENT) or 0) if isinstance(rules, RobotFileParser) else 0.0

    def _rules(self, site: str) -> RobotFileParser | DataError:
        if site not in self._known:
            self._known[site] = self._read(f"{site}/robots.txt")
        return self._known[site]

    def _read(self, url: str) -> RobotFileParser | DataError:
        rules = RobotFileParser(url)
        try:
            answer = self._ask(url)
        except StatusError as error:
            if error.status >= 500 or error.status == 429:
                return error
            rules.parse(["User-agent: *", "Disallow: /"] if error.status in _FORBIDDEN else [])
            return rules
        except DataError as error:
            return error
        # Sites without the file often lead to their front page instead: that forbids nothing.
        content = answer.content[:_MAX_BYTES] if isinstance(answer, FetchedPage) else b""
        rules.parse(content.decode("utf-8", errors="replace").splitlines())
        return rules
