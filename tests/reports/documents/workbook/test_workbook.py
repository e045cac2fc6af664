"""The workbook as another program reads it."""

import io
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from reports import display
from reports.documents.workbook import workbook
from reports.saying.wording import Assessment, Display
from tests.reports import marts
from tests.reports.conftest import build, changed


@pytest.fixture(scope="module")
def content(quarter, wording):
    return workbook.render(quarter, wording, "关于2025年第一季度的通报")


@pytest.fixture(scope="module")
def book(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def rows_of(book, name):
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def test_there_is_a_sheet_for_each_subject_and_each_group(book):
    assert book.sheet_names == [
        "总体情况", "今年各月", "排名 县", "排名 科室", "任务完成", "稿件选题", "任务进度", "作者", "采用明细", "得分明细",
        "未计入记录", "来源核对", "刊物计数", "数据说明",
    ]  # fmt: skip


def test_totals_are_formulas_that_carry_their_value(content, book):
    total = next(row for row in rows_of(book, "排名 县") if row[0] == "合计")
    assert total[2:10] == [2, 2, 4, 8, 2, 6, 134, 134]
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        assert "SUM(F5:F9)" in members.read("xl/worksheets/sheet3.xml").decode()


def test_columns_beyond_z_are_summed_by_their_own_letters(quarter, wording):
    tiers = tuple(f"第{number}层" for number in range(30))
    county = quarter.ranking.groups[0]
    lines = tuple(replace(line, by_tier=(1,) * 30) for line in county.units)
    group = replace(county, units=lines, by_tier=(len(lines),) * 30)
    months = tuple(replace(month, by_tier=(1,) * 30) for month in quarter.totals.months)
    report = replace(changed(changed(quarter, "ranking", groups=(group,)), "totals", months=months), tiers=tiers)
    content = workbook.render(report, wording, "通报")
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        assert "SUM(AF5:AF9)" in members.read("xl/worksheets/sheet3.xml").decode()


def test_groups_whose_names_a_sheet_cannot_tell_apart_have_a_sheet_each(quarter, wording):
    long = "某省某市某县各街道社区党群服务中心和两新组织党工委所属单位第一组"
    names = ("县/区", "县:区", long, f"{long[:-2]}二组", f"{long[:-2]}三组")
    groups = tuple(replace(quarter.ranking.groups[0], name=name) for name in names)
    content = workbook.render(changed(quarter, "ranking", groups=groups), wording, "通报")
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    ranked = [name for name in sheets if name.startswith("排名")]
    assert len({name.lower() for name in ranked}) == len(ranked) == len(names)
    assert all(len(name) <= 31 for name in ranked)


def test_no_title_becomes_a_formula(content, book):
    titles = [row[3] for row in rows_of(book, "采用明细")]
    assert marts.FORMULA in titles
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        formulas = [
            formula.split("</f>")[0]
            for name in members.namelist() if name.startswith("xl/worksheets/sheet")
            for formula in members.read(name).decode().split("<f>")[1:]
        ]  # fmt: skip
    assert len(formulas) > 10
    assert {formula[:4] for formula in formulas} == {"SUM("}


def test_a_tie_a_new_unit_and_a_unit_with_nothing_are_printed(book):
    by_unit = {row[1]: row for row in rows_of(book, "排名 县")}
    assert by_unit["岚溪县委组织部"][0] == "并列2"
    assert by_unit["新城县委组织部"][10:12] == ["—", "—"]
    assert by_unit["鹤汀县委组织部"][2:9] == [0] * 7


def test_without_a_last_year_there_are_dashes(first_year, wording):
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(first_year, wording, "通报")))
    whole = next(row for row in rows_of(read, "总体情况") if row[0] == "采用总数")
    assert whole == ["采用总数", 12, "—", "—", "—", "—", "—", "—"]


def test_every_adoption_names_its_record_file_and_row(quarter, book):
    listed = rows_of(book, "采用明细")[3:]
    assert [(row[13], row[10], row[12]) for row in listed] == [
        (each.record_id, each.file_name, each.row_number) for each in quarter.pieces.adoptions
    ]
    assert len(listed) == 12


def test_every_record_not_counted_is_listed_with_its_reason_and_place(book):
    listed = rows_of(book, "未计入记录")[3:]
    assert [row[0] for row in listed] == ["不计", "不计", "不计", "不计", "重复"]
    assert listed[0][1].startswith("报送单位“望江县”不在单位名单中")
    assert (listed[0][6], listed[0][7], listed[0][8]) == ("2025-03/登记表.xlsx", "采用", 91)


def test_an_empty_month_still_makes_a_readable_workbook(nothing_at_all, wording):
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(nothing_at_all, wording, "统计")))
    assert rows_of(read, "采用明细")[3][0] == "（无）"


def test_the_same_value_gives_the_same_bytes(quarter, wording, content):
    assert workbook.render(quarter, wording, "关于2025年第一季度的通报") == content


def test_a_group_may_bear_any_name(quarter, wording):
    odd = changed(quarter, "ranking", groups=(replace(quarter.ranking.groups[0], name="县/区[" + "长" * 40 + "]"),))
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(odd, wording, "通报")))
    assert len(read.sheet_names) == 13


def test_every_adoption_says_who_shows_it(book):
    listed = rows_of(book, "来源核对")
    assert listed[1][0] == "单位和刊物 1 篇次　仅单位 1 篇次　仅刊物 1 篇次"
    assert [row[:5] for row in listed[3:]] == [
        ["仅刊物", "有", "未计", "岚溪县委组织部", "岭川日报"],
        ["单位和刊物", "有", "已计", "望川县委组织部", "澜江组工信息"],
        ["仅单位", "有", "已计", "干部教育培训科", "岭川日报"],
    ]
    assert listed[3][6:] == [marts.FORMULA, "", "o2"]


