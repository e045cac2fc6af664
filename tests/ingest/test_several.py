"""Tables as people lay them: several adoptions in a row, tables beside each other, tables that go on without a header."""

from __future__ import annotations

import pytest

from tests.ingest import documents
from tests.ingest.test_tables import book_of, records

PLACE = ("row_number", "place_in_row", "outlet_name", "adopted_on")


@pytest.fixture
def read(tmp_path, rows_of):
    """Land lines of text; return the chosen columns of the records."""
    number = iter(range(100))

    def read_lines(text, *columns):
        path = tmp_path / f"{next(number)}.csv"
        path.write_text(text.replace(" ", "\n").replace("_", " "), encoding="utf-8")
        return records(rows_of(path), *columns)

    return read_lines


# --- one row, several adoptions


@pytest.mark.parametrize(
    "header",
    [
        "标题,首发,,转载, ,媒体,日期,媒体,日期",
        "标题,媒体1,日期1,媒体2,日期2",
        "标题,媒体(一),日期(一),媒体(二),日期(二)",
        "标题,第一媒体,第一日期,第二媒体,第二日期",
        "标题,首发媒体,首发日期,转载媒体,转载日期",
        "标题,刊物,日期,刊物,日期",
    ],
)
def test_an_outlet_and_a_day_that_stand_twice_are_two_adoptions(header, read):
    found = read(f"{header} 甲标题,省报,3.5,市报,3.6 乙标题,晚报,3.7,, 丙标题,,,晨报,3.8", "outlet_name", "adopted_on")
    assert found == [("省报", "3.5"), ("市报", "3.6"), ("晚报", "3.7"), ("晨报", "3.8")]


def test_days_that_stand_behind_all_outlets_are_shared_out_in_their_order(read):
    header = "标题,单位,媒体1,媒体2,日期1,日期2,版面"
    assert read(f"{header} 甲标题,云岭县,省报,市报,3.5,3.6,一版", *PLACE, "page", "unit_name") == [
        (2, "3", "省报", "3.5", "一版", "云岭县"), (2, "4", "市报", "3.6", "一版", "云岭县"),
    ]  # fmt: skip


def test_what_was_printed_first_and_what_again_says_so(read):
    found = read("标题,首发媒体,首发日期,转载媒体,转载日期 甲标题,省报,3.5,市报,3.6", "outlet_name", "origin")
    assert found == [("省报", "首发"), ("市报", "转载")]


def test_two_columns_of_other_words_are_one_adoption(read):
    """采用单位 is who took it, 刊物 where it stands."""
    assert read("标题,采用单位,刊物,日期 甲标题,省委办,信息,3.5", "outlet_name") == [("信息",)]


@pytest.mark.parametrize("mark", ["√", "✓", "1", "1篇", "是", "已采用", "●", "Y"])
def test_a_mark_under_an_outlet_is_an_adoption(mark, read):
    lines = f"1,云岭县,甲标题,3.5,{mark},,{mark} 2,澜江区,乙标题,3.6,,{mark},×"
    found = read(f"序号,单位,标题,日期,省日报,市日报,学习强国 {lines}", *PLACE)
    assert found == [(2, "5", "省日报", "3.5"), (2, "7", "学习强国", "3.5"), (3, "6", "市日报", "3.6")]


def test_under_an_outlet_may_stand_the_day_the_issue_the_page_or_the_link(read):
    text = "标题,日期,采用媒体,,, ,,求是,组工信息,省日报,省网 甲标题,3.5,3月8日,第12期,头版,https://a.cn/1"
    assert read(text, "outlet_name", "adopted_on", "issue", "page", "link") == [
        ("求是", "3月8日", None, None, None), ("组工信息", "3.5", "第12期", None, None),
        ("省日报", "3.5", None, "头版", None), ("省网", "3.5", None, None, "https://a.cn/1"),
    ]  # fmt: skip


def test_a_mark_that_may_mean_something_else_is_asked_and_a_row_without_marks_stays(read):
    text = "标题,日期,省日报,市日报 甲标题,3.5,√,待刊 乙标题,3.6,, 丙标题,3.7,2,× 丁标题,3.8,√,√"
    found = read(text, "row_number", "outlet_name", "problem_code")
    assert found == [
        (2, "省日报", None), (2, "市日报", "unclear_mark"), (3, None, None), (4, "省日报", "unclear_mark"),
        (5, "省日报", None), (5, "市日报", None),
    ]  # fmt: skip


