"""Feeds of three kinds, as sites write them and as nobody should."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from ingest.readers.feed import read


@pytest.fixture
def feed(tmp_path, landed, stored):
    """Land one feed; return what became of it and its rows."""

    def read(text, encoding="utf-8"):
        path = tmp_path / "feed.xml"
        path.write_bytes(text.encode(encoding))
        one = landed(path)
        return one, stored(one)

    return read


RSS = '<rss version="2.0"><channel><title>岭川网-组织工作</title>{}</channel></rss>'
RDF = (
    '<?xml version="1.0" encoding="gb2312"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">'
    "<title>岭川网</title></channel>"
    '<item rdf:about="1"><title>抓实夜校</title><link>http://p.invalid/1</link><dc:date>2025-03-05T23:30:00+08:00</dc:date>'
    "<dc:creator>云岭县委组织部 张某</dc:creator></item></rdf:RDF>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>岭川网</title><entry><title type="html">抓实夜校</title>'
    '<link href="http://p.invalid/1"/><published>2025-03-05T15:30:00Z</published>'
    "<source><title>云岭县委组织部 张某</title></source>"
    '<category term="鹤山县"/></entry></feed>'
)
ITEM = (
    "<item><title><![CDATA[抓实夜校]]></title><link>http://p.invalid/1</link><category>鹤山县</category>"
    "<author>云岭县委组织部 张某</author><pubDate>Wed, 05 Mar 2025 23:30:00 +0800</pubDate><description>丙县</description></item>"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RSS.format(ITEM), "utf-8"),
        (RSS.format(ITEM), "utf-16"),
        (RDF, "gb18030"),
        (RDF, "utf-8"),
        (ATOM, "utf-8-sig"),
    ],
)
def test_every_kind_of_feed_gives_title_day_credit_and_outlet(text, encoding, feed):
    one, (row,) = feed(text, encoding)
    assert one.kind == "feed"
    assert (row["row_number"], row["article_title"], row["adopted_on"]) == (
        1,
        "抓实夜校",
        "2025-03-05 23:30:00",
    )
    assert (row["unit_name"], row["author"], row["outlet_name"]) == ("云岭县委组织部", "张某", "岭川网")
    assert row["link"] == "http://p.invalid/1"


MOMENTS = [
    ("Mon, 31 Mar 2025 16:00:00 GMT", "2025-04-01 00:00:00", "2025-03-31 16:00:00"),
    ("Wed, 05 Mar 2025 20:00:00 +0800", "2025-03-05 20:00:00", "2025-03-05 20:00:00"),
    ("Mon, 31 Mar 2025 16:00:00 -0000", "2025-04-01 00:00:00", "2025-03-31 16:00:00"),
    ("Mon, 31 Mar 2025 23:30:00 CST", "2025-03-31 23:30:00", "2025-03-31 23:30:00"),
    ("Mon Mar 31 23:30:00 CST 2025", "2025-03-31 23:30:00", "2025-03-31 23:30:00"),
    ("2025-03-31T16:00:00Z", "2025-04-01 00:00:00", "2025-03-31 16:00:00"),
    ("2025-03-31T16:00:00.000+00:00", "2025-04-01 00:00:00", "2025-03-31 16:00:00"),
    ("2025-04-01 00:30:00+09:00", "2025-03-31 23:30:00", "2025-04-01 00:30:00"),
    ("2025-03-05 08:00", "2025-03-05 08:00:00", "2025-03-05 08:00:00"),
    ("2025年3月5日", "2025年3月5日", "2025年3月5日"),
]


@pytest.mark.parametrize(("date", "at_home", "as_written"), MOMENTS)
def test_a_moment_is_that_of_the_offices_clock_but_of_a_feed_that_writes_zones_without_thought(
    date, at_home, as_written, tmp_path, layouts
):
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format(f"<item><title>甲</title><pubDate>{date}</pubDate></item>"), encoding="utf-8")
    local = replace(layouts, local_feeds=frozenset({"某报"}))
    for name, expected in (("2025-03/某网/a.xml", at_home), ("2025-03/某报/a.xml", as_written)):
        (row,) = read(path, replace(local, file_name=name)).rows
        assert row.values["adopted_on"] == expected


def test_a_feed_without_a_day_has_none(feed):
    _, (row,) = feed(RSS.format("<item><title>甲</title><pubDate></pubDate></item>"))
    assert row["adopted_on"] is None


def test_categories_texts_mails_and_placeholders_credit_nobody(feed):
    items = "".join(
        f"<item><title>甲{at}</title><category>云岭县</category><description>云岭县</description>{credit}</item>"
        for at, credit in enumerate(("", "<author>admin</author>", "<author>a@p.invalid</author>"))
    )
    _, rows = feed(RSS.format(items))
    assert [row["unit_name"] for row in rows] == [None] * 3
    _, (row,) = feed(RSS.format("<item><title>甲</title><author>a@p.invalid (云岭县委)</author></item>"))
    assert row["unit_name"] == "云岭县委"


def test_markup_in_a_title_is_kept_as_text(feed):
    _, (row,) = feed(RSS.format("<item><title>甲&lt;script&gt;x&lt;/script&gt;&#160;=乙</title></item>"))
    assert row["article_title"] == "甲<script>x</script> =乙"


def test_a_feed_cut_off_is_read_and_said_to_be(feed):
    one, rows = feed(RSS.format(ITEM * 2)[:-80])
    assert (one.problem_code, rows[0]["row_number"], rows[0]["problem_code"]) == ("truncated", 0, "truncated")
    assert rows[1]["article_title"] == "抓实夜校"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RSS.format(""), "empty_register"),
        (
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b"><!ENTITY b "&a;&a;">]>' + RSS.format(ITEM),
            "unknown_kind",
        ),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + RSS.format("<item><title>&x;</title></item>"),
            "unknown_kind",
        ),
        ("<rss>" * 20_000, "too_large"),
        ("<rss>" * 2_000, "truncated"),
        ("<rss><channel>" + "<item>" * 20_000, "too_large"),
        (RSS.format("<item " + "a='b' " * 20_000 + "><title>甲</title></item>"), None),
    ],
)
def test_a_feed_made_to_do_harm_is_answered_in_time(text, code, feed):
    started = time.process_time()
    one, rows = feed(text)
    assert time.process_time() - started < 5
    assert one.problem_code == code or code is None
    assert "root:" not in str(rows)
