"""Two versions, and a draft, over the same records. The arithmetic, 2025-Q1 of the golden office:

甲县  8 Jan 市刊; 10 Feb the same piece on 省网; 5 Mar 组工信息
      2024: 2 + 5 + 10 = 17    2025: 3 + 4 - 3 + 20 = 24    draft: 5 + 4 - 4 + 10 = 15
乙县  15 Jan 省报 front lead; 5 Mar 组工信息
      2024: 5 + 10 = 15        2025: 16 + 20 = 36           draft: 16 - 4 over 12 + 10, 2 of 3 done -9 = 13
丙县  nothing                                                draft: 0 of 3 done -9
丁区  市刊, 省报, as 庚区 市报    2024: 2 + 5 + 2 = 9      2025: 3 + 8 + 3 = 14          draft: 5 + 8 + 5 = 18
己区  市刊, as 戊区 省网 of 1000  2024: 2 + 5 = 7          2025: 3 + 6 = 9               draft: 5 + 6 = 11

The draft: 组工信息 10 instead of 20, 市 5 instead of 3, counties owe 3 a quarter or lose 9, at most 12 a month.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.building import OFFICES
from tongbao.cli import app
from tongbao.place import Place
from warehouse.files import sha256_of
from warehouse.home import Home

GOLDEN = OFFICES / "golden" / "rules" / "xxcy" / "2025.yaml"
PERIOD_LINES = """calendar: natural
period:
  - {id: P1, per: quarter, for: {group: [县]}, task: {count: {}, owed: 3}, missed: -9, mark: 未完成}
  - {id: L1, per: month, cap: 12}"""
CHANGES = (
    ('version: "2025"', 'version: "2026"'),
    ("{from: 2025-01-01}", "{from: 2026-01-01}"),
    ("points: 20}", "points: 10}"),
    ("{tier: 市}, points: 3}", "{tier: 市}, points: 5}"),
    ("calendar: natural", PERIOD_LINES),
)


@pytest.fixture(scope="module")
def place(golden: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A copy of the golden home, since pages are written into it."""
    root = tmp_path_factory.mktemp("copy") / "home"
    shutil.copytree(golden.home.root, root, symlinks=True)
    return Place(Home(root), golden.office_folder)


