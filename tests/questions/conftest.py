"""An office, and a warehouse with nothing in it but questions: of every kind, and of the worst wording."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import openpyxl
import pytest

from questions.asking import ask
from tests.building import OFFICES
from tests.contracts import create_marts
from warehouse.home import Home
from warehouse.names import name_key
from warehouse.office import OPEN_END, OPEN_START, Office

HOSTILE = "=cmd|'/c calc'!A1"

# kind, subject, asks_for, about, context, cells
QUESTIONS = (
    ("unit_name", "甲县季组织部", "名称", "不在名单中：指的是哪一个？", "标题：一条", None),
    ("unit_name", "外县委组织部", "名称", "不在名单中：指的是哪一个？", HOSTILE, None),
    ("unit_name", HOSTILE, "名称", "不在名单中：指的是哪一个？", "\x01\ud7ff𠮷" + "字" * 40_000, None),
    ("outlet_name", "某省曰报", "名称", "不在名单中：指的是哪一个？", None, None),
    (
        "record",
        "r" * 32,
        "日期",
        "采用日期“2月30日”不存在",
        "标题：@二条",
        json.dumps(["1", "=1+1", "2月30日"]),
    ),
    ("record", "s" * 32, None, "本行是隐藏的", "标题：三条", json.dumps(["+2", ""])),
    ("record", "t" * 32, "标题", "缺少标题", None, "[]"),
    ("word", "“状态”一栏写“同意”", None, "“状态”一栏写“同意”：这样写的算不算采用？", "标题：四条", None),
    ("column", "f1||是否合格", "yes_no", "“是否合格”这一列是什么？例：是、否", "[]", None),
    ("blank", "f2|/空白|是否采用", None, "“是否采用”一栏空白的有 4 行", None, None),
    ("form", "f3|/导出|", None, "这张表没有写单位，2 行看不出是谁的", None, None),
    ("delivery", "e" * 64, None, "没有像表头的行", "f4|/通知|", None),
    ("pair", "p" * 32, "same_piece", "“党建四引”与“党建五引”", "b.csv 第3行", None),
    ("delivery", "d" * 64, None, "文件不完整", None, None),
)


class Desk(NamedTuple):
    """Where a clerk works."""

    home: Home
    folder: Path

    @property
    def office(self) -> Office:
        return Office.load(self.folder)

    def ask(self, name: str = "questions.xlsx") -> Path:
        written = ask(self.home, self.office, self.home.root / name)
        assert written.path
        return written.path


def write_warehouse(
    path: Path, office: Office, questions: Sequence[Sequence[str | None]] = QUESTIONS
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        create_marts(connection, "fct_question", "fct_delivery", "dim_name")
        for number, (kind, subject, asks_for, about, context, cells) in enumerate(questions):
            key = name_key(str(subject)) if asks_for == "名称" else None
            suggested = "2025-03-01|2025-03-02" if asks_for == "日期" else None
            connection.execute(
                "insert into marts.fct_question"
                " values (?, ?, ?, ?, ?, ?, 2, '2025-03/=a.csv', '', 7, '2025-01', '2025-03', ?, ?, ?, 2025)",
                [f"q{number}", kind, subject, key, asks_for, about, context, cells, suggested],
            )
        connection.execute(
            "insert into marts.fct_delivery (delivery_id, file_name, received_on)"
            " values ('d', '2025-03/=a.csv', date '2025-04-03')"
        )
        named = [("unit", one, one.unit_id) for one in office.units]
        named += [("outlet", one, one.outlet_id) for one in office.outlets]
        connection.executemany(
            "insert into marts.dim_name values (?, ?, ?, ?, ?, ?, true)",
            [
                (kind, name_key(name), code, one.name, OPEN_START, OPEN_END)
                for kind, one, code in named
                for name in (one.name, *one.aliases)
            ],
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = Path(
        shutil.copytree(OFFICES / "golden", tmp_path / "office", ignore=shutil.ignore_patterns("inbox"))
    )
    home = Home(tmp_path / "home")
    home.prepare()
    write_warehouse(home.current, Office.load(folder))
    return Desk(home, folder)


def fill(path: Path, answers: dict[str, object]) -> Path:
    """Write answers behind the questions that hold these words, as a spreadsheet program would; save under another name."""
    book = openpyxl.load_workbook(path)
    left = dict(answers)
    for sheet in book:
        heads = {cell.value: cell.column for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            for words in [one for one in left if one in str(sheet.cell(row, heads.get("问题", 1)).value)]:
                sheet.cell(row, heads["答复"]).value = left.pop(words)
    assert left == {}
    filled = path.with_name("filled.xlsx")
    book.save(filled)
    return filled


DAY = date(2025, 4, 10)
