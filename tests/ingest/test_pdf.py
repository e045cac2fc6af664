"""PDF files: registers in ruled tables, scans, damage. Issues of bulletins are in test_bulletin."""

from __future__ import annotations

import zlib

import pdfplumber
import pytest

from ingest import limits
from ingest.readers import pdf_columns
from tests.ingest.documents import pdf

COLUMNS = (60, 160, 360, 460, 540)


def grid(rows, top=700, height=30):
    """Return the rules of a table and the lines of its cells."""
    bottom = top - height * len(rows)
    rules = [f"60 {top - height * at} m 540 {top - height * at} l S" for at in range(len(rows) + 1)]
    rules += [f"{x} {bottom} m {x} {top} l S" for x in COLUMNS]
    cells = [
        (COLUMNS[column] + 5, top - height * at - 20, text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return rules, cells


def test_a_ruled_table_is_a_register_also_over_the_page(tmp_path, landed, stored):
    first = [("单位", "标题", "采用刊物", "日期"), ("云岭县", "抓实夜校建设", "澜江日报", "3月5日")]
    second = [("鹤山县", "开展主题党日", "澜江日报", "3月6日"), ("", "合计", "2篇", "")]
    rules, cells = grid(first)
    _, more = grid(second)
    one = landed(
        pdf(tmp_path / "register.pdf", ["2025年3月采用情况", *cells], ["（续）", *more], rules=rules)
    )
    rows = stored(one)
    assert (one.kind, one.record_count) == ("pdf_table", 2)
    assert [
        (row["sheet_name"], row["row_number"], row["row_role"], row["unit_name"], row["adopted_on"])
        for row in rows
    ] == [
        ("表1", 2, "record", "云岭县", "3月5日"),
        ("表1", 3, "record", "鹤山县", "3月6日"),
        ("表1", 4, "total", None, None),
    ]
    assert rows[0]["table_title"] == "2025年3月采用情况"


def test_scans_letters_and_long_files_are_answered(tmp_path, landed):
    assert landed(pdf(tmp_path / "scan.pdf", [], [])).problem_code == "no_text"
    assert "扫描件" in (landed(tmp_path / "scan.pdf").problem or "")
    letter = landed(pdf(tmp_path / "letter.pdf", ["各县（市、区）：", "请按时报送。"]))
    assert letter.problem_code == "unsupported_kind"
    long = landed(pdf(tmp_path / "long.pdf", *[["甲"]] * (limits.MAX_PDF_PAGES + 1)))
    assert (long.problem_code, str(limits.MAX_PDF_PAGES) in (long.problem or "")) == ("too_large", True)


def test_a_pdf_with_a_password_says_so(tmp_path, landed):
    path = pdf(tmp_path / "locked.pdf", ["甲"])
    locked = path.read_bytes().replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>"
        % (b"41" * 32, b"42" * 32),
    )
    path.write_bytes(locked)
    assert landed(path).problem_code == "encrypted"


@pytest.mark.parametrize("cut", [9, 300, 700, -400, -30])
def test_a_damaged_pdf_never_ends_in_an_accident(cut, tmp_path, landed):
    path = pdf(tmp_path / "whole.pdf", ["岭川信息", "第8期", "2025年3月5日", "目录", "抓实夜校（云岭县）"])
    path.write_bytes(path.read_bytes()[:cut])
    one = landed(path)
    assert one.problem_code in ("truncated", "no_text", "unsupported_kind", None)
    assert one.problem_code is None or "请" in (one.problem or "")


def test_a_page_that_unpacks_without_end_is_not_unpacked(tmp_path, landed):
    path = pdf(tmp_path / "bomb.pdf", ["甲"])
    packed = zlib.compress(b"BT ET\n" * 2_000_000)
    start, _, rest = path.read_bytes().partition(b"<< /Length ")
    end = rest[rest.index(b"endstream") :]
    path.write_bytes(
        start + b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\n" + end
    )
    assert landed(path).problem_code == "too_large"


TWO_COLUMNS = [
    (60, 780, "岭川信息"), (60, 756, "第8期"), (60, 732, "2025年3月5日"), (60, 708, "目录"),
    (60, 684, "抓实夜校（云岭县）"), (320, 684, "建强支部（澜江区）"),
    (60, 660, "盘活阵地（岭川市）"), (320, 660, "织密网格（江口县）"), (320, 636, "走访农户（河口县）"),
]  # fmt: skip


def test_contents_in_two_columns_are_read_one_column_after_the_other(tmp_path, rows_of):
    rows = rows_of(pdf(tmp_path / "whole.pdf", TWO_COLUMNS))
    assert [(row["article_title"], row["unit_name"]) for row in rows if row["row_role"] == "record"] == [
        ("抓实夜校", "云岭县"), ("盘活阵地", "岭川市"),
        ("建强支部", "澜江区"), ("织密网格", "江口县"), ("走访农户", "河口县"),
    ]  # fmt: skip


def test_a_unit_set_apart_from_its_title_is_no_second_column(tmp_path, rows_of):
    lines = [(60, 684, "抓实夜校1"), (320, 684, "云岭县委组织部"), (60, 660, "建强支部2"), (320, 660, "澜江区委组织部")]
    path = pdf(tmp_path / "whole.pdf", [*TWO_COLUMNS[:4], *lines])
    with pdfplumber.open(path) as document:
        assert pdf_columns.lines_of(document.pages[0])[4:] == ["抓实夜校1 云岭县委组织部", "建强支部2 澜江区委组织部"]
