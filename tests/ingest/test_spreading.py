"""Rows that hold several adoptions in a cell."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from ingest.records import as_table
from ingest.spreading import spread


@pytest.fixture
def read(tmp_path, rows_of):
    """Return what the records of a small csv say in some columns."""

    def rows(heads, *lines):
        path = tmp_path / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["序号", "单位", *heads.split()], *(["1", "某县", *line] for line in lines)])
        return [row for row in rows_of(path) if row["row_role"] == "record"]

    return rows


def picked(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


def test_outlets_and_days_in_parallel_are_an_adoption_each(read):
    rows = read(
        "标题 刊物 日期",
        ("甲", "人民日报、河南日报", "3月5日、3月6日"),
        ("乙", "《人民日报》《河南日报》", "2025-03-05\n2025-03-06"),
        ("丙", "1.人民日报 2.河南日报", "3.5、3.6"),
        ("丁", "人民日报 河南日报", "3.5 3.6"),
        ("戊", "人民日报和河南日报", "3月5日和3月6日"),
    )
    assert picked(rows, "place_in_row", "outlet_name", "adopted_on") == [
        (None, "人民日报", "3月5日"), (".2", "河南日报", "3月6日"),
        (None, "《人民日报》", "2025年3月5日"), (".2", "《河南日报》", "2025年3月6日"),
        (None, "人民日报", "3月5日"), (".2", "河南日报", "3月6日"),
        (None, "人民日报", "3月5日"), (".2", "河南日报", "3月6日"),
        (None, "人民日报", "3月5日"), (".2", "河南日报", "3月6日"),
    ]  # fmt: skip
    assert [row["row_number"] for row in rows] == [2, 2, 3, 3, 4, 4, 5, 5, 6, 6]


def test_lists_that_do_not_fit_stay_as_they_are_to_be_asked_about(read):
    lines = [
        ("甲", "人民日报、河南日报、大河报", "3月5日、3月6日"),
        ("乙", "人民日报", "3月5日、3月7日"),
        ("丙", "人民日报、河南日报", "3月5日"),
        ("丁", "人民日报、河南日报", "2025、3、5"),
    ]
    rows = read("标题 刊物 日期", *lines)
    assert picked(rows, "article_title", "outlet_name", "adopted_on") == lines


def test_pages_and_issues_stand_in_parallel_too(read):
    rows = read(
        "标题 刊物 日期 版面",
        ("甲", "人民日报、河南日报", "3月5日", "2版、1版"),
        ("乙", "人民日报", "3月5日", "1版、2版"),
    )
    assert picked(rows, "outlet_name", "adopted_on", "page") == [
        ("人民日报", "3月5日", "2版"), ("河南日报", "3月5日", "1版"), ("人民日报", "3月5日", "1版、2版"),
    ]  # fmt: skip


def test_what_stands_behind_a_name_goes_where_it_belongs(read):
    rows = read(
        "标题 刊物 日期 版面",
        ("甲", "被《人民日报》第2版刊登", "3月5日", ""),
        ("甲", "人民日报第2版", "3月5日", ""),
        ("乙", "人民日报（3月5日）、河南日报（3月6日头版）", "", ""),
        ("丙", "人民日报、大河报各1篇", "3月5日", ""),
    )
    assert picked(rows, "outlet_name", "adopted_on", "page") == [
        ("人民日报", "3月5日", "第2版"), ("人民日报第2版", "3月5日", None),
        ("人民日报", "3月5日", None), ("河南日报", "3月6日", "头版"), ("人民日报、大河报各1篇", "3月5日", None),
    ]  # fmt: skip


def test_of_a_cell_with_days_that_nobody_can_share_out_the_row_is_asked_and_no_name(read):
    rows = read(
        "标题 刊物",
        ("甲", "3月5日《人民日报》；《河南日报》3月6日"),
        ("乙", "人民日报3月5日、6日"),
        ("丙", "人民日报3月5日"),
    )
    assert picked(rows, "outlet_name", "problem_code") == [
        ("3月5日《人民日报》；《河南日报》3月6日", "several_pieces"),
        ("人民日报3月5日、6日", "several_pieces"),
        ("人民日报", None),
    ]


def test_a_sentence_that_contradicts_the_day_of_its_row_is_asked_about(read):
    rows = read("标题 刊物 日期", ("甲", "人民日报3月5日第2版", "2025-03-06"), ("乙", "人民日报3月5日第2版", "2025-03-05"),
                ("丙", "人民日报1月5日第2版", "2025-11-05"))  # fmt: skip
    assert picked(rows, "adopted_on", "problem_code") == [("2025-03-06", "several_pieces"), ("2025-03-05", None),
                                                             ("2025-11-05", "several_pieces")]  # fmt: skip


def test_a_column_that_tells_of_adoptions_is_read_as_one_of_outlets(read):
    rows = read(
        "标题 发表情况",
        ("甲", "2025年3月5日《人民日报》第2版刊登"),
        ("乙", "《人民日报》3月5日第2版、《河南日报》3月6日头版"),
        ("丙", "未采用"),
        ("丁", "人民日报"),
    )
    assert picked(rows, "outlet_name", "adopted_on", "page", "problem_code") == [
        ("人民日报", "2025年3月5日", "第2版", None), ("人民日报", "3月5日", "第2版", None),
        ("河南日报", "3月6日", "头版", None), ("未采用", None, None, "not_adopted"), ("人民日报", None, None, None),
    ]  # fmt: skip


def test_two_titles_of_which_two_are_counted_are_two_and_what_is_only_counted_is_asked(read):
    rows = read(
        "标题 刊物 日期 篇数",
        ("《甲县做法》《乙县做法》", "人民日报", "3月5日", "2"),
        ("1.丙县做法 2.丁县做法", "人民日报", "3月5日", "2篇"),
        ("一、子县做法 二、丑县做法", "人民日报", "3月5日", "两篇"),
        ("寅县做法；卯县做法；辰县做法", "人民日报", "3月5日", "三篇"),
        ("戊县做法", "人民日报、河南日报", "3月5日", "2"),
        ("己县做法", "人民日报", "3月5日", "2"),
        ("庚县做法", "人民日报2篇", "3月5日", "1"),
        ("《辛县做法》《壬县做法》", "人民日报、河南日报", "3月5日、3月6日", "2"),
    )
    assert picked(rows, "article_title", "outlet_name", "problem_code") == [
        ("甲县做法", "人民日报", None), ("乙县做法", "人民日报", None),
        ("丙县做法", "人民日报", None), ("丁县做法", "人民日报", None),
        ("子县做法", "人民日报", None), ("丑县做法", "人民日报", None),
        ("寅县做法", "人民日报", None), ("卯县做法", "人民日报", None), ("辰县做法", "人民日报", None),
        ("戊县做法", "人民日报、河南日报", None), ("己县做法", "人民日报", "several_pieces"),
        ("庚县做法", "人民日报", "several_pieces"),
        ("辛县做法", "人民日报", None), ("壬县做法", "河南日报", None),
    ]  # fmt: skip


def test_two_titles_in_title_marks_are_two_and_with_two_outlets_beside_them_the_row_is_asked(read):
    rows = read(
        "标题 刊物 日期",
        ("《癸县做法》、《申县做法》", "人民日报", "3月5日"),
        ("《酉县做法》《戌县做法》", "人民日报、河南日报", "3月5日"),
        ("《亥县》做法", "人民日报", "3月5日"),
    )
    assert picked(rows, "article_title", "problem_code") == [
        ("癸县做法", None), ("申县做法", None), ("《酉县做法》《戌县做法》", "several_pieces"), ("《亥县》做法", None),
    ]  # fmt: skip


def test_a_count_of_all_rows_of_a_unit_is_none_of_its_first(tmp_path, rows_of):
    path = tmp_path / "register.csv"
    lines = ("甲县,3,一县做法", ",,二县做法", ",,三县做法", "乙县,2,四县做法", ",,五县做法", "丙县,2,六县做法")
    rows = [f"{line},人民日报,3月5日" for line in lines]
    path.write_text("\n".join(["单位,篇数,标题,刊物,日期", *rows]), encoding="utf-8")
    assert [row["problem_code"] for row in rows_of(path)] == [*[None] * 5, "several_pieces"]


def test_a_count_merged_over_its_rows_is_that_of_them_all(tmp_path, rows_of):
    book = openpyxl.Workbook()
    book.active.append(["单位", "篇数", "标题", "刊物", "日期"])
    book.active.append(["甲县", 2, "一", "甲报", "3月5日"])
    book.active.append(["甲县", None, "二", "甲报", "3月6日"])
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "register.xlsx")
    rows = rows_of(tmp_path / "register.xlsx")
    assert picked(rows, "quantity", "problem_code") == [("2", None), (None, None)]


def test_rows_with_nothing_to_tell_are_not_touched():
    table = as_table([])
    assert spread(table) is table
