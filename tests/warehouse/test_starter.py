"""A new office from the lists a desk has: any spreadsheet, Chinese headings, whole or not at all."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner, Result

from tests.building import OFFICES
from tongbao.cli import app
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.starter import start_office

UNITS = "编号,名称,组别,别名\nU1,市委组织部,机关,部机关\nU2,甲县委组织部,县,甲县、甲县组织部\n"
OUTLETS = "编号,名称,层级,媒介\nM1,某县快讯,县,内刊\nM2,某市日报,市,报纸\nM3,某省日报,省,报纸\nM4,某国日报,中央,报纸\n"


def registry(folder: Path, **lists: str) -> Path:
    folder.mkdir()
    for name, text in {"units": UNITS, "outlets": OUTLETS, **lists}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def sheet(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        written = book.add_worksheet()
        for number, row in enumerate(rows):
            written.write_row(number, 0, row)


def started(folder: Path, lists: Path) -> Office:
    start_office(folder, lists, "某市委组织部", date(2025, 1, 1))
    return Office.load(folder)


def init(folder: Path, lists: Path) -> Result:
    places = ["--home", str(folder / "home"), "--org", str(folder / "office")]
    return CliRunner().invoke(
        app, ["init", *places, "--registry", str(lists), "--name", "某市委组织部", "--counted-from", "2025-01-01"]
    )


def test_tiers_and_points_follow_what_the_words_mean_not_the_order_of_rows(tmp_path: Path) -> None:
    office = started(tmp_path / "office", registry(tmp_path / "lists"))
    assert office.settings.tiers == ("中央", "省", "市", "县")
    rule = (office.rules_folder / "xxcy" / "2025.yaml").read_text(encoding="utf-8")
    points = [line.strip() for line in rule.splitlines() if "tier:" in line]
    assert points == [
        '- {id: T01, when: {tier: "中央"}, points: 20}', '- {id: T02, when: {tier: "省"}, points: 10}',
        '- {id: T03, when: {tier: "市"}, points: 5}', '- {id: T04, when: {tier: "县"}, points: 2}',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("乡镇 县级 市级 自治区 国家级", "国家级 自治区 市级 县级 乡镇"),
        ("区 街道 直辖市", "直辖市 区 街道"),
        ("旗 盟 自治区", "自治区 盟 旗"),
        ("行业 省 境外 中央", "中央 省 行业 境外"),
    ],
)
def test_tiers_of_other_places_are_known_and_unknown_ones_come_last(
    tmp_path: Path, given: str, wanted: str
) -> None:
    rows = [f"M{number},报{number},{tier},报纸" for number, tier in enumerate(given.split())]
    lists = registry(tmp_path / "lists", outlets="\n".join(["编号,名称,层级,媒介", *rows]))
    assert started(tmp_path / "office", lists).settings.tiers == tuple(wanted.split())


def test_a_tier_nobody_knows_is_said(tmp_path: Path) -> None:
    said = init(tmp_path, registry(tmp_path / "lists", outlets=OUTLETS + "M5,企业报,行业,报纸\n"))
    assert said.exit_code == 0, said.output
    assert "层级“行业”不知道高低" in said.output


def test_workbooks_with_chinese_names_and_headings_are_taken(tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    sheet(
        lists / "单位名单.xlsx",
        [
            ("某市组织系统单位名单",), (), ("序号", "单位名称", "组 别", "别名（用顿号分开）", "起始日期"),
            (1, "市委组织部", "机关", "部机关", ""), (2, "甲县委组织部", "县", "甲县、甲县组织部", datetime(2024, 3, 1)),  # noqa: DTZ001
        ],
    )  # fmt: skip
    (lists / "刊物名单.csv").write_bytes(OUTLETS.encode("gb18030"))
    sheet(
        lists / "任务.xlsx",
        [("单位", "年度", "周期", "任务", "数量"), ("甲县委组织部", 2025, "每季度", "省级以上媒体", 4)],
    )
    (lists / "节假日.csv").write_text("日期,是否上班\n2025/1/1,否\n2025年1月26日,上班\n", encoding="utf-8-sig")
    (lists / "选题.csv").write_text("选题,关键词\n基层党建,党支部；村党组织书记\n", encoding="utf-8")
    office = started(tmp_path / "office", lists)
    assert [(unit.unit_id, unit.name, unit.group, unit.aliases, unit.valid_from.year) for unit in office.units] == [
        ("U001", "市委组织部", "机关", ("部机关",), 1900),
        ("U002", "甲县委组织部", "县", ("甲县", "甲县组织部"), 2024),
    ]
    assert [outlet.tier for outlet in office.outlets] == ["县", "市", "省", "中央"]
    assert [(quota.scope, quota.period, quota.year, quota.quota) for quota in office.quotas] == [
        ("unit", "quarter", 2025, 4)
    ]
    assert [(day.day, day.is_workday) for day in office.calendar] == [
        (date(2025, 1, 1), False), (date(2025, 1, 26), True),
    ]  # fmt: skip
    assert office.topics[0].keywords == ("党支部", "村党组织书记")


def test_a_cell_merged_downwards_holds_for_all_its_rows(tmp_path: Path) -> None:
    lists = registry(tmp_path / "lists")
    (lists / "units.csv").unlink()
    with xlsxwriter.Workbook(str(lists / "units.xlsx")) as book:
        written = book.add_worksheet()
        written.write_row(0, 0, ("名称", "组别"))
        written.write_column(1, 0, ("甲县委组织部", "乙县委组织部", "丙区委组织部"))
        written.merge_range(1, 1, 2, 1, "县")
        written.write(3, 1, "区")
    assert [unit.group for unit in started(tmp_path / "office", lists).units] == ["县", "县", "区"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("units", "编号,名称,组别,电话\nU1,甲,县,123\n", "units.csv 第 1 行：不认识的列“电话”：可用的列有"),
        ("units", "甲,乙\n丙,丁\n", "不认识的列“甲”“乙”"),
        ("units", "编号,名称\nU1,甲\n", "units.csv：缺少列“组别”"),
        ("units", "名称,单位名称,组别\n甲,乙,县\n", "“名称”“单位名称”是同一列"),
        ("units", "编号,名称,组别\nU1,甲,县,多出来\n", "第 2 行第 4 列“多出来”上面没有表头"),
        ("units", "编号,名称,组别\n", "表头下面没有一行"),
        ("units", "", "units.csv：文件里没有内容"),
        ("units", "编号,名称,组别\nU1,,县\n", "units.csv 第 2 行：“名称”，值为“”：不能为空"),
        ("quotas", "单位,年度,周期,任务,数量\n甲县委组织部,2025,每旬,某省日报,1\n", "“周期”，值为“每旬”：只能是"),
        ("quotas", "单位,年度,周期,任务,数量\n甲县委组织部,2025,月,某省日报,若干\n", "“数量”，值为“若干”：要写整数"),
        ("quotas", "单位,年度,周期,任务,数量\n甲县委组织部,20255,月,某省日报,1\n", "“年度”，值为“20255”：不能大于"),
        ("quotas", "单位,年度,周期,任务,数量\n丁县委组织部,2025,月,某省日报,1\n", "“丁县委组织部”：单位不在 units.csv 中"),
        ("quotas", "单位,年度,周期,任务,数量\n甲县委组织部,2025,月,好稿子,1\n", "看不懂任务“好稿子”"),
        ("calendar", "日期,是否上班\n元旦,否\n", "“日期”，值为“元旦”：要写成 2025-01-01 这样的日期"),
    ],
)  # fmt: skip
def test_a_refused_list_is_named_and_leaves_nothing_behind(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    said = init(tmp_path, registry(tmp_path / "lists", **{name: text}))
    assert said.exit_code == 1
    assert words in said.output.replace("\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["lists"]


def test_quotas_may_ask_for_anything_adopted_or_sent_in(tmp_path: Path) -> None:
    rows = "甲县委组织部,2025,月,上报稿件,2\n甲县委组织部,2025,年,任意,30\n"
    lists = registry(tmp_path / "lists", quotas=f"单位,年度,周期,任务,数量\n{rows}")
    assert [quota.what for quota in started(tmp_path / "office", lists).quotas] == ["上报稿件", "任意"]


def test_two_files_for_one_list_and_a_broken_workbook_are_named(tmp_path: Path) -> None:
    lists = registry(tmp_path / "lists")
    (lists / "单位名单.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(DataError, match="same list"):
        start_office(tmp_path / "office", lists, "某办", date(2025, 1, 1))
    (lists / "units.csv").unlink()
    with pytest.raises(DataError, match="cannot be opened"):
        start_office(tmp_path / "office", lists, "某办", date(2025, 1, 1))


def test_lists_with_the_shipped_english_headings_stay_what_they_are(tmp_path: Path) -> None:
    start_office(tmp_path / "new", OFFICES / "golden", "中共某市委组织部", date(2025, 1, 1))
    new, old = Office.load(tmp_path / "new"), Office.load(OFFICES / "golden")
    assert (new.units, new.outlets, new.quotas, new.topics, new.calendar) == (
        old.units, old.outlets, old.quotas, old.topics, old.calendar,
    )  # fmt: skip


def test_words_that_toml_and_yaml_would_take_for_something_else_stay_words(tmp_path: Path) -> None:
    lists = registry(
        tmp_path / "lists",
        units='编号,名称,组别\nU1,甲,"县, ""A"" 组"\n',
        outlets="编号,名称,层级,媒介\nM1,日报: 要闻,是/否: 甲,报纸\n",
    )
    office = started(tmp_path / "office", lists)
    assert office.settings.groups == ('县, "A" 组',)
    with (tmp_path / "office" / "office.toml").open("rb") as handle:
        assert tomllib.load(handle)["tiers"] == ["是/否: 甲"]
    checked = CliRunner().invoke(app, ["rules", "diff", *[str(office.rules_folder / "xxcy" / "2025.yaml")] * 2])
    assert checked.exit_code == 0, checked.output
