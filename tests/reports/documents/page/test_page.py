"""The page needs nothing but itself, and runs nothing but its own scripts."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from reports.documents import html_page
from reports.documents.page import page
from reports.saying.wording import Assessment
from tests.reports import marts
from tests.reports.conftest import build

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
    assert all(line.unit_name in cells for line in month.ranking.ranked)
    assert len(month.ranking.ranked) == 7


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


def rows_of(text):
    """Every row of the page as the texts of its cells."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)] for row in rows]


def heads_of(text):
    return re.findall(r"<h[23]>([^<]*)</h[23]>", text)


def test_what_only_some_offices_keep_has_its_sections(whole):
    text = page.render(whole, "统计").decode()
    rows = rows_of(text)
    for row in (
        ["望川县委组织部", "8", "4", "50.0%"],
        ["012", "岚溪县委组织部", "并列2", "1", "6"],
        ["007", "望川县委组织部", "省级以上媒体", "第一季度", "2", "1", "欠1"],
        ["望川党建新路", "望川县委组织部", "31", "87.5", "64"],
        ["岚溪党建", "岚溪县委组织部", "—", "300"],
        ["澜江市", "并列2", "30", "3", "2", "5.7"],
        ["望川县", "并列2", "12"],
        ["经验", "3", "75.0%"],
    ):
        assert row in rows
    assert "新媒体账号（不计入得分）" in heads_of(text)


def test_an_office_that_keeps_none_of_it_has_no_such_section(quarter):
    heads = heads_of(page.render(quarter, "统计").decode())
    assert "任务进度" in heads
    # persons owe something here, and nobody knows what they did
    assert ["012", "岚溪县委组织部", "澜江组工信息", "全年", "1", "—", "—"] in rows_of(page.render(quarter, "统计").decode())
    assert {"报送采用率", "评优", "公众号", "全省位次", "约稿批示", "稿件体裁"} & set(heads) == set()


def test_what_goes_into_the_larger_assessment_is_in_the_ranking(tmp_path, text):
    report = build(tmp_path, "2025-Q1", assessment=Assessment(share=5))
    rows = rows_of(page.render(report, "统计").decode())
    heads = next(row for row in rows if "折算得分" in row)
    found = next(row for row in rows if "岚溪县委组织部" in row and len(row) == len(heads))
    assert dict(zip(heads, found, strict=True))["折算得分"] == "42.86"
    assert dict(zip(heads, found, strict=True))["计入考核"] == "2.14"
    assert "折算得分" not in text


def test_a_year_has_no_column_that_says_the_same_again(year):
    rows = rows_of(page.render(year, "统计").decode())
    assert rows[0] == ["项目", "本期", "上年", "增减", "倍数", "同比"]
    heads = next(row for row in rows if "名次较上年" in row)
    assert heads == [
        "名次", "单位", "中央级", "省级", "市级", "合计", "得分", "上年", "同比", "名次较上年", "任务",
    ]  # fmt: skip
    assert {len(row) for row in rows if "望川县委组织部" in row and len(row) > 8} == {len(heads)}
    assert "今年累计" not in [row[0] for row in rows if row]
