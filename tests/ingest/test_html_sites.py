"""Pages of sites: lists and articles that nobody has declared, and articles that somebody has."""

from __future__ import annotations

import time
from datetime import date

import pytest

from ingest import limits
from ingest.landing import land
from ingest.layouts import Layouts
from ingest.readers.newspaper import Paper, paper_of

PROSE = "<p>今年以来，云岭县坚持党建引领，推动基层治理各项工作取得了成效，群众的获得感不断增强。</p>" * 3
MENU = '<div class="nav"><ul><li><a href="/a">云岭县网站首页</a></li><li><a href="/b">鹤山县子站点</a></li></ul></div>'
RELATED = '<ul class="related">' + "<li><a href='/r'>相关文章的标题</a> 2025-01-01</li>" * 5 + "</ul>"
SPAM = "<p>丙县 丁县 戊县</p>"
TITLE = "<title>县区动态_岭川先锋网</title>"


@pytest.fixture
def page(tmp_path, landed, stored):
    """Land one page; return its kind and its rows."""

    def read(html, encoding="utf-8"):
        path = tmp_path / "page.html"
        path.write_bytes(html.encode(encoding))
        one = landed(path)
        return one.kind, stored(one)

    return read


def told(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


def item(number, title, day, source):
    return (
        f'<div class="item"><div class="time"><span>{day}</span><p>2025-03</p></div>'
        f'<h3><a href="/c/{number}.html">{title}</a></h3>'
        f'<p class="desc">今年以来，云岭县坚持党建引领。推动基层治理各项工作取得成效，群众的获得感不断增强。'
        f'<a href="/c/{number}.html">[详细]</a></p>'
        f"<span>来源：{source}　点击量：1{number}</span></div>"
    )


# One list, built as different sites build it: two pieces, of 5 and 4 March.
LISTS = {
    "list": '<ul><li><a href="1">云岭县抓实夜校建设</a><span>[2025-03-05]</span></li>'
    '<li><a href="2">鹤山县开展主题党日</a><span>[2025-03-04]</span></li></ul>',
    "table": '<table><tr><td>·<a href="1">云岭县抓实夜校建设</a></td><td>2025-03-05</td></tr>'
    '<tr><td>·<a href="2">鹤山县开展主题党日</a></td><td>2025-03-04</td></tr></table>',
    "day first, cut title": '<dl><dd>2025年3月5日 <a href="1" title="云岭县抓实夜校建设">云岭县抓实夜校…</a></dd>'
    '<dd>2025年3月4日 <a href="2">鹤山县开展主题党日</a></dd></dl>',
    "terms and what is said of them": '<dl><dt><a href="1">云岭县抓实夜校建设</a></dt><dd>发布时间：2025/03/05</dd>'
    '<dt><a href="2">鹤山县开展主题党日</a></dt><dd>发布时间：2025/03/04</dd></dl>',
    "day in the link": '<div><a href="1">云岭县抓实夜校建设<em>2025-03-05</em></a>'
    '<a href="2">鹤山县开展主题党日<em>2025-03-04</em></a></div>',
    "two lists of one build": '<ul class="l"><li><a href="1">云岭县抓实夜校建设</a> 03-05</li><li>更多</li></ul><hr>'
    '<ul class="l"><li><a href="2">鹤山县开展主题党日</a> 03-04</li><li>更多</li></ul>',
}  # fmt: skip


@pytest.mark.parametrize("build", LISTS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_plain_list_is_read_by_its_build(build, encoding, page):
    kind, rows = page(f"{TITLE}{MENU}<div id='main'>{LISTS[build]}</div>{RELATED}{SPAM}", encoding)
    assert kind == "html_list"
    assert told(rows, "row_number", "article_title", "outlet_name", "unit_name", "link") == [
        (1, "云岭县抓实夜校建设", "岭川先锋网", None, "1"),
        (2, "鹤山县开展主题党日", "岭川先锋网", None, "2"),
    ]
    assert [row["adopted_on"].strip("日")[-1] for row in rows] == ["5", "4"]
    assert rows[0]["table_title"] == "县区动态_岭川先锋网"


def test_items_with_summaries_days_apart_and_sources(page):
    body = item(1, "抓实夜校建设见成效", "05", "云岭县委组织部") + item(
        2, "开展主题党日活动", "04", "鹤山县委组织部"
    )
    kind, rows = page(f"{TITLE}{MENU}<div>{body}</div>")
    assert kind == "html_list"
    assert told(rows, "article_title", "adopted_on", "unit_name", "reads", "link") == [
        ("抓实夜校建设见成效", "2025-03-05", "云岭县委组织部", "11", "/c/1.html"),
        ("开展主题党日活动", "2025-03-04", "鹤山县委组织部", "12", "/c/2.html"),
    ]


def test_an_element_named_for_the_source_says_it(page):
    items = "".join(
        f"<li><a href=x>抓实夜校建设第{n}期</a><span class=unit>[云岭县]</span><i>2025-03-05</i></li>"
        for n in "一二"
    )
    assert told(page(f"{TITLE}<ul>{items}</ul>")[1], "unit_name") == [("云岭县",), ("云岭县",)]


def test_a_list_written_unit_and_title_is_split_and_single_colons_are_not(page):
    lines = ["云岭：云岭县：抓实夜校建设", "鹤山县委组织部：开展主题党日", "清水县：举办培训班"]
    items = "".join(f"<li><a href=x>{line}</a> 2025-03-05</li>" for line in lines)
    assert told(page(f"{TITLE}<ul>{items}</ul>")[1], "unit_name", "article_title") == [
        ("云岭", "云岭县：抓实夜校建设"),
        ("鹤山县委组织部", "开展主题党日"),
        ("清水县", "举办培训班"),
    ]
    items += "<li><a href=x>推进一网统管工作</a> 2025-03-05</li>" * 2
    assert {row["unit_name"] for row in page(f"{TITLE}<ul>{items}</ul>")[1]} == {None}


def test_a_table_of_links_under_headings_is_a_list_and_a_register_with_links_is_none(page):
    def table(*headings):
        rows = "".join(
            f"<tr><td><a href='{n}'>抓实夜校建设第{n}期</a></td><td>云岭县</td><td>2025-03-0{n}</td><td>岭川网</td></tr>"
            for n in (1, 2)
        )
        return f"{TITLE}<table><tr>{''.join(f'<th>{one}</th>' for one in headings)}</tr>{rows}</table>"

    kind, rows = page(table("标题", "来源", "发布时间", "编辑"))
    assert (kind, told(rows, "row_number", "unit_name", "outlet_name")) == (
        "html_list",
        [(1, "云岭县", "岭川先锋网"), (2, "云岭县", "岭川先锋网")],
    )
    kind, rows = page(table("标题", "单位", "日期", "采用媒体"))
    assert (kind, told(rows, "row_number", "unit_name", "outlet_name")) == (
        "html_table",
        [(2, "云岭县", "岭川网"), (3, "云岭县", "岭川网")],
    )


ARTICLE = "<div>{0}</div><div class='text'>" + PROSE + "</div>" + RELATED + SPAM
# One line of facts, as different sites write it.
FACTS = {
    "one line": "来源：云岭县委组织部　时间：2025-03-05 08:30　作者：张某　点击数：321",
    "spans": "<span>发布时间：2025-03-05 08:30</span><span>文章来源：</span><span>云岭县委组织部</span>"
    "<span>浏览次数：<i id='n'>321</i></span><span>作者：张某</span><span>字体：大 中 小</span>",
    "bars": "作者：张某 | 信息来源：<a href='/x'>云岭县委组织部</a> | 日期：2025-03-05 08:30 | 阅读：321 | 【打印】",
    "list": "<ul><li>供稿单位：云岭县委组织部</li><li>发布日期：2025-03-05 08:30</li><li>作者：张某</li>"
    "<li>点击量：321次</li></ul>",
    "credit with author": "来源：云岭县委组织部 张某　　发表时间：2025-03-05 08:30　阅读量：321",
}


@pytest.mark.parametrize("line", FACTS)
def test_an_article_is_read_by_its_labels(line, page):
    kind, rows = page(
        f"<title>抓实夜校建设-岭川先锋网</title>{MENU}<h1>云岭县：抓实夜校建设</h1>{ARTICLE.format(FACTS[line])}"
    )
    assert kind == "html_article"
    assert told(
        rows, "row_number", "article_title", "adopted_on", "unit_name", "author", "reads", "outlet_name"
    ) == [(1, "云岭县：抓实夜校建设", "2025-03-05 08:30", "云岭县委组织部", "张某", "321", "岭川先锋网")]


def test_what_the_head_of_a_page_says_is_taken_and_traditional_text_kept(page):
    head = "".join(
        f'<meta name="{name}" content="{text}">'
        for name, text in {
            "ArticleTitle": "雲嶺縣抓實夜校建設", "PubDate": "2025-03-05 08:30",
            "ContentSource": "雲嶺縣委組織部", "SiteName": "嶺川黨建網",
        }.items()
    )  # fmt: skip
    kind, rows = page(f"<head><title>雲嶺縣</title>{head}</head><body>{MENU}{PROSE}</body>")
    assert (kind, told(rows, "article_title", "adopted_on", "unit_name", "outlet_name")) == (
        "html_article",
        [("雲嶺縣抓實夜校建設", "2025-03-05 08:30", "雲嶺縣委組織部", "嶺川黨建網")],
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<title>岭川网</title><h1>云岭县</h1>{MENU}{PROSE}{SPAM}",
        f"<title>岭川网</title>{MENU}",
        f"<title>岭川网</title>{RELATED}",
        "<title>岭川网</title><ul><li><a href=1>云岭县抓实夜校建设</a></li><li><a href=2>鹤山县开展主题党日</a></li></ul>",
    ],
)
def test_names_in_text_menus_related_links_and_undated_links_are_not_taken(html, page):
    kind, (row,) = page(html)
    assert (kind, row["problem_code"], row["unit_name"]) == ("unreadable", "unsupported_kind", None)


@pytest.mark.parametrize("item", ["li.gone", "li"])
def test_a_declared_site_in_which_nothing_is_found_is_read_by_its_structure_and_that_is_said(
    tmp_path, office, home, stored, item
):
    (office / "sites.toml").write_text(
        f'[[site]]\noutlet = "岭川先锋网"\ntitle_contains = "岭川"\nitem = "{item}"\ntitle = "h5"\ndate = ".sj"\n',
        encoding="utf-8",
    )
    path = tmp_path / "a.html"
    path.write_text(TITLE + MENU + LISTS["list"], encoding="utf-8")
    (one,) = land([path], home, Layouts.load(office), date(2025, 4, 3))
    rows = stored(one)
    assert told([row for row in rows if row["row_role"] == "record"], "article_title", "adopted_on") == [
        ("云岭县抓实夜校建设", "2025-03-05"), ("鹤山县开展主题党日", "2025-03-04"),
    ]  # fmt: skip
    (note,) = [row for row in rows if row["row_role"] == "note"]
    assert "改按网页结构读取" in note["problem"]
    assert f"item“{item}”" in note["problem"]


def test_a_declared_article_is_read_by_its_selectors(tmp_path, office, home, stored):
    (office / "sites.toml").write_text(
        '[[article]]\noutlet = "岭川先锋网"\ntitle_contains = "先锋"\ntitle = ".bt"\ndate = ".sj"\nunit = ".ly"\nreads = ".dj"\n',
        encoding="utf-8",
    )
    path = tmp_path / "a.html"
    path.write_text(
        f"<title>先锋</title>{MENU}<div class=bt>抓实夜校</div><p class=sj>2025年3月5日 来源</p>"
        "<p class=ly>来源：云岭县</p><b class=dj>12</b>",
        encoding="utf-8",
    )
    (one,) = land([path], home, Layouts.load(office), date(2025, 4, 3))
    assert told(stored(one), "article_title", "adopted_on", "unit_name", "reads", "outlet_name") == [
        ("抓实夜校", "2025年3月5日", "云岭县", "12", "岭川先锋网")
    ]
    assert one.kind == "html_article"


@pytest.mark.parametrize(
    ("address", "paper"),
    [
        ("http://p.invalid/rmrb/html/2021-06/08/nbs.D110000renmrb_01.htm", Paper("2021-06-08", "01")),
        ("http://p.invalid/202511/22/node_A01.html", Paper("2025-11-22", "A01")),
        ("http://p.invalid/layout/202511/22/node_03.html?x=1", Paper("2025-11-22", "03")),
        ("http://p.invalid/html/2025-03/05/content_1234.htm", Paper("2025-03-05", "")),
        ("http://p.invalid/html/2025-13/05/content_1234.htm", None),
        ("http://p.invalid/art/1234.html", None),
    ],
)
def test_the_address_of_a_newspaper_says_day_and_page(address, paper):
    assert paper_of(address) == paper


def test_pages_of_a_newspaper_take_day_and_page_from_their_address(page):
    saved = "<!-- saved from url=(0044)http://p.invalid/html/2025-03/05/nbs.D110000ljrb_03.htm -->"
    links = "<ul><li><a href=nw_1.htm>云岭县抓实夜校建设</a></li><li><a href=nw_2.htm>鹤山县开展主题党日</a></li></ul>"
    kind, rows = page(f"{saved}<title>澜江日报-2025年03月05日</title>{MENU}{links}")
    assert (kind, told(rows, "article_title", "adopted_on", "page", "outlet_name")) == (
        "html_list",
        [
            ("云岭县抓实夜校建设", "2025-03-05", "03", "澜江日报"),
            ("鹤山县开展主题党日", "2025-03-05", "03", "澜江日报"),
        ],
    )
    canonical = "<link rel=canonical href='http://p.invalid/html/2025-03/05/content_12.htm'>"
    kind, rows = page(
        f"{canonical}<title>澜江日报</title><p>A1版：要闻　作者：张某</p><h2>云岭县抓实夜校建设</h2>{PROSE}"
    )
    assert (kind, told(rows, "article_title", "adopted_on", "page", "author")) == (
        "html_article",
        [("云岭县抓实夜校建设", "2025-03-05", "A1版", "张某")],
    )


HOSTILE = {
    "nested without end": "<div>" * 100_000,
    "without end": "<br>" * (limits.MAX_TAGS + 1),
    "nested and closed": "<span>" * 100_000 + "</span>" * 100_000,
    "links without days": "<ul>"
    + "<li><a href=1>云岭县抓实夜校建设</a></li>" * 10_000
    + "</ul><ul><li>甲</li></ul>",
    "one long attribute": "<a href='" + "x" * 3_000_000 + "'>云岭县抓实夜校建设</a>",
    "labels without end": "<p>" + "来源：" * 100_000 + "</p>",
    "dashes without end": "<title>" + "-" * 200_000 + "</title><h1>甲乙丙丁</h1><p>来源：甲</p>",
    "unclosed comment": "<!--" + "<div>" * 100_000,
    "nothing but nulls": "\ufeff" + "甲\x01" * 1000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_page_made_to_do_harm_is_answered_in_time(case, page):
    started = time.process_time()
    kind, rows = page(f"<html><body>{HOSTILE[case]}")
    assert time.process_time() - started < 5
    assert kind == "unreadable" or all(row["article_title"] for row in rows)
    assert all(
        len(text) <= limits.MAX_CELL_CHARS for row in rows for text in row.values() if isinstance(text, str)
    )


def test_five_thousand_items_are_read_in_time(page):
    started = time.process_time()
    items = "".join(f"<li><a href={n}>云岭县抓实夜校建设{n}</a><i>2025-03-05</i></li>" for n in range(5_000))
    _, rows = page(f"<ul>{items}</ul>")
    assert len(rows) == 5_000
    assert time.process_time() - started < 5
