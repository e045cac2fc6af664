from __future__ import annotations

import pytest

from ingest.layouts import Layouts
from ingest.reading import COLUMNS
from warehouse.errors import DataError


def test_headers_are_known_however_they_are_written(layouts):
    wanted = {
        "标 题": "article_title", "篇目": "article_title", "供稿单位": "unit_name", "载体": "outlet_name",
        "见报日期": "adopted_on", "版面（栏目）": "page", "篇幅（字）": "words", "期号": "issue",
        "体裁": "kind",
        "撰稿人": "author", "层级": "tier_name", "说明": "remark", "阅读数": "reads", "链接": "link",
        "Ｎｏ．": "ignore", "点赞数": "ignore", "字数（千）": "words", "单位：": "unit_name",
    }  # fmt: skip
    found = {text: (layouts.match(text) or ("",))[0] for text in wanted}
    assert found == wanted
    assert len(wanted) == 18
    assert layouts.match("云岭县委组织部") is None
    assert layouts.match("标题" * 40) is None


def test_every_column_of_ours_has_a_header_word(layouts):
    named = {column for column, _ in layouts.words.values()}
    assert named == {*COLUMNS, "ignore"}


def test_the_office_overrules_a_shipped_word_and_changes_the_fingerprint(office, layouts):
    (office / "headers.csv").write_bytes(
        "header,column\n来源,outlet_name\n稿名,article_title\n".encode("gb18030")
    )
    taught = Layouts.load(office)
    assert [(taught.match(word) or ("",))[0] for word in ("来源", "稿名", "标题")] == [
        "outlet_name", "article_title", "article_title",
    ]  # fmt: skip
    assert taught.fingerprint != layouts.fingerprint
    assert Layouts.load(office).fingerprint == taught.fingerprint


def test_an_office_folder_that_does_not_exist_is_named(office):
    with pytest.raises(DataError, match="elsewhere"):
        Layouts.load(office / "elsewhere")


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        (
            "headers.csv",
            "header,column\n稿名,titel\n",
            ["headers.csv", "第 2 行", "稿名", "titel", "article_title"],
        ),
        ("headers.csv", "稿名,article_title\n", ["headers.csv", "header,column"]),
        ("headers.csv", b"header,column\n\xff\xff,x\n", ["headers.csv", "UTF-8"]),
        ("sites.toml", "[[site]\n", ["sites.toml"]),
        ("sites.toml", '[[site]]\noutlet = "甲"\n', ["sites.toml", "site.1.title_contains"]),
        (
            "sites.toml",
            '[[site]]\noutlet="甲"\ntitle_contains="乙"\nitem="li["\ntitle="a"\ndate="b"\n',
            ["sites.toml", "site.1.item", "li["],
        ),
        ("sites.toml", '[[sites]]\noutlet = "甲"\n', ["sites.toml", "sites"]),
    ],
)
def test_a_mistake_in_the_office_folder_is_named(office, file, text, named):
    (office / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DataError) as caught:
        Layouts.load(office)
    assert [word for word in named if word not in caught.value.zh] == []


def test_a_heading_of_several_words_is_read_by_the_last_and_one_of_several_columns_by_the_outlet(layouts):
    wanted = {
        "采用稿件题目": "article_title", "刊登报刊": "outlet_name", "媒体（刊物）名称": "outlet_name",
        "刊物/媒体": "outlet_name", "采用媒体及时间": "outlet_name", "刊物及期号": "outlet_name",
        "上稿时间": "adopted_on", "版面/栏目": "page",
    }  # fmt: skip
    assert {text: (layouts.match(text) or ("",))[0] for text in wanted} == wanted
    assert layouts.match("采用单位") == layouts.words["采用单位"]
    # an adopting unit is no sender, and two columns in one are no column of ours
    assert [layouts.match(text) for text in ("刊登单位", "单位/作者", "信息")] == [None] * 3


def test_feeds_that_write_zones_without_thought_are_known_by_their_folders(office):
    plain = Layouts.load(office)
    (office / "connections.toml").write_text(
        'hosts = ["a.invalid"]\n[[feed]]\nname = "某报"\nurl = "http://a.invalid/1"\nzone_is_local = true\n'
        '[[feed]]\nname = "某网"\nurl = "http://a.invalid/2"\n',
        encoding="utf-8",
    )
    found = Layouts.load(office)
    assert (plain.local_feeds, found.local_feeds) == (frozenset(), frozenset({"某报"}))
    assert found.fingerprint != plain.fingerprint
