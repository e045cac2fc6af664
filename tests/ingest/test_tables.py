"""Where the table is, and what its rows are: every layout that desks were seen to use, as files made on the spot."""

from __future__ import annotations

import json

import openpyxl
import pytest

UNIT_HEADER = ["单位", "标题", "刊物", "日期"]


def picked(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


def records(rows, *columns):
    return picked([row for row in rows if row["row_role"] == "record"], *columns)


@pytest.fixture
def csv_file(tmp_path):
    def write(*lines, name="register.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def book_of(folder, sheets):
    """Write a workbook of these sheets."""
    book = openpyxl.Workbook()
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.remove(book.worksheets[0])
    path = folder / "book.xlsx"
    book.save(path)
    return path


# --- what a blank cell or a ditto mark stands for


def test_blank_units_of_a_text_file_take_the_unit_of_their_group(csv_file, rows_of):
    rows = rows_of(csv_file(
        "单位,标题,刊物,日期", "云岭县,甲,省报,3.1", ",乙,省报,3.2", ",丙,,3.3", "澜江区,丁,省报,3.4", ",戊,省报,3.5",
    ))  # fmt: skip
    assert records(rows, "unit_name") == [("云岭县",), ("云岭县",), ("云岭县",), ("澜江区",), ("澜江区",)]
    assert json.loads(rows[1]["cells"]) == ["", "乙", "省报", "3.2"]
    assert rows[2]["outlet_name"] is None


def test_a_group_ends_at_a_subtotal_a_heading_and_a_blank_row(csv_file, rows_of):
    rows = rows_of(csv_file(
        "单位,标题,刊物,日期", "云岭县,甲,省报,3.1", ",乙,省报,3.2", "小计,2篇,,", ",丙,省报,3.3", "澜江区,丁,省报,3.4",
        "", ",戊,省报,3.5",
    ))  # fmt: skip
    assert records(rows, "row_number", "unit_name") == [
        (2, "云岭县"), (3, "云岭县"), (5, None), (6, "澜江区"), (8, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "units",
    [
        ["云岭县", "云岭县", "", "澜江区"],  # repeats its units: the blank is an omission
        ["", "云岭县", "", "澜江区"],  # does not begin with one
        ["甲县", "乙县", "丙县", "", "丁县", "戊县", "己县", "庚县"],  # hardly ever leaves it out
    ],
)
def test_a_unit_left_out_is_not_guessed(units, csv_file, rows_of):
    rows = rows_of(
        csv_file(
            "单位,标题,刊物,日期", *(f"{unit},标题{at},省报,3.{at + 1}" for at, unit in enumerate(units))
        )
    )
    assert records(rows, "unit_name") == [(unit or None,) for unit in units]


def test_blanks_of_a_sheet_that_can_merge_are_never_filled(workbook, rows_of):
    rows = rows_of(workbook([UNIT_HEADER, ["云岭县", "甲", "省报", "3.1"], [None, "乙", "省报", "3.2"]]))
    assert records(rows, "unit_name") == [("云岭县",), (None,)]


@pytest.mark.parametrize("mark", ["同上", "〃", "″", "同前", " 同上 "])
def test_a_ditto_mark_takes_the_cell_above_in_any_column(mark, workbook, rows_of):
    rows = rows_of(workbook([
        [*UNIT_HEADER, "作者", "版式"], ["云岭县", "甲", "省报", "3.1", "赵某", "横"], [mark] * 6, ["小计", "2篇"],
        ["澜江区", mark, "市报", mark, None, mark],
    ]))  # fmt: skip
    assert records(rows, *["unit_name", "article_title", "outlet_name", "adopted_on", "author"]) == [
        ("云岭县", "甲", "省报", "3.1", "赵某"), ("云岭县", "甲", "省报", "3.1", "赵某"), ("澜江区", "甲", "市报", "3.1", None),
    ]  # fmt: skip
    assert [json.loads(row["extra"])["版式"] for row in rows if row["row_role"] == "record"] == [
        "横",
        "横",
        "横",
    ]
    assert json.loads(rows[1]["cells"])[0] == mark


def test_a_ditto_mark_below_nothing_stays_a_mark(workbook, rows_of):
    rows = rows_of(workbook([UNIT_HEADER, ["云岭县", "甲", None, "3.1"], ["澜江区", "乙", "〃", "3.2"]]))
    assert records(rows, "outlet_name") == [(None,), ("〃",)]


def test_a_page_with_rowspans_is_filled_like_a_sheet(tmp_path, rows_of):
    path = tmp_path / "register.xls"
    path.write_text(
        "<table><tr><th>单位<th>标题<th>刊物<th>日期</tr><tr><td rowspan=2>云岭县<td>甲<td>省报<td>3.1</tr>"
        "<tr><td>乙<td>〃<td>3.2</tr><tr><td><td>丙<td>市报<td>3.3</tr></table>",
        encoding="utf-8",
    )
    assert records(rows_of(path), "unit_name", "outlet_name") == [
        ("云岭县", "省报"), ("云岭县", "省报"), (None, "市报"),
    ]  # fmt: skip


# --- rows that are no records


def test_a_total_is_one_wherever_its_label_stands_and_says_what_it_states(workbook, rows_of):
    rows = rows_of(workbook([
        ["序号", "标题", "刊物", "单位", "字数", "得分"],
        [1, "甲", "省报", "云岭县", 900, 5],
        [None, None, None, "云岭县小计", 900, 5],
        [2, "乙", "省报", "澜江区", 800, 5],
        [None, 1, None, "小 计", 800, 5],
        ["合计", "２篇", None, None, 1700, 10],
        [None, None, "共2篇"],
        ["总计：2", None, None, None, 1700], ["汇总", None, None, 2], ["本月共采用", None, 2], ["计1篇"],
    ]))  # fmt: skip
    assert records(rows, "article_title") == [("甲",), ("乙",)]
    assert picked([row for row in rows if row["row_role"] == "total"], "row_number", "stated_of", "stated_count") == [
        (3, "云岭县小计", None), (5, "小计", "1"), (6, "合计", "2"), (7, "共2篇", "2"), (8, "总计：2", "2"),
        (9, "汇总", "2"), (10, "本月共采用", "2"), (11, "计1篇", "1"),
    ]  # fmt: skip


def test_a_record_that_only_mentions_a_total_stays_a_record(workbook, rows_of):
    rows = rows_of(workbook([
        [*UNIT_HEADER, "备注"], ["云岭县", "甲", "省报", None, "累计3篇"], ["云岭县", "党费合计", None, "3.2"],
        ["云岭县", "党费合计"], ["云岭县", "合计"],
    ]))  # fmt: skip
    assert picked(rows, "row_role") == [("record",), ("record",), ("record",), ("total",)]


def test_a_signature_or_a_level_alone_in_the_column_of_titles_is_no_record(workbook, rows_of):
    lone = ["单位负责人签字：        联系电话：1", "市级以上媒体", "中央级媒体用稿", "【要情快报】"]
    rows = rows_of(workbook([
        ["标题", "单位", "刊物", "日期"], ["甲", "云岭县", "省报", "3.1"], *([text] for text in lone), ["县级媒体怎样做好融合"],
    ]))  # fmt: skip
    assert picked(rows, "row_role") == [("record",), *[("note",)] * 4, ("record",)]


def test_headings_supply_the_unit_that_the_table_has_no_column_for(workbook, rows_of):
    rows = rows_of(workbook([
        ["序号", "标题", "刊物", "日期"], ["一、云岭县委组织部（2篇）"], [1, "甲", "省报", "3.1"], [2, "乙", "市报", "3.2"],
        ["（二）澜江区："], [3, "丙", "省报", "3.3"], ["填报人：丁"],
    ], ["A2:D2", "A5:D5"]))  # fmt: skip
    assert records(rows, "unit_name", "section_title") == [
        ("云岭县委组织部", "一、云岭县委组织部（2篇）"),
        ("云岭县委组织部", "一、云岭县委组织部（2篇）"),
        ("澜江区", "（二）澜江区："),
    ]  # fmt: skip
    assert picked(rows, "row_role")[-1] == ("note",)


def test_headings_supply_the_outlet_if_that_is_lacking(workbook, rows_of):
    rows = rows_of(workbook([["单位", "标题", "日期"], ["《省报》"], ["云岭县", "甲", "3.1"]], ["A2:C2"]))
    assert records(rows, "unit_name", "outlet_name") == [("云岭县", "《省报》")]


@pytest.mark.parametrize(
    ("header", "heading"),
    [
        (["序号", "标题", "刊物", "日期"], "一、省级以上媒体"),  # a level is no name
        (["序号", "标题", "刊物", "日期"], "一、省报"),  # the outlet is said again in the rows
        (["单位", "标题", "刊物", "日期"], "澜江区"),  # the table says it itself
        (["序号", "标题", "日期", "体裁"], "澜江区"),  # neither is said: it could be either
    ],
)
def test_a_heading_that_may_mean_something_else_supplies_nothing(header, heading, workbook, rows_of):
    rows = rows_of(workbook([header, [heading], ["云岭县", "甲", "省报", "3.1"]], ["A2:D2"]))
    own = "云岭县" if header[0] == "单位" else None
    assert records(rows, "unit_name", "section_title") == [(own, heading)]


def test_a_heading_merged_across_is_none_of_the_records_even_in_the_title_column(workbook, rows_of):
    rows = rows_of(
        workbook([["标题", "刊物", "日期"], ["中央媒体"], ["甲", "省报", "3.1"], ["乙"]], ["A2:C2"])
    )
    assert picked(rows, "row_number", "row_role") == [(2, "note"), (3, "record"), (4, "record")]


def test_example_rows_are_notes(workbook, rows_of):
    rows = rows_of(workbook([
        ["序号", *UNIT_HEADER], ["示例", "××县", "甲", "省报", "3.1"], ["例：", "××县", "甲", "省报", "3.1"],
        ["示例：××县 甲 省报"], [1, "云岭县", "例行检查见实效", "省报", "3.1"],
    ]))  # fmt: skip
    assert picked(rows, "row_role") == [("note",), ("note",), ("note",), ("record",)]


def test_a_sheet_of_instructions_holds_no_records(tmp_path, rows_of):
    sheets = {
        "采用情况": [UNIT_HEADER, ["云岭县", "甲", "省报", "3.1"]],
        "填表说明": [["填表说明"], UNIT_HEADER, ["××县", "某某标题", "某某报", "2025-01-01"]],
    }
    path = book_of(tmp_path, sheets)
    assert picked(rows_of(path), "sheet_name", "row_role", "article_title") == [
        ("采用情况", "record", "甲"), ("填表说明", "note", "某某标题"),
    ]  # fmt: skip


def test_a_repeated_header_is_dropped_and_the_heading_above_it_is_its_title(workbook, rows_of):
    line = ["云岭县", "甲", "省报", "3.1"]
    rows = rows_of(workbook([
        ["七月"], UNIT_HEADER, line, UNIT_HEADER, line, ["填报人：乙"], [], ["八月"], UNIT_HEADER, line,
    ]))  # fmt: skip
    assert records(rows, "row_number", "table_title") == [(3, "七月"), (5, "七月"), (10, "八月")]


def test_a_header_of_two_rows_may_stand_again(workbook, rows_of):
    header = [["序号", "单位", "稿件", None, "刊物"], [None, None, "标题", "字数", None]]
    rows = rows_of(workbook(
        [*header, [1, "云岭县", "甲", 900, "省报"], *header, [2, "云岭县", "乙", 800, "省报"]],
        ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "A4:A5", "B4:B5", "C4:D4", "E4:E5"],
    ))  # fmt: skip
    assert picked(rows, "row_number", "row_role", "article_title", "words") == [
        (3, "record", "甲", "900"), (6, "record", "乙", "800"),
    ]  # fmt: skip


# --- nothing to report


@pytest.mark.parametrize(
    "text",
    [
        "本月无",
        "本月无采用。",
        "8月份无稿件采用",
        "零报告",
        "2007年8月份零报告",
        "本月没有采用信息",
        "本季度无",
    ],
)
def test_a_sheet_that_says_there_is_nothing_is_a_nil_return(text, workbook, rows_of):
    (row,) = rows_of(workbook([["云岭县采用情况"], ["填报单位：云岭县委组织部"], [], [None, text]]))
    assert (row["row_role"], row["register"], row["row_number"]) == ("record", "zero_report", 4)
    assert (row["unit_name"], row["article_title"], row["problem"]) == ("云岭县委组织部", text, None)
    assert row["table_title"].startswith("云岭县采用情况")


def test_a_nil_return_may_name_its_unit(csv_file, rows_of):
    (row,) = rows_of(csv_file("云岭县委组织部2007年8月份零报告", name="nil.txt"))
    assert (row["register"], row["unit_name"]) == ("zero_report", "云岭县委组织部")
    (row,) = rows_of(csv_file("我单位本月无采用稿件", name="we.txt"))
    assert (row["register"], row["unit_name"]) == ("zero_report", None)


@pytest.mark.parametrize(
    "line",
    [
        [None, "本月无"],
        ["云岭县", "无"],
        ["云岭县", "本月无", "无", "—"],
        ["云岭县", None, "本月无采用"],
        ["本月无采用"],
    ],
)
def test_a_register_may_say_that_there_is_nothing(line, workbook, rows_of):
    found = rows_of(workbook([UNIT_HEADER, line, ["注：逾期不予统计"]]))
    assert records(found, "register", "row_number", "problem_code") == [("zero_report", 2, None)]


@pytest.mark.parametrize(
    "line",
    [["云岭县", "零报告", "省报", "3.1"], ["云岭县", "本月无案件", None, None], ["云岭县", "甲", None, "无"]],
)
def test_a_record_about_nothing_is_a_record(line, workbook, rows_of):
    assert records(rows_of(workbook([UNIT_HEADER, line])), "register") == [("adoption",)]


# --- sheets of counts


COUNTS = [
    ["2025年3月各单位信息采用情况"],
    ["单位\\刊物", "省报", "市报", "组工信息", "合计"],
    ["云岭县", 1, None, 2, 3],
    ["澜江区", "无", 0, "-", 0],
    ["合计", 1, 0, 2, 3],
    ["填报人：甲"],
]
CELLS = [("云岭县", "省报", "1"), ("云岭县", "组工信息", "2"), ("澜江区", "市报", "0")]


def test_a_sheet_of_counts_gives_a_row_for_each_cell_that_is_filled_in(workbook, rows_of):
    rows = rows_of(workbook(COUNTS, ["A1:E1"]))
    assert records(rows, "unit_name", "outlet_name", "quantity") == CELLS
    assert {row["register"] for row in rows} == {"outlet_count"}
    assert records(rows, "row_number", "table_title")[0] == (3, "2025年3月各单位信息采用情况")
    assert picked(rows, "row_number", "row_role")[-2:] == [(5, "total"), (6, "note")]


@pytest.mark.parametrize("corner", ["刊物", "", "刊物名称", "媒体\n单位"])
def test_a_sheet_of_counts_may_lie_on_its_side(corner, workbook, rows_of):
    turned = [["采用情况"], *(list(column) for column in zip(*COUNTS[1:5], strict=True))]
    turned[1][0] = corner
    found = records(rows_of(workbook(turned)), "unit_name", "outlet_name", "quantity")
    assert sorted(found) == sorted(CELLS)


def test_of_this_month_and_the_year_so_far_only_this_month_counts(workbook, rows_of):
    rows = rows_of(workbook([
        ["序号", "单位", "省报", None, "市报", None, "得分"],
        [None, None, "本月", "累计", "本月", "1-3月", None],
        [1, "云岭县", 1, 5, 2, 9, 30],
        [2, "澜江区", None, 3, 1, 4, 20],
    ], ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"]))  # fmt: skip
    assert records(rows, "unit_name", "outlet_name", "quantity") == [
        ("云岭县", "省报", "1"), ("云岭县", "市报", "2"), ("澜江区", "市报", "1"),
    ]  # fmt: skip
    assert json.loads(rows[0]["cells"])[3] == "5"


@pytest.mark.parametrize(
    "lines",
    [
        [["单位", "篇数", "名次"], ["云岭县", 3, 1]],  # sums, not by outlet
        [["单位", "1月", "2月", "3月"], ["云岭县", 3, 1, 2]],  # by month
        [["单位", "消息", "通讯", "图片"], ["云岭县", 3, 1, 2]],  # by genre
        [["姓名", "语文", "数学"], ["甲", 90, 80]],
    ],
)
def test_other_counts_are_not_taken_for_it(lines, workbook, landed):
    assert landed(workbook(lines)).problem_code == "no_header"


# --- what cannot be read says so


def test_a_table_of_sums_by_unit_is_called_what_it_is(workbook, landed):
    lines = [["2025年3月采用情况通报"], ["序号", "单位", "采用条数", "累计得分", "名次"], [1, "云岭县", 3, 30, 1]]
    said = landed(workbook(lines)).problem
    assert said.startswith("这是各单位采用数或得分的汇总表（序号、单位、采用条数、累计得分、名次），没有逐篇的标题")


def test_an_unknown_layout_says_which_headings_it_saw_and_what_it_lacks(workbook, landed):
    said = landed(
        workbook([["三月"], ["序号", "单位", "作品名字", "字数"], [1, "云岭县", "甲", 900]])
    ).problem
    assert "看到的表头：序号、单位、作品名字、字数；缺少：“标题”一列" in said
    assert "“日期”中的至少一列" not in said
    said = landed(workbook([["标题", "字数"], ["甲", 900]])).problem
    assert "看到的表头：标题、字数；缺少：“单位”“刊物媒体”“日期”中的至少一列" in said
    assert "没有像表头的行" in landed(workbook([[1, 2], [3, 4]])).problem


def test_one_sheet_that_cannot_be_read_does_not_stop_the_others(tmp_path, rows_of, accounts_of):
    sheets = {"7月": [UNIT_HEADER, ["云岭县", "甲", "省报", "3.1"]], "乱": [["甲", "乙"], ["丙", "丁"]]}
    path = book_of(tmp_path, sheets)
    assert picked(rows_of(path), "sheet_name", "row_role") == [("7月", "record")]
    read, passed_over = accounts_of(path)
    assert (read["what"], read["records"], read["sheet"]) == ("table", 1, "7月")
    assert passed_over["sentence"] == "工作表“乱”没有登记表的表头，未读取"
    assert (passed_over["cell_count"], passed_over["examples"]) == (4, ["甲", "乙", "丙"])


# --- days and sections in other shapes


def test_a_day_in_two_columns_is_one_day(csv_file, rows_of):
    rows = rows_of(csv_file("标题,单位,月,日", "甲,云岭县,3,5", "乙,云岭县,〃,6日", "丙,云岭县,,7"))
    assert [row["adopted_on"] for row in rows] == ["3月5日", "3月6日", "7日"]
    # they may be all that stands beside the title
    assert records(rows_of(csv_file("标题,月,日", "甲,3,5")), "adopted_on") == [("3月5日",)]


@pytest.mark.parametrize("said", ["（二）省网", "二、省网（1篇）", "2.《省网》", "省网："])
def test_a_heading_under_the_titles_begins_a_section(said, csv_file, rows_of):
    rows = rows_of(csv_file("标题,日期,单位", "一、省报,,", "甲,3.1,云岭县", f"{said},,", "乙,3.2,云岭县"))
    assert [one.strip("《》") for (one,) in records(rows, "outlet_name")] == ["省报", "省网"]


def test_a_lone_title_that_may_be_a_heading_ends_the_section_above_it(csv_file, rows_of):
    rows = rows_of(csv_file("标题,日期,单位", "一、省报,,", "甲,3.1,云岭县", "省网,,", "乙,3.2,云岭县"))
    assert records(rows, "article_title", "outlet_name") == [("甲", "省报"), ("省网", None), ("乙", None)]


def test_a_register_with_links_and_sections_is_no_list_of_an_account(csv_file, landed):
    lines = ["标题,日期,链接", "一、省报,,", "甲,3.1,u", "乙,3.2,v"]
    assert landed(csv_file(*lines)).kind == "delimited"
    assert landed(csv_file(lines[0], *lines[2:], name="other.csv")).kind == "article_list"


def test_a_period_and_we_have_a_comma_between_them(csv_file, rows_of):
    rows = rows_of(csv_file("某办：", "2025年3月，我单位无信息被采用。", "云岭县"))
    assert [(row["register"], row["unit_name"]) for row in rows] == [("zero_report", None)]
