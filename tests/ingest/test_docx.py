"""Registers in Word files, and everything their text can hide behind."""

from __future__ import annotations

import time
import zipfile

import pytest

from ingest import limits
from ingest.readers import docx_text
from ingest.reading import UnreadableError
from tests.ingest.documents import cell, from_lines, from_xml, paragraph, table

HEAD = ["单位", "标题", "采用刊物", "刊发日期"]


def test_tables_are_sheets_and_the_lines_above_are_their_title(tmp_path, landed, stored):
    path = from_lines(
        tmp_path / "a.docx",
        "云岭县委组织部",
        "2025年3月采用情况",
        [HEAD, ["云岭县", "甲", "澜江日报", "3月5日"], ["", "合计", "1篇", ""]],
        "二、网站",
        [HEAD, ["云岭县", "乙", "岭川网", "3月6日"]],
        "填报单位：云岭县委组织部",
    )
    one = landed(path)
    rows = stored(one)
    assert (one.kind, one.record_count) == ("docx_table", 2)
    assert [
        (row["sheet_name"], row["row_number"], row["row_role"], row["article_title"]) for row in rows
    ] == [
        ("表1", 2, "record", "甲"),
        ("表1", 3, "total", "合计"),
        ("表2", 2, "record", "乙"),
    ]
    assert rows[0]["table_title"] == "云岭县委组织部 2025年3月采用情况"
    assert rows[2]["table_title"] == "二、网站 填报单位：云岭县委组织部"


def test_merged_cells_are_read_once_and_filled_down(tmp_path, rows_of):
    begin, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = table(
        cell(paragraph("单位"), begin) + cell(paragraph("稿件"), wide) + cell(paragraph("刊物"), begin),
        cell(paragraph(""), on) + cell(paragraph("标题")) + cell(paragraph("日期")) + cell(paragraph(""), on),
        cell(paragraph("云岭县"), begin)
        + "".join(cell(paragraph(text)) for text in ("甲", "3.5", "澜江日报")),
        cell(paragraph("云岭县"), on) + "".join(cell(paragraph(text)) for text in ("乙", "3.6", "省报")),
        cell(paragraph("鹤山县"), begin) + "".join(cell(paragraph(text)) for text in ("丙", "3.7", "省报")),
        cell(paragraph(""), on) + "".join(cell(paragraph(text)) for text in ("丁", "3.8", "省报")),
    )
    rows = rows_of(from_xml(tmp_path / "merged.docx", body))
    assert [(row["row_number"], row["unit_name"], row["article_title"]) for row in rows] == [
        (3, "云岭县", "甲"),
        (4, "云岭县", "乙"),
        (5, "鹤山县", "丙"),
        (6, "鹤山县", "丁"),
    ]
    assert rows[1]["outlet_name"] == "省报"


def test_tracked_changes_are_read_as_if_accepted(tmp_path, rows_of):
    changed = (
        "<w:p><w:r><w:t>云岭县</w:t></w:r>"
        "<w:ins w:id='1'><w:r><w:t>抓实夜校</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>停办夜校</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3'><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='4'><w:r><w:t>新处</w:t></w:r></w:moveTo>"
        "<w:r><w:ruby><w:rt><w:r><w:t>jian</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>建</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    header = "".join(cell(paragraph(text)) for text in HEAD)
    gone = "".join(cell(paragraph(text)) for text in ("云岭县", "删去的", "省报", "3.6"))
    body = (
        "<w:tbl>"
        f"<w:tr>{header}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='9'/></w:trPr>{gone}</w:tr>"
        f"<w:ins><w:tr>{cell(paragraph('云岭县'))}{cell(changed)}{cell(paragraph('省报'))}{cell(paragraph('3.5'))}</w:tr></w:ins>"
        "</w:tbl>"
    )
    (row,) = rows_of(from_xml(tmp_path / "tracked.docx", body))
    assert (row["row_number"], row["article_title"]) == (3, "云岭县抓实夜校新处建")


def test_text_boxes_nested_tables_and_content_controls_are_read(tmp_path, rows_of):
    box = (
        '<w:p><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>"
    ).format(paragraph("2025年3月"))
    inner = table(
        "".join(cell(paragraph(text)) for text in HEAD),
        "".join(cell(paragraph(text)) for text in ("云岭县", "甲", "省报", "3.5")),
    )
    body = f"<w:sdt><w:sdtContent>{box}{table(cell(paragraph('外框') + inner))}</w:sdtContent></w:sdt>"
    rows = rows_of(from_xml(tmp_path / "nested.docx", body))
    (record,) = [row for row in rows if row["row_role"] == "record"]
    assert (record["sheet_name"], record["row_number"], record["article_title"]) == ("表1.1", 2, "甲")
    assert record["table_title"] == "2025年3月"


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("本月我单位无采用信息。", "云岭县委组织部"),
        ("3月份零报告", "云岭县委组织部"),
        ("本季度没有刊发稿件", "云岭县委组织部"),
    ],
)
def test_a_page_that_says_there_was_nothing_is_one_record_with_its_sender(
    said, unit, tmp_path, landed, stored
):
    one = landed(
        from_lines(tmp_path / "nil.docx", "关于3月份情况的报告", "市委组织部：", said, unit, "2025年4月1日")
    )
    (row,) = stored(one)
    assert (one.kind, one.problem_code) == ("docx_table", None)
    assert (row["row_number"], row["article_title"], row["unit_name"]) == (3, said, unit)
    assert "3月份情况" in row["table_title"]