def tongbao(place: Place, *arguments: str) -> Result:
    options = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    return CliRunner().invoke(app, ["rules", *arguments, *options])


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = GOLDEN.read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path_factory.mktemp("draft") / "xxcy" / "2026.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def page(place: Place, draft: Path) -> str:
    """What a draft would make of the quarter; the warehouse has not changed by it."""
    home = place.home

    def state() -> dict[str, str]:
        folders = (home.warehouse, home.current.parent, home.build, home.raw, home.tmp)
        return {
            str(path): sha256_of(path) for folder in folders for path in folder.rglob("*") if path.is_file()
        }

    before = state()
    result = tongbao(place, "whatif", str(draft), "--period", "2025-Q1")
    assert result.exit_code == 0, result.output
    assert state() == before
    target = home.exports / "whatif-xxcy-2026-2025-Q1.html"
    assert result.output == f"已写好 {target}\n"
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compared(place: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What was said of two versions, and the page of it."""
    target = tmp_path_factory.mktemp("pages") / "new" / "diff.html"
    result = tongbao(place, "diff", "2024", "2025", "--period", "2025-Q1", "--page", str(target))
    assert result.exit_code == 0, result.output
    return result.output, target


def rows(text: str) -> list[list[str]]:
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)
    ]


def test_the_page_shows_both_rankings(page: str) -> None:
    found = rows(page)
    was = [row for row in found if len(row) == 3 and row[0].isdigit()]
    now = [row for row in found if len(row) == 5 and row[0].isdigit()]
    assert was == [
        ["1", "乙县委组织部", "36"], ["2", "甲县委组织部", "24"], ["3", "丙县委组织部", "0"],
        ["1", "丁区委组织部", "14"], ["2", "己区委组织部", "9"],
    ]  # fmt: skip
    assert now == [
        ["1", "甲县委组织部", "15", "↑1", "-9"], ["2", "乙县委组织部", "13", "↓1", "-23"],
        ["3", "丙县委组织部", "-9", "持平", "-9"],
        ["1", "丁区委组织部", "18", "持平", "+4"], ["2", "己区委组织部", "11", "持平", "+2"],
    ]  # fmt: skip


def test_the_page_says_what_moved_whom(page: str) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "甲县委组织部（县） 得分 24 → 15（-9），名次 2 → 1" in text
    assert "T1 《组工信息》 20 分 → T1 《组工信息》 10 分 1 20 10 -10" in text
    assert "超过或追平 乙县委组织部（-23）" in text
    assert "新计入：P1 任务 1 0 -9 -9 2025-Q1 应完成 3，完成 2，缺 1：扣 9 分" in text
    assert "新计入：L1 封顶或保底 1 0 -4 -4 2025-01 最多计 12，到本月共 16：扣 4" in text
    assert "新增期间条款 L1：每月得分最多计 12 分" in text


def test_two_versions_are_told_apart_and_scored(compared: tuple[str, Path]) -> None:
    said, page = compared
    assert "分值 T3（市级）：改编号为 T5；2 分 → 3 分\n" in said
    assert "2025年第一季度：2024版 → 2025版，5 个单位得分或名次有变化，其中 2 个名次有变化\n" in said
    told = said.partition("甲县委组织部（县）：")[2].partition("丁区委组织部（区）：")[0]
    assert told == (
        "得分 17 → 24（+7），名次 1 → 2\n"
        "    T1 中央级 10 分 → T1 《组工信息》 20 分：1 条，10 → 20（+10）\n"
        "           +10  10 → 20  《两县联手育“人才”》 组工信息 2025-03-05\n"
        "    新计入：同一稿件此前已计：1 条，0 → -3（-3）\n"
        "            -3  0 → -3  《甲县支部“四引”工作法》 某省党建网 2025-02-10\n"
        "    T2 省级 5 分 → T3 省级网站 4 分：1 条，5 → 4（-1）\n"
        "            -1  5 → 4  《甲县支部“四引”工作法》 某省党建网 2025-02-10\n"
        "    T3 市级 2 分 → T5 市级 3 分：1 条，2 → 3（+1）\n"
        "            +1  2 → 3  《甲县支部“四引”工作法》 某市组工 2025-01-08\n"
        "    被 乙县委组织部（+21） 超过\n"
    )
    assert said.endswith(f"其余 1 个单位没有变化\n已写好 {page}\n")


def test_without_a_page_the_same_is_said_and_nothing_is_written(place: Place, compared: tuple[str, Path]) -> None:
    said, page = compared
    result = tongbao(place, "diff", "2024", "2025", "--period", "2025-Q1")
    assert result.exit_code == 0, result.output
    assert result.output + f"已写好 {page}\n" == said


def test_versions_are_compared_without_a_warehouse(tmp_path: Path, draft: Path) -> None:
    options = ["--home", str(tmp_path / "nowhere"), "--org", str(OFFICES / "golden")]
    result = CliRunner().invoke(app, ["rules", "diff", "xxcy/2025", str(draft), *options])
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "有效期：2025-01-01 起 → 2026-01-01 起"
    same = CliRunner().invoke(app, ["rules", "diff", "2025", "2025", *options])
    assert same.output == "两个版本除例子外没有不同\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("diff", "2025", "2027"),
            "找不到计分办法“2027”：请写文件位置，或本单位的版本（现有：xxcy/2024、xxcy/2025）",
        ),
        (("diff", "2024", "2025", "--period", "2031-03"), "数据仓库中没有统计期 2031-03"),
        (("whatif", str(GOLDEN), "--period", "2025-03"), "草案要另存为新的版本，不要改现行的文件"),
    ],
)
def test_what_cannot_be_compared_is_said(place: Place, arguments: tuple[str, ...], sentence: str) -> None:
    result = tongbao(place, *arguments)
    assert result.exit_code == 1
    assert sentence in result.output


def test_two_schemes_are_not_compared(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "gaofei" / "2025.yaml"
    other.parent.mkdir()
    other.write_text(
        GOLDEN.read_text(encoding="utf-8").replace("scheme: xxcy", "scheme: gaofei"), encoding="utf-8"
    )
    result = tongbao(place, "diff", "2025", str(other))
    assert result.exit_code == 1
    assert "gaofei 是两个方案，不能比" in result.output


def test_two_versions_are_shown_on_a_page_in_the_same_dress(compared: tuple[str, Path], page: str) -> None:
    written = compared[1].read_text(encoding="utf-8")
    assert "<h1>2024版 与 2025版 比较：2025年第一季度</h1>" in written
    assert "甲县委组织部（县）" in written
    assert "两栏都假定各自的版本一直有效" in written
    assert re.findall(r"<style>.*?</style>", written, re.DOTALL) == re.findall(
        r"<style>.*?</style>", page, re.DOTALL
    )


def test_a_page_of_versions_needs_a_period(place: Place, tmp_path: Path) -> None:
    result = tongbao(place, "diff", "2024", "2025", "--page", str(tmp_path / "diff.html"))
    assert result.exit_code == 1
    assert "请加 --period" in result.output
    assert not (tmp_path / "diff.html").exists()
