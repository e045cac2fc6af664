"""The page needs nothing but itself, and runs nothing but its own scripts."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from reports import html_page, page
from tests.reports import marts

ALLOWED_NAMESPACES = ("http://www.w3.org/",)


class Seen(HTMLParser):
    """Collects tags, what they refer to, and the scripts."""

    def __init__(self, text):
        super().__init__()
        self.references, self.scripts, self.policy, self.tags = [], [], "", []
        self._script = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.references += [given[name] for name in ("src", "href", "action", "data") if name in given]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "script":
            self._script = (given.get("type", ""), "")

    def handle_data(self, data):
        if self._script:
            self._script = (self._script[0], self._script[1] + data)

    def handle_endtag(self, tag):
        if tag == "script":
            self.scripts.append(self._script)
            self._script = None


@pytest.fixture(scope="module")
def text(month):
    return page.render(month, "关于2025年3月的统计").decode()


@pytest.fixture(scope="module")
def seen(text):
    return Seen(text)


def test_nothing_outside_is_referred_to(seen, text):
    assert seen.references == []
    assert {"link", "img", "iframe"} & set(seen.tags) == set()
    assert re.findall(r"@import|url\(", text.split("<script")[0]) == []


def test_only_the_pages_own_scripts_may_run(seen):
    assert "default-src 'none'" in seen.policy
    assert "unsafe-inline" not in seen.policy.split("style-src")[0]
    running = [script for kind, script in seen.scripts if not kind]
    assert len(running) == 2
    for script in running:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in seen.policy


def test_a_title_with_a_script_in_it_is_text(text, seen):
    assert html.escape(marts.SCRIPT.split("人才")[0]) in text
    assert "<script>alert" not in text
    assert len(seen.scripts) == 3


def test_the_figures_are_in_tables_too(text, month):
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", text)
    assert cells.count("并列2") == 2
    assert all(line.unit_name in cells for line in month.lines)
    assert len(month.lines) == 7


def test_without_a_last_year_there_are_dashes_and_no_none(first_year):
    text = page.render(first_year, "统计").decode().split("<script")[0]
    assert "同比 —" in text
    assert "None" not in text


def test_the_page_is_chinese_and_its_tables_can_be_sorted(text):
    assert '<html lang="zh-CN">' in text
    assert text.count('class="sortable"') == 4
    assert "aria-sort" in text
    assert text.count('<button type="button" data-column=') == 2 * 13 + 7 + 8


def test_an_empty_month_still_makes_a_page(nothing_at_all):
    assert "采用明细（0 篇次）" in page.render(nothing_at_all, "统计").decode()


def test_the_same_value_gives_the_same_bytes(month, text):
    assert page.render(month, "关于2025年3月的统计").decode() == text


def test_the_chart_library_names_no_host_to_fetch_from():
    source = (html_page._HERE / "assets" / "echarts.min.js").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([\w.-]+)", source))
    assert hosts == {"www.apache.org", "www.w3.org", "github.com"}
