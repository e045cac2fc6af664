"""Files made to harm: each must end as a row with a reason, fast, and leave the next file alone."""

from __future__ import annotations

import io
import resource
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
OPENING = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@pytest.fixture
def forged(tmp_path):
    """Write an xlsx with one of its parts replaced."""

    def write(content: bytes, part: str = SHEET) -> Path:
        held = io.BytesIO()
        with xlsxwriter.Workbook(held) as book:
            book.add_worksheet().write(0, 0, "甲")
        path = tmp_path / "forged.xlsx"
        with zipfile.ZipFile(held) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, content if name == part else source.read(name))
        return path

    return write


def sheet(*cells: str, **texts: str) -> bytes:
    said = {**dict.fromkeys(cells, "甲"), **texts}
    rows = "".join(
        f'<row><c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c></row>'
        for cell, text in said.items()
    )
    return OPENING + b"<sheetData>" + rows.encode() + b"</sheetData></worksheet>"


def test_a_small_archive_that_bursts_is_refused_unopened(forged, landed):
    path = forged(
        OPENING + b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 3_000_000 + b"</sheetData></worksheet>"
    )
    assert path.stat().st_size < 1_000_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert landed(path).problem_code == "too_large"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss == before


def test_a_directory_that_lies_about_a_size_is_refused(forged, landed):
    content = OPENING + b"<sheetData>" + b" " * 30_000_000 + b"</sheetData></worksheet>"
    path = forged(content)
    true, false = (size.to_bytes(4, "little") for size in (len(content), 1000))
    data = path.read_bytes()
    assert data.count(true) == 2
    path.write_bytes(data.replace(true, false))
    assert landed(path).problem_code == "truncated"


def test_a_blank_in_the_last_row_makes_a_sheet_no_larger(forged, landed, stored):
    one = landed(forged(sheet(A1="单位", B1="标题", A2="云岭县", B2="甲", C1048576=" ")))
    assert one.problem_code is None
    assert [row["article_title"] for row in stored(one) if row["row_role"] == "record"] == ["甲"]


def test_two_cells_in_far_corners_are_refused(forged, landed):
    # The library lays out all cells between them before anyone can look; there is not so much memory.
    for corner in ("XFD1048576", "Z1048576"):
        assert landed(forged(sheet("A1", corner))).problem_code in {"truncated", "too_large"}
    assert landed(forged(sheet("A1", "Z200001"))).problem_code == "too_large"
    assert landed(forged(sheet("A1", "ZZ10"))).problem_code == "too_large"


def test_a_workbook_that_kills_its_reader_does_not_stop_the_next(forged, landed, workbook, header, record):
    counts = b'count="99999999999" uniqueCount="99999999999"'
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' + counts + b"></sst>"
    assert landed(forged(table, "xl/sharedStrings.xml")).problem_code == "truncated"
    assert landed(workbook([header, record])).record_count == 1


def test_entities_are_never_expanded(forged, landed, tmp_path):
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert landed(forged(lol + sheet("A1"))).problem_code == "unknown_kind"
    plain = tmp_path / "bomb.xml"
    plain.write_bytes(b'<?xml version="1.0"?>' + lol + b"<x>&b;</x>")
    assert landed(plain).problem_code == "unsupported_kind"


def test_a_page_with_giant_spans_stays_small(tmp_path, landed):
    path = tmp_path / "spans.html"
    path.write_text(
        "<table><tr><th>单位<th>标题<th>刊物</tr>"
        "<tr><td rowspan=99999999>甲<td colspan=65000>乙<td>丙</tr></table>",
        encoding="utf-8",
    )
    assert landed(path).problem_code == "too_large"


def test_a_cell_of_sixty_thousand_characters_is_cut_and_says_so(workbook, header, record, rows_of, tmp_path):
    record[2] = "长" * 32_000
    (row,) = rows_of(workbook([header, record]))
    assert (len(row["article_title"]), row["problem_code"], row["row_number"]) == (20_000, "too_large", 2)
    path = tmp_path / "long.csv"
    path.write_text(
        ",".join(header)
        + "\n1,云岭县,"
        + "长" * 60_000
        + ",澜江日报,3月5日,\n2,云岭县,甲,澜江日报,3月5日,\n",
        encoding="utf-8",
    )
    long, short = rows_of(path)
    assert (len(long["article_title"]), long["problem_code"]) == (20_000, "too_large")
    assert (short["article_title"], short["problem_code"]) == ("甲", None)


def test_too_many_rows_are_refused(tmp_path, landed):
    path = tmp_path / "many.csv"
    path.write_text("单位,标题,刊物\n" + "甲,乙,丙\n" * 200_000, encoding="utf-8")
    assert landed(path).problem_code == "too_large"


