"""What the clerk gets: every question with its place, one column to fill, nothing that runs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from questions.asking import open_questions
from questions.workbook import MOST_ROWS, Asked, render
from tests.questions.conftest import DAY, HOSTILE, QUESTIONS, Desk, fill
from warehouse.errors import DataError


def cells(path: Path, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet below its heads."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def test_every_question_stands_once_on_the_sheet_of_its_kind(desk: Desk) -> None:
    path = desk.ask()
    wanted = {
        "列的含义": 1, "空白的算不算": 1, "整张表的单位": 1, "单位名称": 3, "刊物名称": 1, "记录": 3, "写法": 1, "疑似重复": 1,
        "未读文件": 2,
    }  # fmt: skip
    counts = {sheet: len(cells(path, sheet)) for sheet in wanted}
    assert counts == wanted
    assert sum(counts.values()) == len(QUESTIONS)
    codes = [row["编号"] for sheet in counts for row in cells(path, sheet)]
    assert len(set(codes)) == len(QUESTIONS)


def test_a_name_comes_with_its_suggestions_its_place_and_an_empty_answer(desk: Desk) -> None:
    row = next(row for row in cells(desk.ask(), "单位名称") if "甲县季" in str(row["问题"]))
    assert row["问题"] == "“甲县季组织部”不在名单中：指的是哪一个？"
    assert (row["建议1"], row["建议2"], row["建议3"]) == ("甲县委组织部", None, None)
    assert (row["出现次数"], row["所在文件"], row["行"], row["例子"]) == (
        2,
        "2025-03/=a.csv",
        7,
        "标题：一条",
    )
    assert row["答复"] is None


def test_only_the_answers_may_be_written_to(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.ask())
    assert all(sheet.protection.sheet for sheet in book)
    sheet = book["记录"]
    unlocked = {
        cell.column for row in sheet.iter_rows(min_row=4) for cell in row if not cell.protection.locked
    }
    assert [sheet.cell(3, column).value for column in unlocked] == ["答复"]


def test_nothing_in_it_runs(desk: Desk) -> None:
    path = desk.ask()
    with zipfile.ZipFile(path) as packed:
        sheets = [
            packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")
        ]
    assert len(sheets) == 11
    assert not any("<f>" in sheet for sheet in sheets)
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book["单位名称"].iter_rows() for cell in row if cell.value == HOSTILE)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_says_so(desk: Desk) -> None:
    example = str(next(row for row in cells(desk.ask(), "单位名称") if HOSTILE in str(row["问题"]))["例子"])
    assert len(example) < 700
    assert example.endswith("…")


def test_the_same_questions_give_the_same_bytes(desk: Desk) -> None:
    assert desk.ask("one.xlsx").read_bytes() == desk.ask("two.xlsx").read_bytes()


def test_more_questions_than_a_sheet_is_given_are_left_for_the_next(desk: Desk) -> None:
    asked = [one for one in open_questions(desk.home, desk.office) if one.question.kind == "delivery"]
    many = [Asked(f"F{number}", asked[0].question) for number in range(MOST_ROWS + 3)]
    path = desk.home.root / "many.xlsx"
    path.write_bytes(render(many, "某办", DAY))
    assert len(cells(path, "未读文件")) == MOST_ROWS
    told = [str(row[1]) for row in openpyxl.load_workbook(path)["说明"].iter_rows(values_only=True)]
    assert any(text.startswith(f"{MOST_ROWS + 3} 个（本表先列 {MOST_ROWS} 个") for text in told)


def test_answers_that_nobody_has_taken_back_are_not_written_over(desk: Desk) -> None:
    path = desk.ask()
    fill(path, {"甲县季": "甲县"}).replace(path)
    with pytest.raises(DataError, match="holds 1 answers not taken back"):
        desk.ask()
    assert desk.ask("another.xlsx").exists()
