"""Which register a table is: a register of adoptions is never taken for another one, nor another one for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.grids import Grid
from ingest.headers import find
from ingest.layouts import Layouts
from ingest.reading import REGISTERS
from warehouse.errors import DataError

# What the table is, what stands above it, its headings. Nothing here is decided by a single word.
ADOPTIONS = [
    ("", "序号 报送单位 标题 采用刊物 级别 刊发日期 版面 体裁 字数 作者 备注"),
    ("信息报送情况登记表", "单位 标题 刊物 日期"),
    ("信息报送情况统计表", "单位 标题 报送时间 采用刊物 采用时间"),
    ("2025年3月信息报送及采用情况", "报送单位 标题 报送日期 采用刊物 采用日期"),
    ("《政务信息》采用情况", "单位 标题 报送时间 期号"),
    ("采用情况登记表", "单位 标题 刊物 采用日期 批示领导 批示时间 批示内容"),
    ("", "单位 标题 刊物 采用日期 批示领导 批示时间 获奖情况 约稿编号"),
    ("", "单位 标题 刊物 期号 批示情况"),
    ("约稿采用情况", "单位 标题 采用媒体 发表日期 约稿编号"),
    ("", "单位 标题 刊物 日期 评分"),
    ("公众号采用情况", "单位 标题 平台 发布时间 阅读量 粉丝数"),
    ("填报单位：某县 报送时间：4月3日", "单位 标题 日期"),
    ("好新闻评选推荐作品采用情况", "单位 作品名称 刊播媒体 刊播日期 奖项"),
    ("", "标题 日期 阅读数 链接"),
]
OTHERS = [
    ("submission", "", "序号 报送单位 信息标题 报送日期 体裁 字数"),
    ("submission", "某县3月信息报送登记表", "单位 标题 日期"),
    ("submission", "", "来稿单位 题目 来稿时间 报送渠道"),
    ("commission", "约稿完成情况", "约稿编号 约稿题目 承办单位 截止日期 交稿日期 完成情况"),
    ("commission", "约稿登记表", "编号 选题 单位 完成时限 实际完成时间 采用刊物 采用日期"),
    ("commission", "", "单位 选题 截稿日期"),
    ("comment", "领导批示登记表", "单位 标题 刊物 期号 刊发日期 批示领导 批示时间 批示内容"),
    ("comment", "", "单位 标题 刊发刊物 期号 批示领导 级别 批示日期"),
    ("comment", "批示情况", "单位 标题 领导批示 时间"),
    ("prize", "2024年度好新闻获奖名单", "获奖单位 作品名称 奖项名称 获奖等级 获奖时间"),
    ("prize", "", "单位 奖项 等次 级别 颁奖日期"),
    ("prize", "", "单位 标题 刊播媒体 奖项名称 获奖等级"),
    ("penalty", "失实信息通报", "单位 标题 类型 日期"),
    ("penalty", "", "被通报单位 差错类型 通报日期 备注"),
    ("zero_report", "零报告登记表", "单位 月份"),
    ("zero_report", "", "单位 统计期"),
    ("head_count", "", "单位 人数"),
    ("head_count", "2025年各科室人数", "序号 科室 在编人数 统计日期"),
    ("jury_score", "优秀信息评审打分表", "单位 标题 评委 得分 评审日期"),
    ("jury_score", "", "单位 标题 评委姓名 评分"),
    ("account_figure", "", "单位 公众号名称 粉丝数 阅读量 统计日期"),
    ("account_figure", "新媒体账号运营情况", "单位 账号 粉丝数 月份"),
    ("figure", "", "单位 指标名称 数值 统计日期"),
    ("figure", "网站指标完成情况", "单位 指标 数值 日期"),
    ("item", "宣传活动登记", "单位 活动名称 日期 级别"),
    ("item", "", "单位 标题 事项 发生日期 逾期天数"),
    ("forwarding", "", "单位 标题 呈报日期 上报刊物"),
    ("forwarding", "转报省级信息登记", "单位 标题 转报日期"),
]


def decided(layouts: Layouts, title: str, headings: str, sheet: str = "Sheet1") -> str | None:
    rows = [*([[title]] if title else []), headings.split(), ["某县"] * len(headings.split())]
    header = find(Grid(sheet, rows, range(1, len(rows) + 1)), layouts)
    return header.register if header else None


@pytest.mark.parametrize(("title", "headings"), ADOPTIONS)
def test_a_register_of_adoptions_stays_one(layouts, title, headings):
    assert decided(layouts, title, headings) == "adoption"


@pytest.mark.parametrize(("register", "title", "headings"), OTHERS)
def test_another_register_is_told_by_its_own_columns_and_title(layouts, register, title, headings):
    assert decided(layouts, title, headings) == register


def test_all_registers_are_among_these_cases():
    # a sheet of counts is told by its shape (test_tables.py)
    assert {"adoption", "outlet_count", *(register for register, _, _ in OTHERS)} == set(REGISTERS)


@pytest.mark.parametrize(
    "headings", ["序号 单位 篇数", "单位 采用篇数 得分 名次", "单位 统计期 采用篇数 得分", "姓名 电话"]
)
def test_a_summary_is_no_register(layouts, headings):
    assert decided(layouts, "", headings) is None


def test_the_sheet_speaks_for_the_register_and_the_file_only_where_the_sheet_is_silent(layouts):
    headings = "单位 标题 时间"
    assert decided(layouts, "", headings) == "adoption"
    assert decided(layouts, "", headings, "报送") == "submission"
    named = replace(layouts, file_name="3月报送登记.csv")
    assert decided(named, "", headings) == "submission"
    assert decided(named, "3月采用情况", headings) == "adoption"


def test_a_general_word_means_what_the_register_means_by_it(layouts):
    rows = [["领导批示登记表"], ["单位", "标题", "级别", "时间"], ["某县", "题", "市级", "3月5日"]]
    header = find(Grid("", rows, range(1, 4)), layouts)
    assert header is not None
    assert dict(header.columns) == {"unit_name": 0, "article_title": 1, "level": 2, "commented_on": 3}


def test_two_registers_on_one_sheet_are_read_apart(rows_of, workbook):
    rows = rows_of(workbook([
        ["3月采用情况"], ["单位", "标题", "刊物", "日期"], ["甲县", "题一", "日报", "3月5日"],
        ["3月领导批示情况"], ["单位", "标题", "批示领导", "批示日期"], ["甲县", "题一", "某领导", "3月9日"],
    ]))  # fmt: skip
    records = [row for row in rows if row["row_role"] == "record"]
    assert [(row["register"], row["article_title"], row["leader"]) for row in records] == [
        ("adoption", "题一", None), ("comment", "题一", "某领导"),
    ]  # fmt: skip


def test_the_office_says_how_its_own_register_is_told(office, layouts):
    headings = "单位 标题 何时 谁看过"
    assert decided(layouts, "呈阅件登记", headings) == "adoption"
    (office / "registers.csv").write_text(
        "register,needs,marks,title_words,own_words\n"
        "comment,article_title unit_name,,呈阅,何时=commented_on|谁看过=leader\n",
        encoding="utf-8",
    )
    taught = Layouts.load(office)
    assert decided(taught, "呈阅件登记", headings) == "comment"
    assert taught.fingerprint != layouts.fingerprint


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("prizes,unit_name,,,", ["prizes", "register", "prize"]),
        ("prize,unit,,,", ["unit", "needs"]),
        ("prize,unit_name,mark,,", ["mark", "marks"]),
        ("prize,unit_name,,,日期=day", ["day", "own_words"]),
    ],
)
def test_a_mistake_in_the_office_s_registers_is_named(office, row, named):
    (office / "registers.csv").write_text(
        f"register,needs,marks,title_words,own_words\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        Layouts.load(office)
    assert [word for word in ["registers.csv", "第 2 行", *named] if word not in caught.value.zh] == []
