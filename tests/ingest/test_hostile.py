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


def sheet(*cells: str) -> bytes:
    rows = "".join(f'<row><c r="{cell}" t="inlineStr"><is><t>甲</t></is></c></row>' for cell in cells)
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


def test_two_cells_in_far_corners_are_refused(forged, landed):
    # The library lays out all cells between them before anyone can look; there is not so much memory.
    for corner in ("XFD1048576", "Z1048576"):
        assert landed(forged(sheet("A1", corner))).problem_code in {"truncated", "too_large"}
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
