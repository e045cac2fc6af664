"""A unit's account: every line that counts, where it came from, and a sum that is the published score."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from tongbao.account import account
from tongbao.cli import app
from tongbao.place import Place
from warehouse.database import read_only
from warehouse.errors import BrokenError
from warehouse.period import Period


def explain(golden: Place, unit: str, period: str, *more: str) -> Result:
    options = ["--home", str(golden.home.root), "--org", str(golden.office_folder)]
    return CliRunner().invoke(app, ["explain", "--unit", unit, "--period", period, *options, *more])


def test_the_account_of_a_quarter_is_what_the_head_makes_of_it(golden: Place) -> None:
    result = explain(golden, "甲县委组织部", "2025-Q1")
    assert result.exit_code == 0, result.output
    assert result.output == (
        "甲县委组织部（U01） 2025年第一季度 信息采用计分办法（2025版）\n"
        "得分 24 分，县组第 2 名\n"
        "\n"
        "稿件得分 27\n"
        "  T1 单列刊物：1 行，20\n"
        "        20  2025-03-05 两县联手育“人才”\n"
        "            《组工信息》，单列刊物 20 分；与乙县委组织部合写，各计 20 分\n"
        "            2025-03/2025年3月采用登记表.csv 第2行\n"
        "  T3 省级网站：1 行，4\n"
        "         4  2025-02-10 甲县支部“四引”工作法\n"
        "            《某省党建网》，省级网站 4 分\n"
        "            2025-02/2025年2月采用登记表.csv 第2行\n"
        "  T5 市级：1 行，3\n"
        "         3  2025-01-08 甲县支部“四引”工作法\n"
        "            《某市组工》，市级 3 分\n"
        "            2025-01/2025年1月采用登记表.csv 第2行\n"
        "\n"
        "同一稿件此前已计 -3\n"
        "  T3 省级网站：1 行，-3\n"
        "        -3  2025-02-10 甲县支部“四引”工作法\n"
        "            《某省党建网》，同一稿件此前已计 3 分，按最高一次计，扣除 3 分\n"
        "            2025-02/2025年2月采用登记表.csv 第2行\n"
        "合计 24，与公布的得分一致\n"
    )


def test_a_unit_is_found_by_code_alias_and_name(golden: Place) -> None:
    found = {
        explain(golden, unit, "2025-Q1").output
        for unit in ("U01", "甲县", "甲县委组织部", "中共甲县委组织部")
    }
    assert len(found) == 1


def test_what_was_earned_under_an_earlier_name_counts_and_is_said(golden: Place) -> None:
    merged = explain(golden, "丁区", "2025-Q1").output
    assert "得分 14 分，区组第 1 名" in merged
    assert "其中 庚区委组织部（到 2025-01-31）1 行，3 分，由 丁区委组织部 承接" in merged
    assert "庚区老旧小区有了主心骨 （庚区委组织部）" in merged
    old_name = explain(golden, "庚区委组织部", "2025-Q1").output
    assert "庚区委组织部 已由 丁区委组织部 承接，本期按 丁区委组织部 计" in old_name
    assert "合计 14，与公布的得分一致" in old_name
    assert explain(golden, "庚区委组织部", "2025-01").output.startswith("庚区委组织部（U07） 2025年1月")


@pytest.mark.parametrize(
    ("unit", "period", "more", "sentence"),
    [
        ("甲线委组织部", "2025-Q1", (), "单位“甲线委组织部”不在单位名单中（相近的有：甲县委组织部"),
        ("己区", "2025-01", (), "单位“己区委组织部”在 2025-01 还不存在（从 2025-02-16 起）"),
        ("甲县", "2031", (), "数据仓库中没有统计期 2031（现有：2024 至 2025）"),
        ("甲县", "2025-Q5", (), "读不懂统计期“2025-Q5”"),
        ("甲县", "2025", ("--scheme", "gaofei"), "没有计分方案“gaofei”（现有：xxcy）"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    golden: Place, unit: str, period: str, more: tuple[str, ...], sentence: str
) -> None:
    result = explain(golden, unit, period, *more)
    assert result.exit_code == 1
    assert sentence in result.output


def test_it_speaks_english_too(golden: Place) -> None:
    result = explain(golden, "U01", "2025-Q1", "--lang", "en")
    assert "score 24, place 2" in result.output
    assert "sum 24, as published" in result.output


def test_every_account_adds_up_to_the_published_score(golden: Place) -> None:
    query = (
        "select unit_code, period_code, points from marts.fct_unit_period_score where period_code in $periods"
    )
    with read_only(golden.home.current) as connection:
        every = connection.execute(query, {"periods": ["2024", "2025-02", "2025-Q1"]}).fetchall()
    assert len(every) >= 18
    for unit, period, points in every:
        assert account(golden.home.current, "xxcy", Period.parse(period), unit).total == points


def test_an_account_that_does_not_add_up_is_not_shown(golden: Place, tmp_path: Path) -> None:
    spoiled = tmp_path / "warehouse.duckdb"
    shutil.copyfile(golden.home.current, spoiled)
    with duckdb.connect(str(spoiled)) as connection:
        connection.execute("update marts.fct_score_line set points = points + 1 where rule_line_id = 'T1'")
    with pytest.raises(BrokenError) as caught:
        account(spoiled, "xxcy", Period.parse("2025-Q1"), "U01")
    assert "甲县委组织部 2025-Q1 各行合计 25，公布的得分是 24" in caught.value.zh
    assert account(spoiled, "xxcy", Period.parse("2025-Q1"), "U06").total == Decimal(9)