def test_what_sheets_count_stands_beside_what_is_counted_here(book):
    listed = rows_of(book, "刊物计数")
    assert listed[1][0] == "共 2 项，其中 1 项不一致"
    assert [row[:7] for row in listed[3:]] == [
        ["岚溪县委组织部", "澜江组工信息", "第一季度", 2, 2, 0, "一致"],
        ["岚溪县委组织部", "澜江组工信息", "3月", 2, 1, 1, "计数表多：请补报这些稿件的记录"],
    ]


def test_a_period_without_claims_has_no_sheet_for_them(quarter, wording):
    bare = changed(quarter, "claims", claims=(), outlet_counts=())
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(bare, wording, "通报")))
    assert {"来源核对", "刊物计数"} & set(read.sheet_names) == set()
    assert len(read.sheet_names) == 12


SUBJECTS = ["任务进度", "报送采用率", "作者", "评优", "公众号", "全省位次", "约稿批示"]


def read(report, wording):
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(report, wording, "通报")))


def row_of(book, sheet, first):
    return next(row for row in rows_of(book, sheet) if row[0] == first)


def test_what_only_some_offices_keep_has_a_sheet_for_each_subject(whole, wording):
    book = read(whole, wording)
    assert [name for name in book.sheet_names if name in SUBJECTS] == SUBJECTS
    assert row_of(book, "任务进度", "望川县委组织部")[1:] == ["省级以上媒体", 4, "1、0、0", 1, 0.25]
    assert row_of(book, "报送采用率", "望川县委组织部")[1:] == [8, 4, 0.5]
    assert row_of(book, "报送采用率", "县")[1:] == [11, 5, 0.455]
    assert row_of(book, "作者", "012")[1:5] == ["岚溪县委组织部", "并列2", 1, 6]
    assert row_of(book, "评优", "望川党建新路")[1:] == ["望川县委组织部", 31, 87.5, 64]
    assert row_of(book, "公众号", "岚溪党建")[1:] == ["岚溪县委组织部", "—", 300]
    assert row_of(book, "公众号", "全部账号")[1:] == [0, 0, 9000]
    assert row_of(book, "全省位次", "澜江市")[1:] == ["并列2", 30, 3, 2, 5.7]
    assert row_of(book, "全省位次", "望川县")[1:3] == ["并列2", 12]
    assert row_of(book, "约稿批示", "岚溪约稿")[1:4] == ["岚溪县委组织部", "2025-02-28", "逾期完成"]
    assert row_of(book, "约稿批示", "望川党建新路")[1:] == ["望川县委组织部", "某领导", "市", "2025-03-01"]
    assert row_of(book, "稿件选题", "经验")[1:3] == [3, 0.75]


def test_an_office_that_keeps_none_of_it_has_no_such_sheet(quarter, month, wording):
    assert set(read(quarter, wording).sheet_names) & set(SUBJECTS) == {"任务进度", "作者"}
    assert quarter.tasks.running
    # what the office wrote that a person owes stands there, what he did is not known
    assert row_of(read(quarter, wording), "作者", "012")[4:] == [1, "—", "—"]
    assert "稿件体裁" not in [row[0] for row in rows_of(read(quarter, wording), "稿件选题")]


def test_a_hostile_name_beside_the_ranking_stays_a_text(whole, wording):
    [scheme] = whole.persons.schemes
    persons = tuple(replace(each, person=marts.FORMULA) for each in scheme.persons)
    hostile = changed(whole, "persons", schemes=(replace(scheme, persons=persons),))
    content = workbook.render(hostile, wording, "通报")
    found = [row[0] for row in rows_of(CalamineWorkbook.from_filelike(io.BytesIO(content)), "作者")]
    assert found.count(marts.FORMULA) == 3
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        assert "<f>" + marts.FORMULA[1:] not in "".join(
            members.read(name).decode() for name in members.namelist() if name.endswith(".xml")
        )


def test_what_goes_into_the_larger_assessment_is_in_the_ranking(tmp_path, book, wording):
    report = build(tmp_path, "2025-Q1", assessment=Assessment(share=5))
    listed = rows_of(read(report, wording), "排名 县")
    assert listed[2][12:14] == ["考核", ""]
    assert listed[3][12:14] == ["折算得分", "计入考核"]
    assert {row[1]: row[12:14] for row in listed}["岚溪县委组织部"] == [42.86, 2.14]
    assert "考核" not in rows_of(book, "排名 县")[2]


def test_sums_of_a_part_are_called_so(quarter, wording):
    shown = read(display.shown(quarter, Display(mode="top", top=1)), wording)
    assert row_of(shown, "排名 县", "以上合计")[4:6] == [2, 3]
    assert "合计" not in [row[0] for row in rows_of(shown, "排名 县")]


def test_a_year_has_no_column_that_says_the_same_again(year, wording):
    book = read(year, wording)
    assert rows_of(book, "总体情况")[2] == ["项目", "本期", "上年", "增减", "倍数", "同比"]
    assert "今年累计" not in [row[0] for row in rows_of(book, "总体情况")]
    listed = rows_of(book, "排名 县")
    assert listed[2][8:] == ["得分", "", "", "名次较上年", "任务"]
    assert listed[3][8:] == ["本期", "上年", "同比", "", ""]
    [first] = [line for line in year.ranking.ranked if line.unit_name == "望川县委组织部"]
    assert row_of(book, "排名 县", 1)[8:10] == [first.points, first.year_ago.base]
