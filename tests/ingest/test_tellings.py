"""Cells that tell in running text which outlet printed a piece, when and where."""

from __future__ import annotations

import pytest

from ingest.tellings import SeveralError, column, days_in, tellings

TOLD = {
    "2025年3月5日《人民日报》第2版刊登": ["人民日报|2025年3月5日|第2版|"],
    "《人民日报》3月5日第2版、《河南日报》3月6日头版": ["人民日报|3月5日|第2版|", "河南日报|3月6日|头版|"],
    "人民日报（2025.3.5）、河南日报（2025.3.6 2版）": ["人民日报|2025年3月5日||", "河南日报|2025年3月6日|2版|"],
    "2025年3月5日《人民日报》第2版、6日《河南日报》头版刊登": ["人民日报|2025年3月5日|第2版|", "河南日报|2025年3月6日|头版|"],
    "2025年3月5日，人民网、新华网；3月6日，河南日报": [
        "人民网|2025年3月5日||", "新华网|2025年3月5日||", "河南日报|2025年3月6日||",
    ],
    "《人民日报》和《河南日报》3月5日刊发": ["人民日报|3月5日||", "河南日报|3月5日||"],
    "1.人民日报3月5日2版\n2.河南日报3月6日": ["人民日报|3月5日|2版|", "河南日报|3月6日||"],
    "2025年3月5日被《人民日报》采用，3月7日被《河南日报》转载": ["人民日报|2025年3月5日||", "河南日报|2025年3月7日||"],
    "3月5日在《人民日报》第3版以《抓实夜校》为题发表": ["人民日报|3月5日|第3版|"],
    "人民日报2025-03-05（星期三）10:05 头版头条": ["人民日报|2025年3月5日|头版头条|"],
    "人民日报20250305": ["人民日报|2025年3月5日||"],
    "《党建研究》2025年第3期": ["党建研究|||2025年第3期"],
    "人民日报（3-5版）": ["人民日报||3-5版|"],
    "今日头条3月5日": ["今日头条|3月5日||"],
    "安阳发布 3月5日": ["安阳发布|3月5日||"],
    "21世纪经济报道3月5日": ["21世纪经济报道|3月5日||"],
    "经济日报": ["经济日报|||"],
    # nobody can tell which day is whose, or it is no name
    "3月5日人民日报头版、河南日报3月6日2版": [],
    "人民日报3月5日、6日": [],
    "3月5日《人民日报》；《河南日报》3月6日": [],
    "拟3月5日刊发": [],
    "5日《人民日报》": [],
    "已采用": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_each_outlet_gets_the_day_the_page_and_the_issue_that_stand_with_it(text, expected):
    assert [f"{one.outlet}|{one.day}|{one.page}|{one.issue}" for one in tellings(text)] == expected


@pytest.mark.parametrize("text", ["人民日报2篇", "《人民日报》、《河南日报》各两篇", "人民日报3月5日3次"])
def test_adoptions_that_are_only_counted_are_not_told_apart(text):
    with pytest.raises(SeveralError):
        tellings(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月5日、6日", ["3月5日", "3月6日"]),
        ("2025/3/5，2025/3/6", ["2025年3月5日", "2025年3月6日"]),
        ("2025.3.5\n3.6", ["2025年3月5日", "2025年3月6日"]),
        ("2025、3、5", []),
        ("3.5-3.7", []),
        ("3月5日前后", []),
    ],
)
def test_a_list_of_days_is_nothing_else(text, expected):
    assert days_in(text) == expected


def test_a_column_tells_of_adoptions_by_its_heading_and_most_of_its_cells():
    labels = [("标题", None), ("发表情况", None), ("采用情况", None), ("备注", None)]
    cells = {1: ["已采用", "未采用", ""], 2: ["《人民日报》3月5日", "河南日报", ""], 3: ["《人民日报》3月5日"]}
    assert column(labels, lambda at: cells.get(at, [])) == 2
    assert column(labels[:2], lambda at: cells.get(at, [])) is None
