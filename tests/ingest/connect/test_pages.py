"""Lists and feeds of a site that behaves badly: what comes into the inbox, and when it ends."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ingest.connect.conftest import LIMITS, page, redirect

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LATER = date(2025, 5, 6)
FEED = '[[feed]]\nname = "党建网"\nurl = "URL/feed.xml"\n'
LIST = '[[page]]\nname = "党建网"\nurl = "URL/index.html"\n'
COUNTED = LIST + 'pages = "URL/index_{page}.html"\n'
CHAINED = LIST + 'next = "a.next"\n'
ARTICLES = LIST + 'articles = "li a"\n'


def items(*names, next_page="", clock=""):
    links = "".join(f"<li><a href='/2025-03/{name}.html'>{name}</a></li>" for name in names)
    further = f"<a class='next' href='{next_page}'>下一页</a>" if next_page else ""
    return f"<title>党建网</title><ul>{links}</ul>{further}<p>{clock}</p>"


def test_a_feed_comes_in_once_and_again_when_it_has_changed(fetched, server, in_inbox):
    server.play("/feed.xml", page("<rss>1</rss>"), page("<rss>1</rss>"), page("<rss>2</rss>"))
    counts = [
        len(outcome.kept)
        for day in (date(2025, 4, 3), date(2025, 4, 4), LATER)
        for outcome in fetched(FEED, day=day)
    ]
    assert counts == [1, 0, 1]
    assert in_inbox() == {
        "2025-04/党建网/feed 2025-04-03.xml": b"<rss>1</rss>",
        "2025-05/党建网/feed 2025-05-06.xml": b"<rss>2</rss>",
    }


def test_a_server_that_knows_versions_is_asked_only_for_what_changed(fetched, server, in_inbox):
    dated = {"ETag": '"v1"', "Last_Modified": "Thu, 03 Apr 2025 00:00:00 GMT"}
    server.play("/feed.xml", page("<rss>1</rss>", **dated), page("", 304))
    assert [len(one.kept) for _ in range(2) for one in fetched(FEED)] == [1, 0]
    headers = [headers for path, headers in server.requests if path == "/feed.xml"]
    assert [one["If-None-Match"] for one in headers] == [None, '"v1"']
    assert headers[1]["If-Modified-Since"] == "Thu, 03 Apr 2025 00:00:00 GMT"


def test_a_charset_that_contradicts_the_page_changes_no_byte_and_is_remembered(
    fetched, server, home, in_inbox
):
    content = items("云岭县“三化联动”").encode("gb18030")
    server.play("/index.html", page(content, Content_Type="text/html; charset=iso-8859-1"))
    fetched(LIST)
    assert list(in_inbox().values()) == [content]
    assert "charset=iso-8859-1" in (home.connections / "党建网.json").read_text(encoding="utf-8")


def test_a_source_that_fails_is_told_and_does_not_stop_the_others(fetched, server, in_inbox):
    server.play("/index.html", page("", 500))
    server.play("/feed.xml", page("<rss/>"))
    broken, sound = fetched(LIST + FEED.replace("党建网", "另一个"))
    assert "（500）" in broken.problem.zh
    assert (sound.problem, len(sound.kept)) == (None, 1)
    assert list(in_inbox()) == ["2025-04/另一个/feed 2025-04-03.xml"]


def test_only_the_sources_asked_for_are_fetched(fetched, server):
    server.play("/feed.xml", page("<rss/>"))
    assert [one.name for one in fetched(LIST + FEED.replace("党建网", "另一个"), "另一个")] == ["另一个"]
    assert server.paths == ["/feed.xml"]


def test_pages_are_counted_up_to_the_first_that_is_not_there(fetched, server, in_inbox):
    for path, name in (("/index.html", "甲"), ("/index_2.html", "乙"), ("/index_3.html", "丙")):
        server.play(path, page(items(name)))
    (outcome,) = fetched(COUNTED)
    assert outcome.problem is None
    assert [name.partition("/党建网/")[2] for name in in_inbox()] == [
        "index 2025-04-03.html",
        "index_2 2025-04-03.html",
        "index_3 2025-04-03.html",
    ]


def test_pages_without_end_end_at_the_page_that_was_set_and_it_is_said(fetched, server):
    def act(handler):
        number = len(handler.server.paths)
        handler.answer(200, items(f"第{number}条", next_page=f"/more?page={number}").encode())

    server.play("/index.html", act)
    for number in range(1, 30):
        server.play(f"/more?page={number}", act)
    (outcome,) = fetched(CHAINED + "max_pages = 7\n")
    assert len(outcome.kept) == len(server.paths) == 7
    assert "max_pages" in outcome.notes[0].zh


def test_a_list_that_leads_in_circles_ends(fetched, server):
    server.play("/index.html", page(items("甲", next_page="/b.html")))
    server.play("/b.html", page(items("乙", next_page="/index.html#top")))
    (outcome,) = fetched(CHAINED)
    assert (len(outcome.kept), outcome.problem, outcome.notes) == (2, None, [])
    assert server.paths == ["/index.html", "/b.html"]


def test_the_same_page_under_ever_new_addresses_ends_the_list(fetched, server):
    for path in ("/index.html", *(f"/index_{number}.html" for number in range(2, 20))):
        server.play(path, page(items("甲")))
    (outcome,) = fetched(COUNTED)
    assert len(outcome.kept) == 1
    assert server.paths == ["/index.html", "/index_2.html"]


def test_pages_that_differ_only_in_what_leads_to_no_new_article_end_the_list(fetched, server):
    def act(handler):
        handler.answer(200, items("甲", clock=str(len(handler.server.paths))).encode())

    server.play("/2025-03/甲.html".encode().decode("latin-1"), page("x"))
    for path in ("/index.html", *(f"/index_{number}.html" for number in range(2, 20))):
        server.play(path, act)
    fetched(COUNTED + 'articles = "li a"\n')
    assert [path for path in server.paths if path.startswith("/index")] == ["/index.html", "/index_2.html"]


def test_a_later_run_stops_where_all_is_known(fetched, server):
    for path, name in (("/index.html", "甲"), ("/index_2.html", "乙"), ("/index_3.html", "丙")):
        server.play(path, page(items(name)))
    fetched(COUNTED)
    server.requests.clear()
    (outcome,) = fetched(COUNTED, day=LATER)
    assert (outcome.kept, server.paths) == ([], ["/index.html"])
    # One more item at the top moves the others down a page.
    server.play("/index.html", page(items("新")))
    server.play("/index_2.html", page(items("甲")))
    server.requests.clear()
    (outcome,) = fetched(COUNTED, day=LATER)
    assert [path.name for path in outcome.kept] == ["index 2025-05-06.html"]
    assert server.paths == ["/index.html", "/index_2.html"]


def test_a_walk_that_broke_off_is_walked_to_its_end_by_the_next_run(fetched, server):
    server.play("/index.html", page(items("甲")))
    server.play("/index_2.html", page("", 500))
    server.play("/index_3.html", page(items("丙")))
    (broken,) = fetched(COUNTED)
    assert (len(broken.kept), "（500）" in broken.problem.zh) == (1, True)
    server.play("/index_2.html", page(items("乙")))
    (outcome,) = fetched(COUNTED, day=LATER)
    assert [path.name for path in outcome.kept] == ["index_2 2025-05-06.html", "index_3 2025-05-06.html"]


def test_a_day_without_network_does_not_make_the_next_run_walk_all_pages_again(fetched, server):
    server.play("/index.html", page(items("甲")))
    server.play("/index_2.html", page(items("乙")))
    fetched(COUNTED)
    server.play("/index.html", page("", 503))
    fetched(COUNTED)
    server.play("/index.html", page(items("甲")))
    server.requests.clear()
    fetched(COUNTED)
    assert server.paths == ["/index.html"]


def test_after_the_settings_changed_the_list_is_walked_anew(fetched, server):
    server.play("/index.html", page(items("甲")))
    server.play("/index_2.html", page(items("乙")))
    assert [len(fetched(text)[0].kept) for text in (LIST, COUNTED)] == [1, 1]


def test_articles_are_followed_once_and_only_on_the_same_host(fetched, server, elsewhere, in_inbox):
    foreign = (
        f"<li><a href='{elsewhere.url}/x.html'>外站</a></li><li><a href='javascript:void(0)'>脚本</a></li>"
    )
    server.play("/index.html", page(items("t1", "t2") + foreign))
    for name in ("t1", "t2"):
        server.play(f"/2025-03/{name}.html", page(f"<h1>{name}</h1>"))
    (outcome,) = fetched(ARTICLES)
    assert [name.partition("/党建网/")[2] for name in in_inbox()] == [
        "2025-03_t1 2025-04-03.html",
        "2025-03_t2 2025-04-03.html",
        "index 2025-04-03.html",
    ]
    assert "1 条链接在别的网站" in outcome.notes[0].zh
    assert elsewhere.requests == []
    server.play("/index.html", page(items("t1", "t2", "t3") + foreign))
    server.play("/2025-03/t3.html", page("<h1>t3</h1>"))
    server.requests.clear()
    fetched(ARTICLES)
    assert server.paths == ["/index.html", "/2025-03/t3.html"]


def test_an_article_that_is_gone_is_said_once_and_one_that_failed_is_tried_again(fetched, server):
    server.play("/index.html", page(items("gone", "ill", "sound")))
    server.play("/2025-03/ill.html", page("", 500))
    server.play("/2025-03/sound.html", page("<h1>好</h1>"))
    (outcome,) = fetched(ARTICLES)
    assert [path.name[:13] for path in outcome.kept] == ["index 2025-04", "2025-03_sound"]
    assert ["（404）" in note.zh or "（500）" in note.zh for note in outcome.notes] == [True, True]
    server.play("/2025-03/ill.html", page("<h1>好了</h1>"))
    server.requests.clear()
    (outcome,) = fetched(ARTICLES)
    assert [path.name[:11] for path in outcome.kept] == ["2025-03_ill"]
    assert "/2025-03/gone.html" not in server.paths


def test_a_site_that_goes_down_among_its_articles_is_given_up(fetched, server):
    names = [f"t{number}" for number in range(10)]
    server.play("/index.html", page(items(*names)))
    for name in names:
        server.play(f"/2025-03/{name}.html", page("", 502))
    (outcome,) = fetched(ARTICLES)
    assert "（502）" in outcome.problem.zh
    assert len(server.paths) == 1 + 3 * LIMITS.attempts


def test_a_list_that_moved_to_another_host_is_not_followed(fetched, server, elsewhere):
    server.play("/index.html", redirect(elsewhere.url + "/index.html"))
    (outcome,) = fetched(LIST)
    assert elsewhere.host in outcome.problem.zh
    assert elsewhere.requests == []


def test_bytes_that_are_no_text_are_kept_all_the_same(fetched, server, in_inbox):
    content = b"%PDF-1.7\n\xff\xfe\x00\x81\x20\xff"
    server.play("/index.html", page(content, Content_Type="application/pdf"))
    fetched(LIST)
    assert list(in_inbox().values()) == [content]


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/%2e%2e%2f%2e%2e%2fx",
        "/a%00b.html",
        "/" + "x" * 300 + ".html",
        "/" + "%E6%B1%89" * 99,
    ],
)
def test_an_address_names_a_file_below_the_inbox_whatever_it_holds(fetched, server, in_inbox, path):
    def act(handler):
        handler.answer(200, b"<p>x</p>")

    server.acts = {key: [act] for key in (path, "/etc/passwd")}
    (outcome,) = fetched(f'[[feed]]\nname = "党建网"\nurl = "URL{path}"\n')
    assert outcome.problem is None
    (name,) = in_inbox()
    assert name.startswith("2025-04/党建网/")
    assert ".." not in name
    assert name.count("/") == 2


def test_a_memory_that_cannot_be_read_is_begun_anew(fetched, server, home):
    server.play("/feed.xml", page("<rss/>"))
    fetched(FEED)
    for spoiled in (b"{", b"[]", b'{"known": 3}', b"\xff"):
        (home.connections / "党建网.json").write_bytes(spoiled)
        (outcome,) = fetched(FEED)
        assert outcome.problem is None


def test_what_was_fetched_lands_under_source_and_day(fetched, server, home, layouts):
    from ingest.landing import land

    rows = "<tr><th>单位<th>标题<th>采用刊物<th>刊发日期<tr><td>云岭县<td>甲<td>澜江日报<td>3月5日"
    server.play("/index.html", page(f"<table>{rows}</table>"))
    fetched(LIST)
    (landed,) = land([home.inbox], home, layouts, LATER)
    assert (landed.file_name, landed.record_count, landed.problem) == (
        "2025-04/党建网/index 2025-04-03.html",
        1,
        None,
    )