def test_columns_that_only_look_like_outlets_hold_texts_and_are_none(read):
    found = read("标题,刊物,日期,简报,上报 甲标题,省报,3.5,√,√", "outlet_name", "extra")
    assert found == [("省报", '{"简报": "√", "上报": "√"}')]
    found = read("标题,单位,日期,有关新闻,工作动态 甲标题,云岭县,3.5,很长的一段文字,又一段文字", "outlet_name")
    assert found == [(None,)]


@pytest.mark.parametrize(
    "header",
    ["标题,中央媒体,省级媒体,市级媒体,日期", "标题,采用媒体,,,日期 ,中央,省级,市级,", "标题,中央级,省级主流媒体,市级刊物,日期"],
)
def test_names_under_tiers_are_an_adoption_each(header, read):
    found = read(f"{header} 甲标题,某报,省报,,3.5 乙标题,,,市报,3.6", "outlet_name", "tier_name", "adopted_on")
    assert found == [("某报", "中央级", "3.5"), ("省报", "省级", "3.5"), ("市报", "市级", "3.6")]


def test_tiers_may_have_a_day_each(read):
    text = "标题,单位,央媒,刊发日期,省媒,刊发日期 甲标题,甲县,某报,3.5,省报,3.6 乙标题,乙县,,,省报,3.7"
    assert read(text, "outlet_name", "tier_name", "adopted_on") == [
        ("某报", "中央级", "3.5"), ("省报", "省级", "3.6"), ("省报", "省级", "3.7"),
    ]  # fmt: skip


def test_what_was_printed_stands_beside_what_was_printed_again(read):
    found = read("标题,单位,发表媒体,发表日期,转载媒体,转载日期 甲标题,甲县,省报,3.5,市报,3.6", "outlet_name", "adopted_on")
    assert found == [("省报", "3.5"), ("市报", "3.6")]


def test_other_outlets_stand_beside_those_that_have_a_column(read):
    found = read("标题,省日报,市日报,其他媒体,日期 甲标题,√,,某晚报,3.5 乙标题,,√,,3.6", "outlet_name")
    assert found == [("省日报",), ("某晚报",), ("市日报",)]


def test_totals_and_notes_of_such_a_table_stand_once(tmp_path, rows_of):
    path = tmp_path / "a.csv"
    path.write_text("标题,省日报,市日报,日期\n甲标题,√,√,3.5\n合计,1,1,\n注：略,,,\n", encoding="utf-8")
    assert [row["row_role"] for row in rows_of(path)] == ["record", "record", "total", "note"]


# --- what belongs together in two columns


def test_month_and_day_may_have_a_column_each_under_one_heading(workbook, rows_of):
    rows = rows_of(workbook([
        ["单位", "标题", "刊物", "报送时间", None, "刊发日期", None], [None, None, None, "月", "日", "月", "日"],
        ["云岭县", "甲标题", "省报", 2, 27, 3, 5],
    ], ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"]))  # fmt: skip
    assert records(rows, "row_number", "adopted_on", "submitted_on") == [(3, "3月5日", "2月27日")]


def test_what_stands_under_the_title_belongs_to_it(read):
    text = "主标题,副标题,刊物,日期 甲标题,——乙说,省报,3.5 丙标题,,省报,3.6"
    assert read(text, "article_title") == [("甲标题——乙说",), ("丙标题",)]


def test_further_units_under_the_same_heading_are_co_units(read):
    assert read("单位1,单位2,标题,刊物 云岭县,澜江区,甲标题,省报 云岭县,,乙标题,省报", "unit_name") == [
        ("云岭县、澜江区",), ("云岭县",),
    ]  # fmt: skip


# --- tables beside each other


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("单位,标题,刊物,单位,标题,刊物 云岭县,甲标题,省报,澜江区,乙标题,市报", "4"),
        ("序号,单位,标题,刊物,,序号,单位,标题,刊物 1,云岭县,甲标题,省报,,2,澜江区,乙标题,市报", "6"),
        ("序号,单位,标题,刊物,,标题,媒体,单位 1,云岭县,甲标题,省报,,乙标题,市报,澜江区", "6"),
    ],
)
def test_two_registers_beside_each_other_are_two(text, place, read):
    assert read(text, "row_number", "place_in_row", "unit_name", "article_title", "outlet_name") == [
        (2, None, "云岭县", "甲标题", "省报"), (2, place, "澜江区", "乙标题", "市报"),
    ]  # fmt: skip


def test_three_beside_each_other_end_where_they_end(read):
    head = ",".join(["单位,标题,刊物"] * 3)
    lines = "甲县,甲标题,省报,乙县,乙标题,市报,丙县,丙标题,晚报 甲县,丁标题,省报,,,,,,"
    found = read(f"{head} {lines}", "row_number", "article_title")
    assert found == [(2, "甲标题"), (3, "丁标题"), (2, "乙标题"), (2, "丙标题")]


