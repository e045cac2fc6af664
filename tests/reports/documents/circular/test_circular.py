"""The Word circular: what it says, how it is laid out, that it is the same every time."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from reports.documents.circular import circular, make_template, narrative
from reports.saying.wording import Assessment, Fonts
from reports.stable_zip import stable
from tests.reports import marts
from tests.reports.conftest import AS_OF, build, changed


@pytest.fixture(scope="module")
def content(quarter, wording):
    return circular.render(quarter, wording, AS_OF)


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_is_what_the_script_makes():
    assert members(make_template.PATH.read_bytes()) == members(make_template.make())


def test_the_same_value_gives_the_same_bytes(quarter, wording, content):
    assert circular.render(quarter, wording, AS_OF) == content


def test_no_member_bears_the_clock(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        dates = {info.date_time for info in archive.infolist()}
        assert archive.namelist() == sorted(archive.namelist())
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_head_number_title_and_signature_stand_in_their_order(document):
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[:5] == [
        "中共澜江市委组织部文件", "澜组通报〔2025〕　号", "关于2025年第一季度全市组工信息", "采用情况的通报",
        "各县（区）党委组织部，部机关各科室：",
    ]  # fmt: skip
    signed = texts.index("中共澜江市委组织部")
    assert texts[signed + 1] == "2025年4月10日"
    assert texts[signed + 2] == "附件1"


def test_the_body_is_the_narrative(document, quarter, wording):
    written = [paragraph.text for paragraph in document.paragraphs]
    wanted = [paragraph.lead + paragraph.text for paragraph in narrative.body(quarter, wording)]
    assert len(wanted) > 15
    assert [text for text in written if text in wanted] == wanted


def test_annex_1_holds_every_group_and_the_quotas(document):
    names = [[row.cells[1].text for row in table.rows[2:-1]] for table in document.tables[:2]]
    assert names[0][:2] == ["望川县委组织部", "岚溪县委组织部"]
    assert names[1] == ["干部教育培训科", "办公室"]
    assert [cell.text for cell in document.tables[0].rows[3].cells][:2] == ["并列2", "岚溪县委组织部"]
    assert document.tables[2].rows[2].cells[6].text == "欠1"


def test_annex_2_lists_every_adoption_once_with_markup_as_text(document, quarter):
    titles = [row.cells[2].text for row in document.tables[5].rows[1:]]
    assert titles == [each.article_title for each in quarter.pieces.adoptions]
    assert marts.SCRIPT in titles


def test_annex_2_lists_only_the_tiers_an_office_names_and_says_so(quarter, wording):
    content = circular.render(quarter, wording.model_copy(update={"listed_tiers": ("中央",)}), AS_OF)
    document = Document(io.BytesIO(content))
    titles = [row.cells[2].text for row in document.tables[5].rows[1:]]
    assert titles == [each.article_title for each in quarter.pieces.adoptions if each.tier == "中央"]
    assert 0 < len(titles) < len(quarter.pieces.adoptions)
    assert "2025年第一季度中央级采用稿件目录" in [paragraph.text for paragraph in document.paragraphs]


def test_columns_have_their_widths_in_the_grid_too(document):
    tables = document.tables
    assert len(tables) == 8
    for table in tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert 8800 < sum(grid) < 8900
        last = [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in table.rows[-1]._tr.tc_lst]
        assert sum(last) == pytest.approx(sum(grid), abs=2)


def test_the_page_is_laid_out_for_22_lines_of_28_characters(document):
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin)] == [
        37,
        35,
        28,
    ]
    style = document.styles["通报正文"]
    assert style.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert style.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_every_run_of_the_body_asks_for_the_chinese_font(document):
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text]
    assert len(runs) > 40
    assert {run._r.rPr.rFonts.get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_the_colophon_starts_on_an_even_page_without_a_number(document):
    last = document.sections[-1]
    assert last.start_type.name == "EVEN_PAGE"
    for footer in (last.footer, last.even_page_footer):
        assert not footer.is_linked_to_previous
        assert footer._element.findall(".//" + qn("w:instrText")) == []
    assert document.tables[-1].rows[0].cells[0].text == "抄送：省委组织部办公室，市委办公室。"


def test_the_fonts_an_office_names_are_written_and_the_old_ones_gone(quarter, wording):
    fonts = Fonts(body="仿宋", hei="仿宋_GB2312")
    parts = members(circular.render(quarter, wording.model_copy(update={"fonts": fonts}), AS_OF))
    styles = parts["word/styles.xml"].decode()
    assert 'w:eastAsia="仿宋"' in styles
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    assert 'w:eastAsia="黑体"' not in styles


def test_a_report_without_quotas_or_past_makes_a_circular(first_year, wording):
    nothing_owed = {"due": (), "running": (), "owing_count": 0, "running_count": 0, "short_units": ()}
    bare = changed(changed(first_year, "tasks", **nothing_owed), "persons", quotas=())
    document = Document(io.BytesIO(circular.render(bare, wording, AS_OF)))
    assert "任务完成情况" not in "".join(paragraph.text for paragraph in document.paragraphs)
    assert "None" not in "".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


def test_rewriting_a_stable_file_changes_nothing(content):
    assert stable(content) == content


def test_a_character_the_old_fonts_lack_stands_in_a_font_that_has_it(document):
    switched = {
        (run.text, run._r.rPr.rFonts.get(qn("w:eastAsia")))
        for table in document.tables for row in table.rows for cell in row.cells
        for paragraph in cell.paragraphs for run in paragraph.runs
        if run._r.rPr.rFonts.get(qn("w:eastAsia"))
    }  # fmt: skip
    assert switched == {("㵽", "仿宋")}
    titles = [row.cells[2].text for row in document.tables[5].rows]
    assert "驻村“第一书记”㵽河笔记" in titles


def test_a_lead_keeps_its_own_face_where_a_character_is_rare(quarter, wording):
    closing = ("（一）濛水喆里。要抓好落实镕。",)
    content = circular.render(quarter, wording.model_copy(update={"closing": closing}), AS_OF)
    runs = next(each for each in Document(io.BytesIO(content)).paragraphs if "濛水" in each.text).runs
    faces = [(run.text, run._r.rPr.rFonts.get(qn("w:eastAsia"))) for run in runs]
    assert faces == [
        ("（一）", "楷体_GB2312"), ("濛", "楷体"), ("水", "楷体_GB2312"), ("喆", "楷体"), ("里。", "楷体_GB2312"),
        ("要抓好落实", None), ("镕", "仿宋"), ("。", None),
    ]  # fmt: skip


def test_fonts_that_windows_no_longer_has_name_their_successors(content):
    table = members(content)["word/fontTable.xml"].decode()
    for old, new in make_template.ALSO_KNOWN_AS.items():
        assert f'w:name="{old}"><w:altName w:val="{new}"/>' in table


def test_each_level_of_heading_has_its_style(quarter, wording):
    closing = ("（一）二级", "1.三级", "（1）四级")
    content = circular.render(quarter, wording.model_copy(update={"closing": closing}), AS_OF)
    styles = {each.text: each.style.name for each in Document(io.BytesIO(content)).paragraphs}
    found = [styles[text] for text in ("五、下步工作", *closing)]
    assert found == ["通报标题一", "通报标题二", "通报标题三", "通报标题四"]


def test_the_annex_note_lists_three(document):
    texts = [paragraph.text for paragraph in document.paragraphs]
    first = texts.index("附件：1.2025年第一季度采用情况得分表")
    assert texts[first + 1 : first + 3] == ["2.2025年第一季度采用稿件目录", "3.数据说明"]


def tables_of(report, wording):
    """The tables of annex 1 by their titles, as texts."""
    document = Document(io.BytesIO(circular.render(report, wording, AS_OF)))
    found, title = {}, ""
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            found[title] = [[cell.text for cell in row.cells] for row in part.rows]
        elif part.text:
            title = part.text
    return found


def test_annex_1_has_a_table_for_each_register_that_is_kept(whole, quarter, wording):
    found = tables_of(whole, wording)
    assert found["报送和采用率"][1:3] == [
        ["望川县委组织部", "8", "4", "50.0%"],
        ["岚溪县委组织部", "3", "1", "33.3%"],
    ]
    assert found["稿酬办法：个人金额"][2] == ["012", "岚溪县委组织部", "并列2", "1", "6"]
    assert found["个人任务"][1] == ["007", "望川县委组织部", "省级以上媒体", "第一季度", "2", "1", "欠1"]
    assert found["优秀稿件评选"][1] == ["望川党建新路", "望川县委组织部", "31", "87.5", "64"]
    assert found["新媒体账号（不计入得分）"][1] == ["望川先锋", "望川县委组织部", "9000", "1000"]
    assert found["全省各市"][2:4] == [
        ["丰州市", "并列2", "30", "—", "—", "—"],
        ["澜江市", "并列2", "30", "3", "2", "5.7"],
    ]
    assert found["所属县（市、区）在全省的位次"][1] == ["望川县", "并列2", "12"]
    assert found["全年任务进度（时序进度25.0%）"][1:] == [
        ["望川县委组织部", "省级以上媒体", "4", "1、0、0", "1", "25.0%"],
        ["干部教育培训科", "组工信息", "2", "0、0、0", "0", "0.0%"],
    ]
    always = {"县组", "科室组", "任务完成情况", "全年任务进度（时序进度25.0%）", "个人任务"}
    assert set(tables_of(quarter, wording)) == always | {
        title for title in found if title.startswith(("2025年第一季度采用稿件", "数据说明", "2025年4月10日"))
    }


def test_what_goes_into_the_larger_assessment_is_printed_beside_the_points(tmp_path, wording):
    report = build(tmp_path, "2025-Q1", assessment=Assessment(share=5))
    assert tables_of(report, wording)["计入考核得分"][1:3] == [
        ["望川县委组织部", "70", "100", "5"],
        ["岚溪县委组织部", "30", "42.86", "2.14"],
    ]


def test_a_year_is_printed_without_the_columns_that_would_say_it_twice(year, wording):
    rows = tables_of(year, wording)["县组"]
    assert rows[0] == ["名次", "单位", "采用篇次", "采用篇次", "采用篇次", "采用篇次", "得分", "名次较上年"]
    assert rows[2] == ["1", "望川县委组织部", "1", "0", "2", "3", "70", "↑1"]
