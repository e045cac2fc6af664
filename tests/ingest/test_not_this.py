"""What is struck out or not to be seen is not counted, in whatever kind of file; it is kept and said."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.shared import RGBColor
from openpyxl.styles import Font, PatternFill

from ingest import records, registry
from ingest.layouts import Layouts
from tests.ingest import documents
from tests.ingest.old_excel import xls

_HEADER = ["序号", "单位", "标题", "刊物", "刊发日期", "字数"]
_TITLE = "林州市党员积分管理见成效"
Rows = list[dict[str, Any]]


def _row(number: int, words: object = 500) -> list[Any]:
    return [number, "林州", f"{_TITLE}{number}", "人民日报", "2025-03-05", words]


@pytest.fixture
def read(tmp_path: Path, layouts: Layouts) -> Callable[[Path], Rows]:
    """Read one file without landing it, and return its rows but those of the account."""

    def rows(path: Path) -> Rows:
        reading = registry.read(path, path.name, layouts, tmp_path / "members", lambda _: None)
        told: Rows = records.as_table(reading.rows).to_pylist()
        return [row for row in told if row["row_role"] != "account"]

    return rows


def _codes(rows: Rows) -> list[tuple[int, str | None]]:
    return [(row["row_number"], row["problem_code"]) for row in rows if row["row_role"] == "record"]


def _notes(rows: Rows) -> dict[str, str]:
    return {row["problem_code"]: row["problem"] for row in rows if row["row_role"] == "note"}


def _book(path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (_HEADER, *rows):
        sheet.append(list(row))
    change(sheet)
    book.save(path)
    return path


def _edited(path: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, change(content) if name == part else content)
    return path


def _all(sheet: Any, row: int, **look: Any) -> None:
    for column in range(1, len(_HEADER) + 1):
        for name, value in look.items():
            setattr(sheet.cell(row, column), name, value)


def test_a_struck_row_of_a_workbook_whatever_its_dimension_says(tmp_path, read):
    path = _book(
        tmp_path / "a.xlsx", [_row(1), _row(2)], lambda sheet: _all(sheet, 3, font=Font(strike=True))
    )
    _edited(path, lambda part: re.sub(rb'<dimension ref="[^"]*" ?/>', b'<dimension ref="A1"/>', part))
    rows = read(path)
    assert _codes(rows) == [(2, None), (3, "struck_out")]
    assert rows[1]["article_title"] == f"{_TITLE}2"


def test_struck_runs_of_a_workbook(tmp_path, read):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, struck, plain = (
            book.add_worksheet(),
            book.add_format({"font_strikeout": True}),
            book.add_format({"bold": True}),
        )
        for at, row in enumerate((_HEADER, _row(1), _row(2), _row(3))):
            sheet.write_row(at, 0, row)
        sheet.write_rich_string(1, 5, struck, "500", plain, " 800")
        for column, text in enumerate(_row(2)[1:5], start=1):
            sheet.write_rich_string(2, column, struck, text[:1], struck, text[1:])
        # the cell's own format is struck, the run that was typed anew is not
        sheet.write_rich_string(3, 5, struck, "500", plain, "800", struck)
    rows = read(path)
    assert _codes(rows) == [(2, None), (3, "struck_out"), (4, None)]
    assert [row["words"] for row in rows[:3]] == ["800", "500", "800"]
    assert rows[0]["cells"].endswith('"500 800"]')
    assert "略去“500”，读作“800”" in _notes(rows)["struck_part"]


def test_a_workbook_is_not_seen_white_on_white_or_by_its_number_format(tmp_path, read):
    def change(sheet: Any) -> None:
        _all(sheet, 1, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF003366"))
        _all(sheet, 3, font=Font(color="FFFFFFFF"))
        _all(sheet, 4, number_format=";;;")
        sheet.cell(5, 2).font = Font(color="FFFFFFFF")
        _all(sheet, 6, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF003366"))
        sheet.row_dimensions[6].hidden = True

    rows = read(_book(tmp_path / "a.xlsx", [_row(n) for n in range(1, 6)], change))
    assert _codes(rows) == [(2, None), (3, "unseen"), (4, "unseen"), (5, None), (6, None)]
    assert rows[3]["unit_name"] == "林州"
    assert "第5行B列“林州”看不见" in _notes(rows)["unseen_part"]


def test_errors_of_a_workbook_name_row_and_cell(tmp_path, read):
    def change(sheet: Any) -> None:
        for place, error in (("F2", "#N/A"), ("C3", "#REF!"), ("B4", "#VALUE!"), ("E5", "#NAME?")):
            sheet[place] = error
            sheet[place].data_type = "e"

    rows = read(_book(tmp_path / "a.xlsx", [_row(n) for n in range(1, 5)], change))
    assert _codes(rows) == [(2, None), (3, "error_cell"), (4, "error_cell"), (5, "error_cell")]
    assert "“标题”一格是错误值 #REF!" in rows[1]["problem"]
    assert (rows[0]["words"], rows[2]["unit_name"], rows[3]["adopted_on"]) == (None, None, None)
    assert "第2行F列是 #N/A、第3行C列是 #REF!" in _notes(rows)["error_cell"]


@pytest.mark.parametrize("error", ["#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!"])
def test_an_error_that_the_first_library_refuses_costs_one_cell(tmp_path, read, error):
    def change(sheet: Any) -> None:
        sheet["F2"] = "#N/A"
        sheet["F2"].data_type = "e"

    path = _book(tmp_path / "a.xlsx", [_row(1), _row(2)], change)
    rows = read(_edited(path, lambda part: part.replace(b"#N/A", error.encode())))
    assert [row["article_title"] for row in rows[:2]] == [f"{_TITLE}1", f"{_TITLE}2"]
    assert f"第2行F列是 {error}" in _notes(rows)["error_cell"]


def test_a_text_that_stands_where_a_number_would_is_read(tmp_path, read):
    path = _book(tmp_path / "a.xlsx", [_row(1)], lambda _: None)
    cell = '<c r="C2" t="inlineStr"><v>内联标题</v></c>'.encode()
    rows = read(_edited(path, lambda part: re.sub(rb'<c r="C2"[^>]*>.*?</c>', cell, part)))
    assert rows[0]["article_title"] == "内联标题"


def test_struck_and_hidden_runs_of_a_word_file(tmp_path, read):
    document = docx.Document()
    table = document.add_table(7, len(_HEADER))
    for at, row in enumerate((_HEADER, *(_row(n) for n in range(1, 7)))):
        for column, text in enumerate(row):
            run = table.cell(at, column).paragraphs[0].add_run(str(text))
            run.font.strike = {1: False, 2: True}.get(at)
            run.font.double_strike = True if at == 3 else None
            run.font.hidden = True if at == 4 else None
            if at == 5:
                run.font.color.rgb = RGBColor(255, 255, 255)
    half = table.cell(6, 5).paragraphs[0]
    half.runs[0].font.strike = True
    half.add_run("800")
    path = tmp_path / "a.docx"
    document.save(str(path))
    rows = read(path)
    expected = [(2, None), (3, "struck_out"), (4, "struck_out"), (5, "unseen"), (6, "unseen"), (7, None)]
    assert _codes(rows) == expected
    assert rows[5]["words"] == "800"
    assert rows[5]["cells"].endswith('"500800"]')


def _page(rows: str, style: str = "") -> str:
    header = "".join(f"<th>{text}</th>" for text in _HEADER)
    head = f"<html><head><style>{style}</style></head><body>"
    return f"{head}<table><tr style='background:#036;color:#fff'>{header}</tr>{rows}</table></body></html>"


def _line(number: int, row: str = "", cell: str = "", around: tuple[str, str] = ("", "")) -> str:
    before, after = around
    return (
        f"<tr {row}>" + "".join(f"<td {cell}>{before}{text}{after}</td>" for text in _row(number)) + "</tr>"
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (_line(1), None),
        (_line(1, around=("<s>", "</s>")), "struck_out"),
        (_line(1, around=("<DEL>", "</DEL>")), "struck_out"),
        (_line(1, around=("<strike>", "</strike>")), "struck_out"),
        (
            _line(1, around=("<span style='text-decoration: underline line-through'>", "</span>")),
            "struck_out",
        ),
        (_line(1, cell="class=xl65"), "struck_out"),
        (_line(1, row="hidden"), "unseen"),
        (_line(1, row="style='DISPLAY : none'"), "unseen"),
        (_line(1, row="class=later"), None),
        (_line(1, row="class=printed"), None),
        (_line(1, cell="class=gone"), "unseen"),
        (_line(1, around=("<font color=white>", "</font>")), "unseen"),
        (_line(1, cell="style='color:#FFFFFF'"), "unseen"),
        (_line(1, cell="style='color:#FFFFFF;background:#036'"), None),
        (_line(1, row="bgcolor=navy", cell="style='color:#FFFFFF'"), None),
        (_line(1, cell="style='white-space:nowrap'"), None),
    ],
)
def test_rows_of_a_page(tmp_path, read, line, code):
    style = (
        ".xl65 {color:black;text-decoration:line-through;} .gone{visibility:hidden} .later{display:none}"
        " .later{display:table-row} @media print{.printed{display:none}}"
    )
    path = tmp_path / "a.html"
    path.write_text(_page(line + _line(2) + _line(3), style), encoding="utf-8")
    rows = read(path)
    assert _codes(rows) == [(2, code), (3, None), (4, None)]
    assert rows[0]["article_title"] == f"{_TITLE}1"


def test_a_half_struck_cell_of_a_page(tmp_path, read):
    path = tmp_path / "a.html"
    path.write_text(
        _page(_line(1).replace("500", "<s>500</s> <span style='display:none'>9</span>800")), encoding="utf-8"
    )
    assert read(path)[0]["words"] == "800"


def test_items_of_a_list_page_and_lines_of_an_article(tmp_path, read):
    entry = "<li{}><a href='/{}.html'>{}林州市：党员积分管理见成效第{}条{}</a><span>2025-03-0{}</span></li>"
    looks = {
        1: ("", "", ""),
        2: ("", "<del>", "</del>"),
        3: (" style='display:none'", "", ""),
        4: ("", "", ""),
    }
    items = "".join(entry.format(li, n, s, n, e, n) for n, (li, s, e) in looks.items())
    path = tmp_path / "list.html"
    path.write_text(
        f"<html><head><title>要闻-红旗网</title></head><body><ul>{items}</ul></body></html>", encoding="utf-8"
    )
    rows = read(path)
    assert _codes(rows) == [(1, None), (2, "struck_out"), (3, "unseen"), (4, None)]
    assert {row["unit_name"] for row in rows} == {"林州市"}

    article = tmp_path / "article.html"
    text = "这是正文，说的是党员积分管理。" * 20
    article.write_text(
        "<html><head><title>深化改⾰_红旗网</title></head><body><h1>深化改⾰做好&amp;ldquo;三化&amp;rdquo;</h1>"
        "<p style='display:none'>来源：假冒县 发布时间：2020-01-01</p>"
        f"<p>来源：林州市委组织部 发布时间：2025-03-05</p><p>{text}</p></body></html>",
        encoding="utf-8",
    )
    row, note = read(article)
    told = (row["article_title"], row["unit_name"], row["adopted_on"])
    assert told == ("深化改革做好“三化”", "林州市委组织部", "2025-03-05")
    assert "⾰ 读作 革" in note["problem"]


def test_a_page_that_hides_all_of_itself_is_read(tmp_path, read):
    path = tmp_path / "a.html"
    path.write_text(
        _page(_line(1) + _line(2)).replace("<table>", "<table style='visibility:hidden'>"), encoding="utf-8"
    )
    assert _codes(read(path)) == [(2, None), (3, None)]


def _ruled(path: Path, cells: Sequence[Sequence[str]], *drawn: str, more: str = "", shift: float = 0) -> Path:
    """Write a table of a PDF with rules; `drawn` comes before the text."""
    columns, top = (40, 70, 110, 290, 350, 480, 560), 780
    lines = [
        f"{columns[0]} {top - 24 * n} m {columns[-1]} {top - 24 * n} l S" for n in range(len(cells) + 1)
    ] + [f"{x} {top} m {x} {top - 24 * len(cells)} l S" for x in columns]
    words = [
        (x + 4 + again, top - 16 - 24 * at, str(text))
        for again in ((0, shift) if shift else (0,))
        for at, row in enumerate(cells)
        for x, text in zip(columns, row, strict=False)
    ]
    return documents.pdf(path, words, rules=[*lines, *drawn], more=more)


def test_a_line_drawn_through_the_words_of_a_pdf(tmp_path, read):
    cells = [_HEADER, _row(1), _row(2), _row(3)]
    # the baseline of the second record is 716, its letters reach from 714 to 726; half of the third's words are struck
    drawn = ["40 720 m 560 720 l S", "114 738.5 m 280 738.5 l S", "484 695.5 24 1 re f"]
    rows = read(_ruled(tmp_path / "a.pdf", cells, *drawn))
    assert _codes(rows) == [(2, None), (3, "struck_out"), (4, None)]
    assert [row["words"] for row in rows[:3]] == ["500", "500", "0"]
    assert rows[1]["article_title"] == f"{_TITLE}2"


def test_words_of_a_pdf_that_a_remark_strikes_out(tmp_path, read):
    cells = [_HEADER, _row(1), _row(2)]
    more = "/Annots [ << /Type /Annot /Subtype /StrikeOut /Rect [50 712 540 728] /QuadPoints [50 726 540 726 50 714 540 714] >> ]"
    assert _codes(read(_ruled(tmp_path / "a.pdf", cells, more=more))) == [(2, None), (3, "struck_out")]


def test_fake_bold_of_a_pdf_is_read_once(tmp_path, read):
    cells = [_HEADER, _row(1, 1200), _row(2, 1100)]
    rows = read(_ruled(tmp_path / "a.pdf", cells, shift=0.4))
    assert [(row["article_title"], row["words"]) for row in rows] == [
        (f"{_TITLE}1", "1200"),
        (f"{_TITLE}2", "1100"),
    ]


def test_a_struck_row_of_an_old_workbook(tmp_path, read):
    rows = read(xls(tmp_path / "a.xls", [_HEADER, _row(1), _row(2)], struck_rows={2}))
    assert _codes(rows) == [(2, None), (3, "struck_out")]


@pytest.mark.parametrize("codepage", [936, 1252, 10000])
def test_a_workbook_of_excel_95_is_read(tmp_path, read, codepage):
    path = xls(
        tmp_path / "a.xls", [_HEADER, _row(1), _row(2)], is_old=True, codepage=codepage, struck_rows={2}
    )
    rows = read(path)
    assert _codes(rows) == [(2, None), (3, "struck_out")]
    assert (rows[0]["unit_name"], rows[0]["article_title"], rows[0]["words"]) == ("林州", f"{_TITLE}1", "500")


def test_a_workbook_of_excel_95_that_is_torn_is_named(tmp_path, read):
    path = xls(tmp_path / "a.xls", [_HEADER, _row(1)], is_old=True)
    path.write_bytes(path.read_bytes()[:1700])
    assert "Excel 5.0/95 的旧格式" in read(path)[0]["problem"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (b'<c r="F2" t="b"><v>2</v></c>', "2"),
        (b'<c r="F2"><v>1,200</v></c>', "1,200"),
        (b'<c r="F2" t="x"><v>7</v></c>', "7"),
    ],
)
def test_a_value_that_the_first_library_refuses_is_read_by_the_second(tmp_path, read, cell, words):
    path = _book(tmp_path / "a.xlsx", [_row(1), _row(2)], lambda _: None)
    rows = read(_edited(path, lambda part: re.sub(rb'<c r="F2"[^>]*>.*?</c>', cell, part)))
    assert [(row["row_number"], row["words"]) for row in rows] == [(2, words), (3, "500")]
    assert rows[0]["article_title"] == f"{_TITLE}1"


def test_of_two_tables_beside_each_other_each_row_is_void_by_itself(tmp_path, read):
    def change(sheet: Any) -> None:
        for column in range(1, 7):
            sheet.cell(2, column).font = Font(strike=True)
        sheet.cell(3, 8 + 5).font = Font(strike=True)

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for left, right in ((_HEADER, _HEADER), (_row(1), _row(3)), (_row(2), _row(4))):
        sheet.append([*left, None, *right])
    change(sheet)
    path = tmp_path / "a.xlsx"
    book.save(path)
    rows = [row for row in read(path) if row["row_role"] == "record"]
    told = {(row["article_title"], row["problem_code"], row["words"]) for row in rows}
    assert told == {
        (f"{_TITLE}1", "struck_out", "500"),
        (f"{_TITLE}2", None, "500"),
        (f"{_TITLE}3", None, "500"),
        (f"{_TITLE}4", None, None),
    }


def test_struck_and_white_cells_and_spans_of_an_ods(tmp_path, read):
    styles = (
        '<style:style style:name="gone" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/>'
        '</style:style><style:style style:name="base" style:family="table-cell" style:parent-style-name="gone"/>'
        '<style:style style:name="fine" style:family="table-cell"><style:text-properties style:text-line-through-style="none"/>'
        '</style:style><style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/>'
        '</style:style><style:style style:name="T1" style:family="text"><style:text-properties'
        ' style:text-line-through-type="single"/></style:style>'
    )
    lines = [
        (_HEADER, ""),
        (_row(1), "gone"),
        (_row(2), "fine"),
        (_row(3), "white"),
        (_row(4), "base"),
        (_row(5), ""),
    ]
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="{style}" office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row, style in lines
    )
    cells = cells[::-1].replace(
        "<text:p>500</text:p>"[::-1],
        '<text:p><text:span text:style-name="T1">500</text:span> 800</text:p>'[::-1],
        1,
    )[::-1]
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:x"/>')
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content{names}'
            ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
            f'<table:table table:name="三月">{cells}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    rows = read(path)
    assert _codes(rows) == [(2, "struck_out"), (3, None), (4, "unseen"), (5, "struck_out"), (6, None)]
    assert [row["words"] for row in rows[:5]] == ["500", "500", "500", "500", "800"]


def test_a_struck_outlet_is_asked_for_with_the_cause(tmp_path, read):
    def change(sheet: Any) -> None:
        sheet.cell(2, 4).font = Font(strike=True)

    row = read(_book(tmp_path / "a.xlsx", [_row(1), _row(2)], change))[0]
    assert (row["outlet_name"], row["problem_code"]) == (None, "error_cell")
    assert row["problem"] == "“刊物”一格划了删除线，按空白读取：请填写改正后的内容"


def test_white_words_of_a_pdf_are_not_seen_unless_they_stand_on_colour(tmp_path, read):
    cells = [_HEADER, _row(1), _row(2)]
    # the third row of text is white, the second white on blue
    white = ["0 0 1 rg 40 732 520 24 re f", "1 1 1 rg"]
    rows = read(_ruled(tmp_path / "a.pdf", cells, *white))
    assert _codes(rows) == [(2, None), (3, "unseen")]
