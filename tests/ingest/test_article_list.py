"""Lists of an account's or a site's own articles, as csv and as JSON of every shape."""

from __future__ import annotations

import json

import pytest

MOMENT = 1741132800  # 2025-03-05 08:00 in China, 2025-03-05 00:00 in Greenwich


@pytest.fixture
def listed(tmp_path, landed, stored):
    """Land one list; return its kind and its rows."""

    def read(content):
        path = tmp_path / "list.json"
        path.write_text(
            content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
        )
        one = landed(path)
        return one.kind, stored(one)

    return read


TOLD = {"read_num": 12, "author": "张某"}
WITHIN = json.dumps({"list": [{"title": "甲", "link": "u", "create_time": str(MOMENT), **TOLD}]})
SHAPES = {
    "objects": [
        {"title": "甲", "link": "u", "create_time": MOMENT, "update_time": 1, "nickname": "岭川先锋", **TOLD}
    ],
    "list": {
        "ret": 0,
        "list": [
            {"title": "甲", "url": "u", "time": "2025-03-05 08:00:00", "account": "岭川先锋", **TOLD}
        ],
    },
    "deep": {
        "data": {
            "nickname": "岭川先锋",
            "page": {"items": [{"Title": "甲", "content_url": "u", "publish_time": f"{MOMENT}000", **TOLD}]},
        }
    },
    "text within": {"account": "岭川先锋", "general_msg_list": WITHIN},
    "neighbours": {
        "nickname": "岭川先锋",
        "list": [
            {
                "comm_msg_info": {"datetime": MOMENT},
                "app_msg_ext_info": {"title": "甲", "content_url": "u", **TOLD},
            }
        ],
    },
    "chinese": [
        {
            "标题": "甲", "链接": "u", "发布时间": "2025-03-05 08:00:00", "阅读数": 12, "公众号": "岭川先锋",
            "作者": "张某", "点赞数": 3,
        }
    ],
}  # fmt: skip
COLUMNS = ("row_number", "article_title", "link", "adopted_on", "outlet_name", "reads", "author")


@pytest.mark.parametrize("shape", SHAPES)
def test_articles_are_found_however_deep_they_lie(shape, listed):
    kind, (row,) = listed(SHAPES[shape])
    assert kind == "article_list"
    values = [row[column] for column in COLUMNS]
    assert values == [1, "甲", "u", "2025-03-05 08:00:00", "岭川先锋", "12", "张某"]


def test_the_pieces_of_one_message_share_its_moment_and_keep_their_order(listed):
    more = [{"title": "乙", "content_url": "v"}, {"title": "丙", "content_url": "w"}]
    first = {"title": "甲", "content_url": "u", "multi_app_msg_item_list": more}
    message = {"comm_msg_info": {"datetime": MOMENT}, "app_msg_ext_info": first}
    _, rows = listed({"list": [message, {"title": "丁", "link": "x"}]})
    assert [(row["row_number"], row["article_title"], row["adopted_on"], row["link"]) for row in rows] == [
        (1, "甲", "2025-03-05 08:00:00", "u"),
        (2, "乙", "2025-03-05 08:00:00", "v"),
        (3, "丙", "2025-03-05 08:00:00", "w"),
        (4, "丁", None, "x"),
    ]


def test_an_object_a_line_is_a_list_too(listed):
    _, rows = listed(
        '{"title": "甲", "url": "u", "time": "3月5日"}\n\n{"title": "乙", "url": "v", "time": 0}\n'
    )
    assert [(row["article_title"], row["adopted_on"]) for row in rows] == [("甲", "3月5日"), ("乙", None)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 200_000, "truncated"),
        ('{"a":' * 200_000, "truncated"),
        ('[{"title": "甲", "link"', "truncated"),
        ('[{"time": ' + "9" * 10_000 + "}]", "truncated"),
        ("[]", "empty_register"),
        ('{"title": "甲"}', "empty_register"),
        ('[{"title": ["甲"], "link": {"a": 1}, "time": true}]', "empty_register"),
        ('{"a":' * 200 + '[{"title": "甲", "link": "u"}]' + "}" * 200, "empty_register"),
    ],
)
def test_what_is_no_list_is_answered(content, code, listed):
    _, (row,) = listed(content)
    assert row["problem_code"] == code
    assert "请" in row["problem"]


@pytest.mark.parametrize(
    ("header", "kind", "outlet"),
    [
        ("标题,发布时间,链接,来源", "article_list", None),
        ("标题,发布时间,阅读数,来源", "article_list", None),
        ("标题,发布时间,链接,公众号", "article_list", "云岭先锋"),
        ("标题,发布时间,链接,采用媒体", "delimited", "云岭先锋"),
        ("标题,发布时间,版面,来源", "delimited", None),
    ],
)
def test_a_publishers_csv_is_told_from_a_units_register_by_its_columns(
    header, kind, outlet, tmp_path, landed, stored
):
    path = tmp_path / "list.csv"
    path.write_bytes(f"岭川先锋3月推送\n{header}\n甲,3月5日,1,云岭先锋\n".encode("gb18030"))
    one = landed(path)
    (row,) = stored(one)
    assert (one.kind, row["row_number"], row["outlet_name"], row["adopted_on"]) == (kind, 3, outlet, "3月5日")
    assert row["table_title"] == "岭川先锋3月推送"
