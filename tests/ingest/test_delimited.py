from __future__ import annotations

import csv
import io
import json
from unittest import mock

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ingest.readers import delimited, plain_csv
from ingest.records import as_table

HEADER = "序号,报送单位,标 题,采用刊物,刊发日期\n"
RECORDS = "1,云岭县,甲,澜江日报,3月5日\n2,,乙,〃,3月6日\n"


def picked(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encoding_and_separator_are_told_by_content(encoding, separator, tmp_path, rows_of):
    path = tmp_path / "register.txt"
    path.write_bytes((HEADER + RECORDS).replace(",", separator).encode(encoding))
    found = rows_of(path)
    assert picked(found, "row_number", "unit_name", "article_title", "adopted_on") == [
        (2, "云岭县", "甲", "3月5日"),
        (3, "云岭县", "乙", "3月6日"),
    ]


def test_a_row_is_counted_by_records_blank_ones_and_quoted_breaks_included(tmp_path, rows_of):
    path = tmp_path / "register.csv"
    path.write_text(
        '三月\n\n单位,标题,刊物\n云岭县,"甲\n乙，丙",澜江日报\n\n澜江区,"丁,""戊""",省报\n',
        encoding="utf-8",
        newline="",
    )
    assert picked(rows_of(path), "row_number", "article_title", "table_title") == [
        (4, "甲\n乙，丙", "三月"),
        (6, '丁,"戊"', "三月"),
    ]


def test_a_header_of_two_rows_without_merges_is_joined(tmp_path, rows_of):
    path = tmp_path / "register.csv"
    path.write_text(
        "编号,采写单位,稿件情况,,,采用情况,,说明\n,,稿件标题,篇幅（字）,作者,采用刊物,刊发日期,\n"
        "1,云岭县,甲,900,赵某,澜江日报,3.5,转载\n",
        encoding="utf-8",
    )
    (row,) = rows_of(path)
    assert picked(
        [row], "row_number", "unit_name", "article_title", "words", "author", "outlet_name", "remark"
    ) == [(3, "云岭县", "甲", "900", "赵某", "澜江日报", "转载")]
    assert row["table_title"] is None


@pytest.mark.parametrize("stray", ['"甲', '甲"', '"甲"乙', '甲"乙'])
def test_a_stray_quotation_mark_swallows_no_record(stray, tmp_path, rows_of):
    path = tmp_path / "register.csv"
    lines = ["单位,标题,刊物,日期", f"云岭县,{stray},澜江日报,3.5", *["澜江区,丙,省报,3.6"] * 3]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = rows_of(path)
    assert [row["row_number"] for row in found] == [2, 3, 4, 5]
    assert [row["adopted_on"] for row in found] == ["3.5", "3.6", "3.6", "3.6"]


def test_columns_nobody_knows_are_kept_beside_the_others(tmp_path, rows_of):
    path = tmp_path / "list.csv"
    path.write_text(
        "发布时间,标题,来源,阅读数,点赞数,热度,热度\n2025-03-05 09:46,甲,云岭县,93,2,5,6\n", encoding="utf-8"
    )
    (row,) = rows_of(path)
    assert picked([row], "adopted_on", "unit_name", "reads") == [("2025-03-05 09:46", "云岭县", "93")]
    assert json.loads(row["extra"]) == {"热度": "5", "热度(7)": "6"}


def test_the_more_telling_of_two_headers_wins(tmp_path, rows_of):
    path = tmp_path / "register.csv"
    path.write_text(
        "时间,刊登日期,来源,单位,标题,刊物\n4月1日,3月5日,投稿,云岭县,甲,澜江日报\n", encoding="utf-8"
    )
    (row,) = rows_of(path)
    assert (row["adopted_on"], row["unit_name"]) == ("3月5日", "云岭县")
    assert json.loads(row["extra"]) == {"时间": "4月1日", "来源": "投稿"}


_CELLS = st.sampled_from(["", "a", "汉字", ' z"', "l\nm", "x,y", '"', "\r\n", "1", "：，"])
_RECORDS = st.lists(st.lists(_CELLS, min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(_RECORDS, st.integers(1, 5), st.sampled_from(['"', "\n", ",", "\r", '""', ""]), st.integers(0, 200))
def test_whatever_is_read_at_once_is_what_reading_record_by_record_gives(records, width, stray, place):
    written = io.StringIO()
    csv.writer(written).writerows(records)
    text = written.getvalue()[:place] + stray + written.getvalue()[place:]
    with mock.patch.object(plain_csv, "_WORTH_BYTES", 1):
        columns = plain_csv.read(text.encode(), ",", width)
    if columns is None:
        event("left to the patient reader")
        return
    event("read at once")
    patient = [delimited._without_blank_end(cells) for cells in delimited._records(text, ",")]
    at_once = [delimited._without_blank_end(cells) for cells in columns]
    blank_end = max(0, len(at_once) - len(patient))
    assert at_once == [*patient, *[[]] * blank_end]


def test_a_large_file_is_read_at_once_whatever_its_quotes_and_titles(tmp_path, layouts):
    path = tmp_path / "large.csv"
    lines = ['"1","云岭县","甲","澜江日报","3.5"', '2,澜江区,"乙,""丙""\n丁",省报,3.6'] * 2_000
    path.write_text("三月\n\n" + HEADER + "\n".join(lines) + "\n共4000篇\n", encoding="gb18030")
    with mock.patch.object(delimited, "_records", wraps=delimited._records) as patient:
        rows = as_table(delimited.read(path, layouts).rows).to_pylist()
    assert patient.call_args_list
    assert all(len(call.args[0]) <= 100_000 for call in patient.call_args_list)
    assert picked(rows[:2], "row_number", "article_title", "table_title") == [
        (4, "甲", "三月"),
        (5, '乙,"丙"\n丁', "三月"),
    ]
    assert picked(rows[-2:-1], "row_number", "row_role", "stated_count") == [(4_004, "total", "4000")]


@pytest.mark.parametrize(("content", "note"), [
    ((HEADER + RECORDS + "\x1a").encode(), "略去末尾的结束符"),
    ((HEADER + RECORDS).encode() + b"\0" * 4096, "末尾有 4096 个空字节，可能没有传完：请核对最后一行"),
    ((HEADER + RECORDS).replace("甲", "\x1a甲").encode(), "略去 1 个控制字符（第一个在第 2 行）"),
    ((HEADER + RECORDS).replace("甲", "甲\0\x01").encode("gb18030"), "略去 2 个控制字符（第一个在第 2 行）"),
    (b"\xef\xbb\xbf\x1f" + (HEADER + RECORDS).encode(), "略去 1 个控制字符（第一个在第 1 行）"),
    ((HEADER + RECORDS).encode().replace("乙".encode(), b"\xe4\x7f\xb9\x99"), "略去 1 个控制字符（第一个在第 3 行）"),
    ((HEADER + RECORDS).replace("甲", "\x1f" * 9 + "甲").encode(), "略去 9 个控制字符（第一个在第 2 行）"),
    ((HEADER + RECORDS).encode(), None),
])  # fmt: skip
def test_stray_control_characters_are_read_around_and_said(content, note, tmp_path, landed, stored):
    (tmp_path / "a.csv").write_bytes(content)
    one = landed(tmp_path / "a.csv")
    assert (one.problem, one.note) == (None, note)
    assert picked(stored(one), "row_number", "unit_name", "article_title", "adopted_on") == [
        (2, "云岭县", "甲", "3月5日"),
        (3, "云岭县", "乙", "3月6日"),
    ]


@pytest.mark.parametrize("content", [
    b"\0" * 4096, b"\x1a", (HEADER + RECORDS).encode("utf-16-le"), b"a,b\x01\x02\x03\x04\n",
    (HEADER + RECORDS * 400).encode() + b"\x01\x02" * 900 + b"x",
])  # fmt: skip
def test_what_is_full_of_control_characters_is_no_text(content, tmp_path, landed):
    (tmp_path / "a.csv").write_bytes(content)
    assert landed(tmp_path / "a.csv").problem_code in ("unknown_kind", "broken_encoding")


def test_the_euro_of_windows_stands_in_chinese_text_as_a_byte_of_its_own(tmp_path, rows_of):
    content = (HEADER + RECORDS).replace("甲", "补助三千欧元").encode("gb18030")
    (tmp_path / "a.csv").write_bytes(content.replace("欧元".encode("gb18030"), b"\x80"))
    assert rows_of(tmp_path / "a.csv")[0]["article_title"] == "补助三千€"


def test_a_moment_with_a_zone_is_that_of_the_offices_clock_and_kept_as_delivered(tmp_path, rows_of):
    moments = {
        "2025-03-31T16:00:00Z": "2025-04-01 00:00:00",
        "Mon, 31 Mar 2025 16:00:00 GMT": "2025-04-01 00:00:00",
        "2025/3/31 16:00 UTC": "2025-04-01 00:00:00",
        "2025-03-31 16:00 UTC+8": "2025-03-31 16:00:00",
        "2025-03-31 16:00:00-05:00": "2025-04-01 05:00:00",
        "2025-03-31 16:00": "2025-03-31 16:00",
        "2025-03-31 16:00-17:30": "2025-03-31 16:00-17:30",
        "2025-03-31 04:00 PM": "2025-03-31 04:00 PM",
    }
    lines = [f'{at},某县,第{at}篇,某报,"{moment}"' for at, moment in enumerate(moments)]
    path = tmp_path / "moments.csv"
    path.write_text("\n".join(["序号,单位,标题,刊物,日期", *lines]), encoding="utf-8")
    rows = rows_of(path)
    assert [row["adopted_on"] for row in rows] == list(moments.values())
    assert [json.loads(row["cells"])[4] for row in rows] == list(moments)
