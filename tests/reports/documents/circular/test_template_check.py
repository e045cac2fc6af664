"""A template that somebody edited: each way of breaking it is told, and what is told is the way out."""

import io
import shutil
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from typer.testing import CliRunner

from reports import drafts
from reports.documents.circular import make_template, template_check
from tests.reports.conftest import AS_OF
from tongbao.cli import app
from warehouse.errors import DataError
from warehouse.period import Period


def paragraph_with(document, text):
    return next(each for each in document.paragraphs if text in each.text)


def retype(document, old, new):
    run = next(run for run in paragraph_with(document, old).runs if old in run.text)
    run.text = run.text.replace(old, new)


def remove(document, text):
    found = paragraph_with(document, text)._p
    found.getparent().remove(found)


def half_bold(document):
    run = paragraph_with(document, "{{ signature }}").runs[0]
    rest = deepcopy(run._r)
    run._r.addnext(rest)
    run.text = "{{ sign"
    last = paragraph_with(document, "{{ sign").runs[1]
    last.text, last.bold = "ature }}", True


def move_colophon(document):
    document.sections[-1].start_type = None


def pull_in(document):
    for section in document.sections:
        section.left_margin = Mm(20)


def body_style(document):
    return next(style for style in document.styles if style.style_id == "BodyText1")


def widen(document):
    body_style(document).paragraph_format.line_spacing = Pt(30)


def enlarge(document):
    body_style(document).font.size = Pt(18)


def loosen(document):
    run = body_style(document).element.rPr
    run.remove(run.find(qn("w:spacing")))


def drop_style(document):
    element = next(style for style in document.styles if style.style_id == "TableSmall").element
    element.getparent().remove(element)


def one_footer(document):
    document.settings.odd_and_even_pages_header_footer = False


def edited(folder, change):
    document = Document(str(make_template.PATH))
    change(document)
    path = folder / "circular.docx"
    document.save(str(path))
    return path


BROKEN = {
    "a tag is missing": (lambda doc: remove(doc, "{{ signed_on }}"), "缺少标签 signed_on"),
    "a tag is misspelt": (lambda doc: retype(doc, "addressee", "adressee"), "不认识标签 adressee：是不是 addressee？"),
    "a field is misspelt": (lambda doc: retype(doc, "each.title", "each.titel"), "不认识标签里的 .titel：是不是 title？"),
    "a tag nobody knows": (lambda doc: retype(doc, "{{ line }}", "{{ line }}{{ 密级 }}"), "不认识标签 密级：可用的有 red_head"),
    "half a tag is bold": (half_bold, "标签 {{ signature }} 被格式切成了几段"),
    "a brace is lost": (lambda doc: retype(doc, "{{ signed_on }}", "{{ signed_on }"), "里的 {{ 缺少另一半"),
    "braces are full width": (lambda doc: retype(doc, "{{ signed_on }}", "｛｛ signed_on ｝｝"), "里有全角的 ｛"),
    "an endfor is lost": (lambda doc: remove(doc, "{%p endfor %}"), "标签不成对或写错"),
    "an endif is lost": (lambda doc: remove(doc, "{%p endif %}"), "if 要有 endif"),
    "a p tag has company": (
        lambda doc: retype(doc, "{%p for line in title_lines %}", "标题{%p for line in title_lines %}"),
        "要单独占一段",
    ),
    "a row tag is in no table": (
        lambda doc: retype(doc, "{%p for line in title_lines %}", "{%tr for line in title_lines %}"),
        "要放在表格的一行里",
    ),
    "a table is put in as text": (
        lambda doc: retype(doc, "{{p notes_table }}", "{{ notes_table }}"),
        "是一张表格，要写成 {{p notes_table }}",
    ),
    "a style is gone": (drop_style, "缺少样式“表格小字”"),
    "the colophon's section is gone": (move_colophon, "缺少版记所在的一节"),
    "odd and even pages are alike": (one_footer, "页码没有区分奇偶页"),
    "the margin is moved": (pull_in, "第 1 节的左边距是 20 毫米，应为 28 毫米"),
    "lines stand apart": (widen, "行距应为固定值 28.95 磅"),
    "letters are larger": (enlarge, "字号应为三号"),
    "letters stand apart": (loosen, "字符间距应为紧缩 0.25 磅"),
}  # fmt: skip


@pytest.mark.parametrize("way", BROKEN)
def test_what_is_broken_is_told(tmp_path, way):
    change, said = BROKEN[way]
    problems = template_check.check(edited(tmp_path, change))
    assert any(said in problem for problem in problems), problems


def test_the_shipped_template_has_nothing_wrong():
    assert template_check.check(make_template.PATH) == ()


def test_other_words_and_a_tag_that_word_split_do_no_harm(tmp_path):
    def change(document):
        retype(document, "附件：", "附：")
        run = paragraph_with(document, "{{ signature }}").runs[0]
        run._r.addnext(deepcopy(run._r))
        first, second = paragraph_with(document, "{{ signature }}").runs
        first.text, second.text = "{{ signa", "ture }}"

    path = edited(tmp_path, change)
    assert template_check.check(path) == ()
    texts = [each.text for each in Document(io.BytesIO(template_check.proof(path))).paragraphs]
    assert "中共某市委组织部" in texts
    assert any(text.startswith("附：") for text in texts)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04rubbish"])
def test_a_file_that_is_no_document_is_told_without_a_traceback(tmp_path, content):
    path = tmp_path / "circular.docx"
    path.write_bytes(content)
    [problem] = template_check.check(path)
    assert "打不开，不是 Word 的 docx 文件" in problem


def test_the_offices_own_template_is_used(home):
    office = home.root.parent / "office"
    edited(office, lambda document: retype(document, "附件：", "附："))
    folder = drafts.write(home, office, Period.parse("2025-03"), AS_OF)
    texts = [each.text for each in Document(str(folder / "circular.docx")).paragraphs]
    assert any(text.startswith("附：1.2025年3月") for text in texts)


def test_a_broken_template_of_the_office_stops_the_report_with_the_way_out(home):
    office = home.root.parent / "office"
    edited(office, pull_in)
    with pytest.raises(DataError) as caught:
        drafts.write(home, office, Period.parse("2025-03"), AS_OF)
    assert "应为 28 毫米" in caught.value.zh
    assert "tongbao template check" in caught.value.zh
    assert list(home.drafts.iterdir()) == []


def command(*arguments):
    return CliRunner().invoke(app, ["template", *map(str, arguments)])


def test_a_new_template_passes_its_check_and_is_proved(tmp_path):
    path = tmp_path / "circular.docx"
    assert command("new", path).exit_code == 0
    result = command("check", path)
    assert (result.exit_code, "模板可以使用" in result.output) == (0, True)
    assert "（二）二级标题" in "".join(
        each.text for each in Document(str(tmp_path / "circular.proof.docx")).paragraphs
    )


def test_a_broken_one_ends_with_1_and_no_proof(tmp_path):
    path = edited(tmp_path, pull_in)
    result = command("check", path)
    assert (result.exit_code, "应为 28 毫米" in result.output) == (1, True)
    assert not (tmp_path / "circular.proof.docx").exists()


def test_an_existing_file_is_left_alone(tmp_path):
    path = tmp_path / "circular.docx"
    shutil.copyfile(make_template.PATH, path)
    path.write_bytes(b"mine")
    assert command("new", path).exit_code == 1
    assert path.read_bytes() == b"mine"
    assert command("check", tmp_path / "nothing.docx").exit_code == 1
