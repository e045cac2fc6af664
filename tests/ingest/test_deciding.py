"""Columns that decide: what says that a row was not adopted, and what nobody knows the meaning of."""

from __future__ import annotations

import json

import pytest

from ingest import registry
from ingest.records import as_table
from ingest.verdicts import is_verdict, says_not_adopted, verdict_of
from tests.ingest.test_tables import book_of, csv_file, records

__all__ = ["csv_file"]

YES = (
    "是 √ ✓ ✔ ☑ 有 Y yes 1 1.0 已采用 采用 已录用 已刊登 已见报 人民日报采用 被省委办公厅采用 全文采用 采用2篇"
    " 已刊登（3月5日） （采用） 采用。"
)
NO = (
    "否 × ✗ ✘ ❌ X N no FALSE 0 无 未采用 未录用 不采用 未被采用 没有采用 未予采用 不予录用 未通过 未见报"
    " 未被省委采用 退稿 已退稿 撤稿 退回修改 落选 作废 未采用（质量不高） 未用"
)
NOT_YET = "拟采用 待采用 待审 审核中 审核中。 编辑中 暂未采用 尚未刊发 待刊 备用 已投稿 已上报 送审 下期刊发 明日见报"
UNCLEAR = "同意 可采用 通过 审核通过 ○ □ ? 转办 修改稿 已采用但未见报 省报未用市报采用"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("yes", YES), ("no", NO), ("not_yet", NOT_YET), ("unclear", UNCLEAR), ("blank", "— / -- ———")],
)
def test_a_word_says_yes_or_no_or_is_asked_about(verdict, words):
    assert {word: verdict_of(word) for word in words.split()} == dict.fromkeys(words.split(), verdict)


def test_headings_that_ask_whether_something_was_adopted():
    asked = "是否采用 是否录用 是否刊发 是否见报 是否刊登 是否已采用 采用与否 录用否 录用情况"
    asked += " 采用结果 采用状态 审核状态 状态 稿件是否采用"
    assert [one for one in asked.split() if not is_verdict(one)] == []
    others = "采用形式 采用级别 采用时间 采用刊物 是否原创 是否首发 批示情况 采用篇数 采用程度"
    assert [one for one in others.split() if is_verdict(one)] == []


def test_other_cells_and_headings_say_no_only_in_so_many_words():
    told = ("未采用", "二、未采用稿件", "待刊发", "（三）退稿部分", "未采用信息")
    assert all(says_not_adopted(text) for text in told)
    assert [
        text
        for text in ("未来网", "人民日报", "待定", "不动产登记", "采用情况", "2025-03-05", "拟")
        if says_not_adopted(text)
    ] == []


def judged(rows):
    return records(rows, "row_number", "verdict_code")


@pytest.mark.parametrize(
    ("heading", "cells", "codes"),
    [
        ("是否采用", ["是", "否", "×", "未采用", "拟采用"], [None, "no", "no", "no", "not_yet"]),
        ("是否采用", ["√", "", "√", "√", "√"], [None, "blank", None, None, None]),
        ("状态", ["已完成", "", ""], [None, None, None]),
        ("审核意见", ["采用", "退回", "采用"], [None, "no", None]),
        ("采用篇数", ["1", "0", "０篇", "10"], [None, "no", "no", None]),
        ("是否采用", ["√", "", "", "", "", "√"], [None, "blanks", "blanks", "blanks", "blanks", None]),
        ("是否采用", ["", "", ""], [None, None, None]),
        ("录用情况", ["已录用", "未录用", "同意"], [None, "no", "unclear"]),
        ("发表情况", ["《人民日报》3月5日", "未采用", "《河南日报》3月6日"], [None, "no", None]),
        ("状态", ["审核中", "按时完成", "退稿"], ["not_yet", None, "no"]),
        ("是否合格", ["是", "否", "是"], [None, "held", None]),
        ("是否头条", ["是", "否", "是"], [None, None, None]),
        ("是否领取稿费", ["是", "否", "是"], [None, None, None]),
        ("审读", ["合格", "不合格"], [None, "held"]),
    ],
)
def test_a_row_that_its_own_cells_do_not_count_is_kept_and_marked(heading, cells, codes, csv_file, rows_of):
    lines = [f"云岭县,标题{at}某县做好工作,省报,2025-03-0{at + 1},{cell}" for at, cell in enumerate(cells)]
    rows = rows_of(csv_file(f"单位,标题,刊物,日期,{heading}", *lines))
    assert [code for _, code in judged(rows)] == codes
    assert all(
        f"“{heading}”一栏" in row["verdict_said"] or "这一行" in row["verdict_said"]
        for row in rows
        if row["verdict_code"]
    )


def test_a_second_column_that_decides_is_not_passed_over(csv_file, rows_of):
    rows = rows_of(csv_file(
        "单位,标题,刊物,日期,是否采用,审核状态", "甲县,标题一,省报,3.1,是,已采用",
        "甲县,标题二,省报,3.2,是,退稿", "甲县,标题三,省报,3.3,否,",
    ))  # fmt: skip
    assert [code for _, code in judged(rows)] == [None, "no", "no"]


def test_what_a_sheet_or_a_heading_in_it_says_holds_for_its_rows(tmp_path, rows_of):
    head, line = ["单位", "标题", "刊物", "日期"], ["甲县", "标题", "省报", "2025-03-05"]
    rows = rows_of(
        book_of(tmp_path, {"采用": [head, line, ["二、未采用稿件"], line], "未采用": [head, line]})
    )
    assert records(rows, "sheet_name", "verdict_code") == [("采用", None), ("采用", "no"), ("未采用", "no")]