def test_formulas_and_markup_are_kept_as_the_text_they_are(tmp_path, rows_of):
    path = tmp_path / "inject.csv"
    path.write_text(
        "单位,标题,刊物,备注\n云岭县,<script>x</script>,=1+1,@cmd|' /C calc'!A0\n", encoding="utf-8"
    )
    (row,) = rows_of(path)
    assert (row["article_title"], row["outlet_name"], row["remark"]) == (
        "<script>x</script>", "=1+1", "@cmd|' /C calc'!A0",
    )  # fmt: skip


def test_damage_anywhere_in_a_workbook_is_survived(workbook, header, record, landed):
    content = workbook([header, record]).read_bytes()
    codes = set()
    for place in range(0, len(content), 97):
        path = workbook([header, record])
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        codes.add(landed(path).problem_code)
    assert "truncated" in codes
    assert codes <= {None, "truncated", "unknown_kind", "unsupported_kind", "no_header"}


def delivered(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_million_blank_rows_are_refused_and_some_are_nothing(tmp_path, landed):
    head = ("单位,标题,刊物", "云岭县,甲,省报")
    assert landed(delivered(tmp_path / "some.csv", *head, *[",,"] * 50_000)).record_count == 1
    refused = landed(delivered(tmp_path / "many.csv", *head, *[""] * 1_000_000))
    assert refused.problem_code == "too_large"
    assert "请删去表外的空行" in (refused.problem or "")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_nul_in_a_text_file_is_read_around_and_said_and_many_are_a_clear_reject(encoding, tmp_path, landed):
    path = tmp_path / "nul.csv"
    path.write_bytes("单位,标题,刊物\n云岭县,甲\0乙,省报\n".encode(encoding))
    one = landed(path)
    assert (one.problem_code, one.note) == (None, "略去 1 个控制字符（第一个在第 2 行）")
    path.write_bytes(("单位,标题,刊物\n云岭县,甲" + "\0" * 40 + "乙,省报\n").encode(encoding))
    assert landed(path).problem_code == ("broken_encoding" if encoding == "utf-16" else "unknown_kind")


def test_ragged_records_are_read_each_as_far_as_it_goes(tmp_path, rows_of):
    lines = [
        "三月",
        "单位,标题,刊物,日期",
        "云岭县,甲",
        "",
        "澜江区,乙,省报,3.2,多,余",
        *["云岭县,丙,省报,3.3"] * 3_000,
        "填报人：丁",
    ]
    rows = rows_of(delivered(tmp_path / "ragged.csv", *lines))
    assert [(row["row_number"], row["article_title"], row["outlet_name"]) for row in rows[:3]] == [
        (3, "甲", None), (5, "乙", "省报"), (6, "丙", "省报"),
    ]  # fmt: skip
    assert rows[0]["cells"] == '["云岭县", "甲"]'
    assert rows[1]["cells"] == '["澜江区", "乙", "省报", "3.2", "多", "余"]'
    assert (len(rows), rows[-1]["row_number"], rows[-1]["row_role"]) == (3_003, 3_006, "note")
    assert {row["table_title"] for row in rows} == {"三月"}


def test_ten_thousand_merged_ranges_and_headers_are_read(tmp_path, landed, stored):
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单位", "标题", "刊物"])
        for start in range(1, 20_001, 2):
            sheet.merge_range(start, 0, start + 1, 0, f"单位{start}")
            sheet.write_row(start, 1, ["甲", "省报"])
            sheet.write_row(start + 1, 1, ["乙", "省报"])
    one = landed(path)
    assert one.record_count == 20_000
    assert [row["unit_name"] for row in stored(one)[-2:]] == ["单位19999", "单位19999"]
    page = ["单位,标题,刊物", "云岭县,甲,省报"]
    assert landed(delivered(tmp_path / "pages.csv", *page * 5_000)).record_count == 5_000
    assert landed(delivered(tmp_path / "headers.csv", *page * 11_000)).problem_code == "too_large"


def test_what_is_carried_down_does_not_multiply_a_long_text(tmp_path, landed, stored):
    long = "长" * 20_000
    lines = ["单位,标题,刊物", f"云岭县,{long},{long}", *["云岭县,〃,〃"] * 30_000]
    one = landed(delivered(tmp_path / "ditto.csv", *lines))
    assert {row["article_title"] for row in stored(one)[1:]} == {"〃"}
    titled = landed(delivered(tmp_path / "title.csv", long, "单位,标题,刊物", *["云岭县,甲,省报"] * 30_000))
    assert {len(row["table_title"]) for row in stored(titled)} == {500}


def test_a_table_of_other_separators_than_its_titles_is_found(tmp_path, rows_of):
    lines = ["单位:县,三月;四月", "单位\t标题\t刊物", '云岭县\t"甲,乙;\n丙"\t省报', "", "澜江区\t丁|戊\t市报"]
    rows = rows_of(delivered(tmp_path / "mixed.txt", *lines))
    assert [(row["row_number"], row["article_title"]) for row in rows] == [(3, "甲,乙;\n丙"), (5, "丁|戊")]
