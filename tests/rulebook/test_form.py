"""The register a rule needs: its columns, its lists, and that landing reads it back as what the rule asks."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ingest.layouts import Layouts
from ingest.readers import workbook
from ingest.reading import Reading
from rulebook import form_columns
from rulebook.conditions import NUMBERS, TEXTS
from rulebook.form import render
from rulebook.form_columns import registers_of
from rulebook.loading import read_rule
from rulebook.record_columns import record_columns
from tests.building import OFFICES
from warehouse.office import Office

RULES = Path(__file__).parents[1] / "cases" / "rules"
REGISTER_OF = {
    "采用": "adoption", "报送": "submission", "批示": "comment", "约稿": "commission", "获奖": "prize", "差错": "penalty",
    "评分": "jury_score", "指标": "figure", "上报": "forwarding", "事项": "item",
}  # fmt: skip


@pytest.fixture(scope="module")
def office() -> Office:
    return Office.load(OFFICES / "golden")


def _read(book: openpyxl.Workbook, path: Path) -> Reading:
    book.save(path)
    return workbook.read(path, Layouts.load(OFFICES / "golden"))


def test_every_column_of_the_register_is_read_as_what_the_rule_asks(tmp_path: Path) -> None:
    delivered = {name: set(columns) for name, _, columns in record_columns()}
    sheets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with Path(form_columns.__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sheets[row["what"]].append((row["column"], row["heading"]))
    assert set(sheets) == set(REGISTER_OF)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for what, columns in sheets.items():
        sheet = book.create_sheet(what)
        sheet.append([heading for _, heading in columns])
        sheet.append(["x" for _ in columns])
    rows = _read(book, tmp_path / "all.xlsx").rows.to_pylist()
    read = {row["sheet_name"]: (row["register"], row["table_columns"].split("|")) for row in rows if row["table_columns"]}
    missed = [
        (what, heading)
        for what, columns in sheets.items()
        for column, heading in columns
        if column in delivered and not delivered[column] & set(read[what][1])
    ]
    assert {what: register for what, (register, _) in read.items()} == REGISTER_OF
    assert missed == []


def test_the_registers_have_a_column_for_each_condition() -> None:
    columns = defaultdict(set)
    with Path(form_columns.__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            columns[row["what"]].add(row["column"])
    asked = {*TEXTS, *NUMBERS}
    told_by_others = {"outlet", "tier", "medium", "group", "units", "day"}  # the cells of outlet, unit and day
    assert columns["采用"] - {"", "shares"} == asked - told_by_others
    assert set().union(*columns.values()) - {"", "shares"} <= asked


def test_a_rule_gets_the_columns_it_asks_with_its_own_words_to_choose_from(office: Office) -> None:
    rule = read_rule(RULES / "changshan_gov_2014" / "2014.yaml").rule
    columns = {column.heading: column for column in registers_of(rule)["采用"]}
    assert list(columns)[:5] == ["序号", "单位", "标题", "刊物", "刊发日期"]
    assert columns["报送渠道"].words == ("转报",)
    assert columns["报送渠道"].lines
    assert "图片数" not in columns
    book = openpyxl.load_workbook(io.BytesIO(render(rule, office, date(2025, 4, 1))))
    assert book.sheetnames == ["信息采用情况登记表", "信息报送登记表", "填写说明", "名单"]
    assert book["名单"].sheet_state == "hidden"
    units = [cell.value for cell in book["名单"]["A"] if cell.value]
    assert units == [unit.name for unit in office.units if unit.valid_from <= date(2025, 4, 1) <= unit.valid_to]
    assert render(rule, office, date(2025, 4, 1)) == render(rule, office, date(2025, 4, 1))


def test_a_register_that_was_filled_in_lands_under_its_columns(office: Office, tmp_path: Path) -> None:
    rule = read_rule(RULES / "changshan_gov_2014" / "2014.yaml").rule
    book = openpyxl.load_workbook(io.BytesIO(render(rule, office, date(2025, 4, 1))))
    sheet = book["信息采用情况登记表"]
    filled = {"单位": "甲县", "标题": "甲县推行网格服务", "刊物": "某市日报", "刊发日期": date(2025, 3, 5), "报送渠道": "转报"}
    for cell in sheet[2]:
        sheet.cell(3, cell.column, filled.get(cell.value))
    (row,) = [row for row in _read(book, tmp_path / "filled.xlsx").rows.to_pylist() if row["row_role"] == "record"]
    assert (row["unit_name"], row["article_title"], row["path"], row["adopted_on"]) == (
        "甲县", "甲县推行网格服务", "转报", "2025-03-05",
    )  # fmt: skip
