from __future__ import annotations

import json
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from tests.ingest.old_excel import xls


def picked(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_register_becomes_text_under_our_column_names(workbook, header, record, rows_of):
    (row,) = rows_of(workbook([header, record]))
    assert (row["sheet_name"], row["row_number"], row["row_role"]) == ("采用情况", 2, "record")
    assert (row["unit_name"], row["article_title"]) == ("云岭县委组织部", "云岭县“三化联动”建强支部")
    assert (row["outlet_name"], row["adopted_on"], row["remark"]) == ("澜江日报", "2025-03-05", None)
    assert json.loads(row["cells"])[:2] == ["1", "云岭县委组织部"]


def test_numbers_and_dates_are_written_as_the_sheet_shows_them(tmp_path, rows_of):
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(0, 0, ["标题", "刊发日期", "字数", "版面", "备注"])
        sheet.write_row(1, 0, ["甲"])
        sheet.write_datetime(1, 1, datetime.fromisoformat("2007-07-07"), day)
        sheet.write_row(1, 2, [2380, 0.1, True])
        sheet.write_row(2, 0, ["乙"])
        sheet.write_datetime(2, 1, datetime.fromisoformat("2007-07-07 18:03:59"), moment)
        sheet.write_row(2, 2, ["０.41千字", 12345678901, 2.5])
        sheet.write_row(3, 0, ["丙", 45360])
    assert picked(rows_of(path), "adopted_on", "words", "page", "remark") == [
        ("2007-07-07", "2380", "0.1", "TRUE"),
        ("2007-07-07 18:03:59", "０.41千字", "12345678901", "2.5"),
        ("45360", None, None, None),
    ]


def test_rows_above_the_header_are_its_title_and_keep_row_numbers_true(workbook, header, record, rows_of):
    rows = [
        [],
        [None, "云岭县2025年3月采用情况表"],
        [],
        ["填报单位：云岭县", None, "填报时间：4月2日"],
        header,
        record,
    ]
    (row,) = rows_of(workbook(rows))
    assert row["row_number"] == 6
    assert row["table_title"] == "云岭县2025年3月采用情况表 填报单位：云岭县 填报时间：4月2日"


def test_a_header_of_two_rows_is_joined_through_its_merges(workbook, rows_of):
    rows = [
        ["序号", "报送单位", "稿件情况", None, "采用情况", None, "备注"],
        [None, None, "标题", "字数", "刊物", "是否头条", None],
        [1, "云岭县", "甲", 900, "澜江日报", "是", "转载"],
    ]
    (row,) = rows_of(workbook(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"]))
    assert (row["row_number"], row["unit_name"], row["article_title"]) == (3, "云岭县", "甲")
    assert (row["words"], row["outlet_name"], row["remark"]) == ("900", "澜江日报", "转载")
    assert json.loads(row["extra"]) == {"采用情况/是否头条": "是"}


def test_a_header_of_three_rows_is_joined(workbook, rows_of):
    rows = [
        ["序号", "单位", "三月", None, None],
        [None, None, "稿件", "采用情况", None],
        [None, None, "标题", "刊物", "日期"],
        [1, "云岭县", "甲", "澜江日报", "3.5"],
    ]
    (row,) = rows_of(workbook(rows, ["A1:A3", "B1:B3", "C1:E1", "D2:E2"]))
    assert picked([row], "unit_name", "article_title", "outlet_name", "adopted_on") == [
        ("云岭县", "甲", "澜江日报", "3.5")
    ]


def test_a_merged_unit_is_filled_inside_its_range_and_nowhere_else(workbook, header, rows_of):
    units = ["云岭县", None, None, None, "澜江区"]
    records = [
        [number, unit, f"第{number}篇", "澜江日报", "3.5"] for number, unit in enumerate(units, start=1)
    ]
    found = rows_of(workbook([header, *records], ["B2:B4"]))
    assert [row["unit_name"] for row in found] == ["云岭县", "云岭县", "云岭县", None, "澜江区"]
    assert json.loads(found[1]["cells"])[1] == ""


def test_totals_notes_blanks_and_repeated_headers_are_told_apart(workbook, header, record, rows_of):
    rows = [
        header, record, [2], [], [None, "小 计", "1篇", None, 900], header, record,
        ["一、省级以上媒体"], [3, "云岭县", "只有标题"], [None, None, "甲的标题"], [None, "本月合计", "13篇"],
        ["填报人：甲      审核人：乙"], ["注：以上均为本单位采写。"],
    ]  # fmt: skip
    found = rows_of(workbook(rows))
    assert picked(found, "row_number", "row_role") == [
        (2, "record"), (5, "total"), (7, "record"), (8, "note"), (9, "record"), (10, "record"), (11, "total"),
        (12, "note"), (13, "note"),
    ]  # fmt: skip


def test_a_record_that_sounds_like_a_total_or_a_note_stays_a_record(workbook, rows_of):
    rows = [
        ["标题", "采用刊物", "刊发日期"],
        ["党费收缴合计", "澜江日报", "3.5"],
        ["说明：一个支部的账本", "澜江日报", "3.6"],
    ]
    assert [row["row_role"] for row in rows_of(workbook(rows))] == ["record", "record"]


def test_a_second_table_below_the_first_has_its_own_header_and_title(workbook, rows_of):
    rows = [
        ["三月采用情况"], ["单位", "标题", "刊物"], ["云岭县", "甲", "澜江日报"], ["填报人：丙"],
        ["四月采用情况"], ["刊物", "标题", "单位"], ["澜江日报", "乙", "澜江区"],
    ]  # fmt: skip
    found = [row for row in rows_of(workbook(rows)) if row["row_role"] == "record"]
    assert picked(found, "table_title", "unit_name", "article_title") == [
        ("三月采用情况", "云岭县", "甲"),
        ("四月采用情况", "澜江区", "乙"),
    ]


@pytest.fixture
def book_of_sheets(tmp_path, header, record):
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "7月"
    book.active.append(header)
    book.active.append(record)
    book.active.row_dimensions[2].hidden = True
    old = book.create_sheet("旧")
    old.append(header)
    old.append(record)
    old.sheet_state = "hidden"
    august = book.create_sheet("8月")
    august.append(["单位", "题目", "媒体"])
    august.append(["澜江区", "乙", "澜江电视台"])
    book.create_sheet("汇总").append(["序号", "单位", "篇数"])
    path = tmp_path / "sheets.xlsx"
    book.save(path)
    return path


def test_each_sheet_has_its_own_header_hidden_rows_count_and_hidden_sheets_are_set_aside(
    book_of_sheets, landed, stored, accounts_of
):
    one = landed(book_of_sheets)
    rows = stored(one)
    assert picked(rows, "sheet_name", "row_number", "row_role", "article_title") == [
        ("7月", 2, "record", "云岭县“三化联动”建强支部"),
        ("8月", 2, "record", "乙"),
        ("旧", 2, "record", "云岭县“三化联动”建强支部"),
    ]
    assert [row["problem_code"] for row in rows] == [None, None, "hidden_sheet"]
    assert "工作表“旧”是隐藏的，按旧副本处理，不计" in rows[2]["problem"]
    assert (one.record_count, one.problem_code) == (3, None)
    told = {account["sheet"]: account for account in accounts_of(book_of_sheets)}
    assert told["汇总"]["sentence"] == "工作表“汇总”没有登记表的表头，未读取"
    assert [told[sheet]["what"] for sheet in ("7月", "旧", "8月")] == ["table"] * 3


def test_a_header_without_rows_is_an_empty_register(workbook, header, landed):
    one = landed(workbook([header, [None, "合计", "0篇"]]))
    assert (one.kind, one.problem_code, one.record_count) == ("workbook", "empty_register", 1)


def test_a_nil_return_is_a_record(workbook, header, rows_of):
    (row,) = rows_of(workbook([header, [1, "北湖区委组织部", "本月无"]]))
    assert (row["row_role"], row["article_title"]) == ("record", "本月无")


def test_a_sheet_without_a_header_says_so(workbook, landed):
    one = landed(workbook([["单位", "联系人"], ["云岭县", "某某"]]))
    assert (one.kind, one.problem_code) == ("workbook", "no_header")
    assert "headers.csv" in (one.problem or "")


def test_formatted_blank_cells_far_out_do_no_harm(tmp_path, header, record, rows_of):
    path = tmp_path / "styled.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, record)
        sheet.write_blank(1, 16_383, None, book.add_format({"bg_color": "red"}))
        sheet.set_row(1_048_575, 20)
    assert [row["row_number"] for row in rows_of(path)] == [2]


def test_an_opendocument_sheet_reads_alike(tmp_path, landed, stored):
    lines = [["单位", "标题", "刊物"], ["云岭县", "甲", "澜江日报"]]
    one = landed(opendocument(tmp_path, lines))
    assert one.kind == "workbook"
    assert picked(stored(one), "sheet_name", "row_number", "article_title") == [("三月", 2, "甲")]


def test_an_opendocument_sheet_says_itself_what_its_numbers_show(tmp_path, rows_of):
    rows = [["云岭县", f"第{at}篇", "澜江日报", shown] for at, shown in enumerate((3.10, "3.10", 3.1, 3.12))]
    path = opendocument(tmp_path, [["单位", "标题", "刊物", "日期"], *rows], shown={("第0篇", 3.1): "3.10"})
    assert picked(rows_of(path), "adopted_on", "doubtful") == [
        ("3.10", None), ("3.10", None), ("3.1", "adopted_on"), ("3.12", None),
    ]  # fmt: skip


def opendocument(folder, lines, shown=None):
    """Write a sheet; a number shows itself, or in the row of a title what is told."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>'
            f"{(shown or {}).get((line[1], cell), cell)}</text:p></table:table-cell>"
            if isinstance(cell, float)
            else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="三月">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "register.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:x"/>')
    return path


def test_rows_struck_out_are_kept_with_a_problem(tmp_path, header, record, rows_of):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (header, record, record, record):
        sheet.append(line)
    for column in range(1, 7):
        sheet.cell(3, column).font = Font(strike=True)
    sheet.cell(4, 1).font = Font(strike=True)
    path = tmp_path / "struck.xlsx"
    book.save(path)
    *rows, note = rows_of(path)
    assert picked(rows, "row_number", "problem_code") == [(2, None), (3, "struck_out"), (4, None)]
    assert "第4行A列“1”已划去" in note["remark"]
    assert "请去掉删除线后重新发送" in rows[1]["problem"]
    assert rows[1]["article_title"] == record[2]


def test_a_formula_without_a_result_is_blank_and_noted(tmp_path, header, record, rows_of):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "三月"
    sheet.append(header)
    sheet.append([*record[:5], '="转"&"载"'])
    path = tmp_path / "formula.xlsx"
    book.save(path)
    row, note = rows_of(path)
    assert (row["row_role"], row["remark"], row["problem"]) == ("record", None, None)
    assert (note["row_role"], note["row_number"]) == ("note", 0)
    assert "工作表“三月”第 2 行有公式没有保存计算结果" in note["remark"]


def test_columns_that_are_hidden_are_read(tmp_path, header, record, rows_of):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header)
    sheet.append(record)
    sheet.column_dimensions["D"].hidden = True
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    assert picked(rows_of(path), "outlet_name") == [("澜江日报",)]


FORMATS = (
    (3.1, "0.00"), (3.1, "General"), (3.2, "0.0"), ("3.1", "General"), (2025.1, "0.00"), (2025.1, "General"),
    (3.12, "0.00"), (3.1, "@"), (10.3, '#,##0.00_);[Red]"¥"#,##0.00'), ("3.1", "0.00"), ("同上", "General"),
)  # fmt: skip
SHOWN = [
    ("3.10", None), ("3.1", "adopted_on"), ("3.2", "adopted_on"), ("3.1", None), ("2025.10", None),
    ("2025.1", "adopted_on"), ("3.12", None), ("3.1", "adopted_on"), ("10.30", None), ("3.1", None), ("3.1", "adopted_on"),
]  # fmt: skip


def test_a_number_is_read_with_the_zeros_its_format_shows_and_one_without_is_doubted(
    tmp_path, header, record, rows_of
):
    book = openpyxl.Workbook()
    book.active.append(header)
    at = header.index("刊发日期") + 1
    for row, (value, code) in enumerate(FORMATS, start=2):
        book.active.append(record)
        book.active.cell(row, at, value).number_format = code
    book.save(tmp_path / "shown.xlsx")
    assert picked(rows_of(tmp_path / "shown.xlsx"), "adopted_on", "doubtful") == SHOWN


def test_a_format_that_is_there_for_all_days_alike_says_nothing(tmp_path, header, record, rows_of):
    book = openpyxl.Workbook()
    book.active.append(header)
    at = header.index("刊发日期") + 1
    for row, value in enumerate((3.1, 3.5, 3.12), start=2):
        book.active.append(record)
        book.active.cell(row, at, value).number_format = "0.00"
    book.save(tmp_path / "shown.xlsx")
    assert picked(rows_of(tmp_path / "shown.xlsx"), "adopted_on", "doubtful") == [
        ("3.1", "adopted_on"), ("3.5", "adopted_on"), ("3.12", None),
    ]  # fmt: skip


@pytest.mark.parametrize("is_old", [False, True])
def test_an_xls_shows_its_numbers_as_its_formats_say(is_old, tmp_path, rows_of):
    lines = [[at, "云岭县", f"第{at}篇", "澜江日报", value] for at, value in enumerate((3.1, 3.1, 3.12, "3.1"))]
    path = xls(
        tmp_path / "a.xls", [["序号", "单位", "标题", "刊物", "日期"], *lines], is_old=is_old, two_decimals={(1, 4)}
    )
    assert picked(rows_of(path), "adopted_on", "doubtful") == [
        ("3.10", None), ("3.1", "adopted_on"), ("3.12", None), ("3.1", None),
    ]  # fmt: skip


def test_a_day_under_an_outlets_name_may_lack_a_zero_too(workbook, rows_of):
    rows = rows_of(workbook([["单位", "标题", "人民日报", "河南日报"], ["云岭县", "甲", 3.1, 3.12]]))
    assert picked(rows, "outlet_name", "adopted_on", "doubtful") == [
        ("人民日报", "3.1", "adopted_on"), ("河南日报", "3.12", None),
    ]  # fmt: skip
