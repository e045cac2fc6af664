"""Printed circulars: what is refused when they are read, and in which words."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from rulebook.loading import load_rules
from rulebook.policies import Calendar
from rulebook.printed import Circular
from rulebook.printed_table import last_day, load_printed
from tests.building import OFFICES
from tests.rewriting import rewrite
from warehouse.errors import DataError
from warehouse.office import Office


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICES / "tongzhou", tmp_path / "office"))


def read(folder: Path) -> tuple[Circular, ...]:
    office = Office.load(folder)
    return load_printed(office, load_rules(office))


def refusal(folder: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read(folder)
    return caught.value


def test_blank_cells_are_left_out_and_numbers_stand_in_their_plain_form(folder: Path) -> None:
    (circular,) = read(folder)
    assert len(circular.rows) == 11
    assert circular.case_code == "printed/2016-09"
    assert circular.rule_key == ("garden", "2016")
    row = circular.rows[5]
    assert (row.number, row.unit, row.group) == (7, "森林公安处", "局机关科室")
    assert row.cells == {
        "submitted": "2", "adopted": "2", "dyn_single": "2",
        "submit_points": "2", "adopt_points": "6", "month_points": "8",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [("8.0", "8"), ("1,208", "1208"), ("８", "8"), ("-3", "-3"), ("0.50", "0.5")],
)
def test_a_number_is_read_however_it_was_typed(folder: Path, cell: str, read_as: str) -> None:
    rewrite(folder / "printed" / "2016-09.csv", "2,6,8,28", f'2,6,"{cell}",28')
    assert read(folder)[0].rows[5].cells["month_points"] == read_as


@pytest.mark.parametrize("cell", ["", " ", "-", "——", "/", "　"])
def test_a_dash_is_as_good_as_nothing(folder: Path, cell: str) -> None:
    rewrite(folder / "printed" / "2016-09.csv", "2,6,8,28", f"2,6,{cell},28")
    assert "month_points" not in read(folder)[0].rows[5].cells


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("2016-09.csv", "2,6,8,28", "2,6,八,28", "第 7 行“month_points”，值为“八”：不是数字"),
        ("2016-09.csv", "2,6,8,28", "2,6,1e9,28", "值为“1e9”：不是数字"),
        ("2016-09.csv", "2,6,8,28", "2,6,8,28,3", "第 7 行比表头多出“3”"),
        ("2016-09.csv", "森林公安处,2", "森林公安处,2.5", "值为“2.5”：要的是篇数"),
        ("2016-09.csv", "森林公安处,2", "森林公安处,-2", "值为“-2”：要的是篇数"),
        ("2016-09.csv", "森林公安处,2", "森林公安处,99999999", "值为“99999999”：要的是篇数：0 到 100000 的整数"),
        ("2016-09.csv", "局机关科室,森林公安处", "局机关科室,", "第 7 行“unit”，值为“”：不能空着"),
        ("2016-09.csv", "局机关科室,森林公安处", ",森林公安处", "第 7 行“group”，值为“”：不能空着"),
        ("2016-09.csv", "森林公安处", "人事科", "“人事科”在第 6 行和第 7 行各有一行"),
        ("2016-09.csv", "adopted,", "taken,", "没有“adopted”这一列（现有：adopt_points"),
        ("2016-09.csv", "submitted_ytd", "submitted", "表头“submitted”为空或重复"),
        ("2016-09.yaml", "  cum_points:", "  #", "“cum_points”这一列没有说明"),
        ("2016-09.yaml", "  cum_points:", "  unit:", "“unit”这一列没有说明，或说明了两次"),
        ("2016-09.yaml", "{line: S1}", "{line: S9}", "submit_points 的 line“S9”不在 garden/2016.yaml 中"),
        ("2016-09.yaml", "printed: points", "printed: {figure: S1}", "month_points 的 figure“S1”不在"),
        ("2016-09.yaml", "printed: points", "printed: score", "“columns.month_points.printed”，值为“score”：只能写"),
        ("2016-09.yaml", "{printed: points}", "{}", "写明一种：records、value、attribute、printed、not_compared 中的一个"),
        ("2016-09.yaml", "{line: S1}", "{line: S1, figure: R1}", "写明一种：points、place"),
        ("2016-09.yaml", "{what: 报送}}", "{what: 报送, times: 3}}", "times 由表格给出"),
        ("2016-09.yaml", "{what: 报送}}", "{what: 报关}}", "值为“报关”：只能写"),
        ("2016-09.yaml", "tier: 局", "tier: 乡", "dyn_brief 的 tier“乡”不在名单中"),
        ("2016-09.yaml", "scheme: garden", "scheme: gardens", "scheme“gardens”没有计分办法文件（现有：garden）"),
        ("2016-09.yaml", "period: 2016-09", "period: 2016-13", "读不懂统计期“2016-13”"),
        ("2016-09.yaml", "unit: unit", "unit: unit\ncolour: red", "第 5 行：“colour”，值为“red”：没有这一项"),
        ("2016-09.yaml", "unit: unit", "unit: unit\nperson: submitted", "garden/2016 的 whom 为 units"),
        ("2016-09.yaml", "columns:", "totals: [{column: city, printed: 3}]\ncolumns:", "“city”不是 columns 中的数字列"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(
    folder: Path, file: str, old: str, new: str, words: str
) -> None:
    rewrite(folder / "printed" / file, old, new)
    error = refusal(folder)
    assert words in error.zh
    assert "2016-09" in error.zh
    assert "2016-09" in error.en


def test_a_circular_that_compares_nothing_is_refused(folder: Path) -> None:
    path = folder / "printed" / "2016-09.yaml"
    path.write_text(
        re.sub(r"\{printed: .*\}", "{not_compared: 无}", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert "没有要核对的数" in refusal(folder).zh


def test_an_empty_table_is_refused(folder: Path) -> None:
    path = folder / "printed" / "2016-09.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert "表里一行也没有" in refusal(folder).zh
    path.write_text("", encoding="utf-8")
    assert "没有“unit”这一列" in refusal(folder).zh


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "printed" / "2016-09.csv").unlink()
    assert refusal(folder).zh == f"缺少文件 {folder / 'printed' / '2016-09.csv'}"
    rewrite(folder / "printed" / "2016-09.yaml", "unit: unit", "csv: other.csv\nunit: unit")
    assert refusal(folder).zh == f"缺少文件 {folder / 'printed' / 'other.csv'}"


def test_a_table_saved_by_a_spreadsheet_in_gb18030_is_read(folder: Path) -> None:
    path = folder / "printed" / "2016-09.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert read(folder)[0].rows[5].unit == "森林公安处"


def test_an_office_without_the_folder_has_none(folder: Path) -> None:
    shutil.rmtree(folder / "printed")
    assert read(folder) == ()


def test_a_period_before_the_first_version_has_no_version(folder: Path) -> None:
    rewrite(folder / "printed" / "2016-09.yaml", "period: 2016-09", "period: 2015-09")
    (circular,) = read(folder)
    assert circular.file is None
    assert circular.rule_key == ("garden", None)


@pytest.mark.parametrize(
    ("period", "calendar", "last"),
    [
        ("2020-09", {"kind": "natural"}, date(2020, 9, 30)),
        ("2020-Q3", {"extended": [{"month": "2020-09", "to": "2020-10-09"}]}, date(2020, 10, 9)),
        ("2024-02", {"month_ends": 28}, date(2024, 2, 28)),
        ("2024-Q1", {"month_ends": 25}, date(2024, 3, 25)),
        ("2010-Q1", {"year_starts": 12}, date(2010, 2, 28)),  # December 2009 to February 2010
        ("2016", {"year_starts": 8}, date(2016, 7, 31)),
        ("2016-H1", {"year_starts": 8}, date(2016, 1, 31)),
        ("2016-05", {"year_starts": 8}, date(2016, 5, 31)),
    ],
)
def test_a_period_ends_when_the_rules_calendar_says(
    period: str, calendar: dict[str, object], last: date
) -> None:
    assert last_day(period, Calendar.model_validate(calendar)) == last