def test_a_day_or_an_outlet_that_says_no_is_no_day(csv_file, rows_of):
    rows = rows_of(
        csv_file(
            "单位,标题,刊物,日期", "甲县,标题一,省报,待刊发", "甲县,标题二,未采用,", "甲县,标题三,未来网,3.1"
        )
    )
    assert records(rows, "verdict_code", "verdict_said") == [
        ("not_yet", "这一行写“待刊发”"), ("no", "这一行写“未采用”"), (None, None),
    ]  # fmt: skip


def test_a_column_that_nobody_knows_is_told_with_what_it_holds(csv_file, rows_of):
    rows = rows_of(csv_file(
        "序号,单位,标题,刊物,日期,是否合格,协作方,联系电话,转评次数,上会时间",
        "1,甲县,标题一,省报,3.1,是,乙县,13800000000,12,2025-03-02",
        "2,甲县,标题二,省报,3.2,否,丙县,13800000001,7,2025-03-03",
    ))  # fmt: skip
    (told,) = {row["unknown_columns"] for row in rows}
    assert [(one["heading"], one["kind"], one["no_count"]) for one in json.loads(told)] == [
        ("是否合格", "yes_no", 1), ("协作方", "text", 0), ("转评次数", "number", 0), ("上会时间", "day", 0),
    ]  # fmt: skip
    assert json.loads(rows[0]["headings"])[:3] == ["序号", "单位", "标题"]


MARKS = [
    "↑",
    "……",
    "…",
    "〞",
    "〃",
    "同上",
    "同前",
    "（同上）",
    "仝上",
    "同上行",
    "″",
    "''",
    "......",
    "同 上",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_ditto_mark_is_what_stands_above_it(mark, csv_file, rows_of):
    rows = rows_of(
        csv_file("单位,标题,刊物,日期,阅读量", "甲县,标题一,省报,3.1,↑", f"{mark},标题二,{mark},{mark},↑")
    )
    assert records(rows, "unit_name", "outlet_name", "adopted_on", "reads")[1] == ("甲县", "省报", "3.1", "↑")


@pytest.mark.parametrize(
    ("numbers", "units"),
    [
        (["1", "", "", "2", ""], ["甲县", "甲县", "甲县", "乙县", "乙县"]),  # each unit has a number
        (["1", "2", "3", "1", "2"], ["甲县", "甲县", "甲县", "乙县", "乙县"]),  # the numbers begin anew
        (["1", "2", "3", "4", "5"], ["甲县", None, None, "乙县", None]),
    ],
)
def test_a_blank_unit_is_carried_down_where_the_numbers_say_so(numbers, units, tmp_path, rows_of):
    lines = [
        [number, "甲县" if at == 0 else "乙县" if at == 3 else None, f"标题{at}", "省报", "2025-03-05"]
        for at, number in enumerate(numbers)
    ]
    rows = rows_of(book_of(tmp_path, {"一": [["序号", "单位", "标题", "刊物", "日期"], *lines]}))
    assert records(rows, "unit_name") == [(unit,) for unit in units]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.csv", ["2025年3月未采用稿件登记表", "单位,标题,刊物,日期", "甲县,标题一,省报,3.1"]),
        ("退稿/a.csv", ["单位,标题,刊物,日期", "甲县,标题一,省报,3.1"]),
        ("2025年3月退稿清单.csv", ["单位,标题,刊物,日期", "甲县,标题一,省报,3.1"]),
        ("a.csv", ["序号,单位,标题,刊物,日期", "作废,甲县,标题一,省报,3.1"]),
        ("a.csv", ["单位,标题,刊物,日期", "甲县,（作废）标题一,省报,3.1"]),
        ("a.csv", ["单位,标题,刊物,日期,备注", "甲县,标题一,省报,3.1,此条作废"]),
        ("a.csv", ["单位,标题,刊物,日期,采用级别", "甲县,标题一,省报,3.1,未采用"]),
        ("a.csv", ["单位,标题,刊物,日期,稿件处理", "甲县,标题一,省报,3.1,审核不通过"]),
    ],
)
def test_what_says_anywhere_about_a_row_that_it_was_not_adopted_is_heard(tmp_path, layouts, name, lines):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = registry.read(path, name, layouts, tmp_path / "members", lambda _: None)
    assert [row["verdict_code"] for row in as_table(reading.rows).to_pylist() if row["row_role"] == "record"] == ["no"]


def test_a_second_block_under_a_heading_that_says_no_is_not_counted(rows_of, tmp_path):
    path = tmp_path / "a.csv"
    head = "单位,标题,刊物,日期"
    path.write_text(f"一、已采用\n{head}\n甲县,标题一,省报,3.1\n二、未采用\n{head}\n乙县,标题二,省报,3.2", "utf-8")
    assert judged(rows_of(path)) == [(3, None), (6, "no")]


def test_each_adoption_of_a_row_has_its_own_verdict(rows_of, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("单位,标题,日期,媒体1,是否采用,媒体2,是否采用\n甲县,标题一,3.1,省报,是,市报,否\n", "utf-8")
    assert records(rows_of(path), "outlet_name", "verdict_code") == [("省报", None), ("市报", "no")]