@pytest.mark.parametrize("text", ["关于做好报送工作的通知", "本月完成任务较好。", "各单位没有不积极的。"])
def test_a_letter_is_neither(text, tmp_path, landed):
    one = landed(from_lines(tmp_path / "letter.docx", "各县（市、区）：", text))
    assert (one.problem_code, one.kind) == ("unsupported_kind", "unreadable")
    assert "登记表" in (one.problem or "")


def test_a_table_without_a_header_says_what_it_needs(tmp_path, landed):
    one = landed(from_lines(tmp_path / "plain.docx", "统计", [["项目", "数量"], ["党员", "12"]]))
    assert (one.kind, one.problem_code) == ("docx_table", "no_header")
    assert "标题" in (one.problem or "")


def test_a_hundred_thousand_empty_paragraphs_cost_little(tmp_path, landed):
    path = from_xml(
        tmp_path / "empty.docx", "<w:p/>" * 100_000 + table("".join(cell(paragraph(t)) for t in HEAD))
    )
    started = time.process_time()
    one = landed(path)
    assert one.problem_code == "empty_register"
    assert time.process_time() - started < 5


HOSTILE = {
    "too_large wide": table(cell(paragraph("标题"), '<w:gridSpan w:val="99999999999999999999"/>')),
    "truncated deep": "<w:sdt>" * 3000 + "</w:sdt>" * 3000,
    "truncated tables": ("<w:tbl><w:tr><w:tc>" * 300) + ("</w:tc></w:tr></w:tbl>" * 300),
    "truncated cut": "<w:p><w:r><w:t>甲</w:t></w:r>",
    "unknown_kind entities": '<!DOCTYPE a [<!ENTITY b "c">]>',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_document_made_to_do_harm_is_answered(case, tmp_path, landed):
    one = landed(from_xml(tmp_path / "bad.docx", HOSTILE[case]))
    assert (one.problem_code, one.kind) == (case.split()[0], "unreadable")
    assert "请" in (one.problem or "")


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 40_000_000)
    with pytest.raises(UnreadableError, match="解压"):
        docx_text.read(path)


def test_links_to_the_outside_and_macros_are_left_alone(tmp_path, rows_of):
    rows = table(
        "".join(cell(paragraph(text)) for text in HEAD),
        "".join(cell(paragraph(text)) for text in ("云岭县", "甲&lt;b&gt;", "=cmd|x", "3.5")),
    )
    path = from_xml(tmp_path / "macro.docm", '<w:altChunk w:id="r1"/>' + rows)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Id="r1" Target="http://attacker.invalid/x" TargetMode="External"/></Relationships>',
        )
    (row,) = rows_of(path)
    assert (row["article_title"], row["outlet_name"]) == ("甲<b>", "=cmd|x")


def test_a_long_paragraph_is_cut_and_said_to_be(tmp_path, rows_of):
    long = "长" * (limits.MAX_CELL_CHARS + 5)
    (row,) = rows_of(from_lines(tmp_path / "long.docx", [HEAD, ["云岭县", long, "省报", "3.5"]]))
    assert (len(row["article_title"]), row["problem_code"]) == (limits.MAX_CELL_CHARS, "too_large")