def test_a_register_may_begin_further_down_beside_another(read):
    text = "单位,标题,刊物,,,, 甲县,甲标题,省报,,,, 甲县,乙标题,省报,,单位,标题,刊物 ,,,,丙县,丙标题,市报"
    found = read(text, "row_number", "place_in_row", "unit_name", "article_title")
    assert found == [(2, None, "甲县", "甲标题"), (3, None, "甲县", "乙标题"), (4, "5", "丙县", "丙标题")]


def test_a_day_before_two_groups_is_of_both(read):
    found = read("日期,单位,标题,媒体,单位,标题,媒体 3.5,甲县,甲标题,省报,乙县,乙标题,市报", "unit_name", "adopted_on")
    assert found == [("甲县", "3.5"), ("乙县", "3.5")]


def test_a_box_of_sums_beside_a_register_is_none_of_its_columns(tmp_path, rows_of, accounts_of):
    path = tmp_path / "a.csv"
    path.write_text("标题,单位,刊物,,单位,篇数\n甲标题,甲县,省报,,甲县,1\n乙标题,乙县,市报,,乙县,1\n", encoding="utf-8")
    assert records(rows_of(path), "unit_name", "quantity") == [("甲县", None), ("乙县", None)]
    _, box = accounts_of(path)
    assert (box["what"], box["place"], box["cell_count"]) == ("passed_over", "5", 6)
    assert box["sentence"] == "文件第5列起的一块（单位、篇数、甲县）没有登记表的表头，未读取"


def test_a_remark_behind_an_empty_column_is_of_the_register(read):
    assert read("标题,单位,刊物,,备注 甲标题,甲县,省报,,好", "remark") == [("好",)]


# --- tables that go on without a header


HEADER = ["序号", "单位", "标题", "刊物", "刊发日期"]
FIRST = ["1", "云岭县", "云岭县的甲标题", "省报", "2025-03-05"]
NEXT = ["2", "澜江区", "澜江区的乙标题", "市报", "2025-03-06"]
SCORES = ["1", "云岭县", "12", "24", "1"]


def test_the_next_table_of_a_word_file_goes_on_without_a_header(tmp_path, rows_of, accounts_of):
    tables = ([HEADER, FIRST], "续表", [NEXT], "附", [SCORES])
    path = documents.from_lines(tmp_path / "a.docx", "三月采用情况", *tables)
    assert records(rows_of(path), "sheet_name", "row_number", "article_title", "table_title") == [
        ("表1", 2, "云岭县的甲标题", "三月采用情况"), ("表2", 1, "澜江区的乙标题", "续表"),
    ]  # fmt: skip
    assert [one["what"] for one in accounts_of(path)] == ["table", "goes_on", "passed_over"]


def test_the_next_sheet_goes_on_if_its_cells_are_of_the_same_kinds(tmp_path, rows_of):
    sheets = {"3月": [HEADER, FIRST], "3月续": [["续表"], NEXT], "得分": [SCORES], "另": [["2", "澜江区", "甲"]]}
    path = book_of(tmp_path, sheets)
    assert records(rows_of(path), "sheet_name", "row_number") == [("3月", 2), ("3月续", 2)]


def test_the_next_table_of_a_page_goes_on(tmp_path, rows_of):
    made = ["".join(f"<td>{text}" for text in row) for row in (HEADER, FIRST, NEXT)]
    path = tmp_path / "a.html"
    path.write_text(f"<table><tr>{made[0]}<tr>{made[1]}</table><table><tr>{made[2]}</table>", encoding="utf-8")
    assert records(rows_of(path), "row_number", "unit_name") == [(2, "云岭县"), (3, "澜江区")]


@pytest.mark.parametrize(
    "name", ["模板", "模版", "样式", "格式", "参考", "填报样例", "登记表模板（勿删）", "填表说明", "参考样式"]
)
def test_a_sheet_that_shows_how_to_fill_in_is_not_counted_and_that_is_said(name, tmp_path, rows_of, accounts_of):
    path = book_of(tmp_path, {"3月": [HEADER, FIRST], name: [HEADER, NEXT]})
    assert records(rows_of(path), "sheet_name") == [("3月",)]
    assert accounts_of(path)[1]["sentence"] == f"工作表“{name}”按填表说明或样表处理，其中的行不计"


def test_a_form_filled_in_where_it_shows_how_is_counted(tmp_path, rows_of):
    assert records(rows_of(book_of(tmp_path, {"模板": [HEADER, FIRST]})), "sheet_name") == [("模板",)]
