"""The register of objections is read strictly: what is wrong is named by file, row, column and value."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.building import OFFICES
from warehouse.errors import DataError
from warehouse.objections import Objection, ObjectionList
from warehouse.office import Office

HEAD = (
    "objection_id,period,unit,record_id,score_line_id,raised_on,raised_by,reason,open_until,"
    "outcome,decided_on,decided_by,why,correction\n"
)
OPEN = "2025-001,2025-Q1,甲县委组织部,r1,,2025-04-14,办公室,漏计,2025-04-17,open,,,,\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICES / "golden", tmp_path / "office"))


def load(office: Path, *rows: str) -> ObjectionList:
    (office / "objections.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return ObjectionList.load(Office.load(office))


def test_what_is_written_is_read_again(office: Path) -> None:
    register = load(office, OPEN)
    register.save(register.objections)
    assert ObjectionList.load(Office.load(office)).objections == register.objections
    assert register.find("2025-001").raised_on == date(2025, 4, 14)


def test_an_office_without_objections_has_none(office: Path) -> None:
    assert ObjectionList.load(Office.load(office)).objections == ()


def test_numbers_go_on_within_their_year(office: Path) -> None:
    register = load(office, OPEN, OPEN.replace("2025-001", "2025-017"))
    assert (register.next_id(2025), register.next_id(2026)) == ("2025-018", "2026-001")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (OPEN.replace("2025-Q1", "2025-Q5"), "读不懂统计期“2025-Q5”"),
        (OPEN.replace(",r1,", ",,"), "record_id 或得分明细 score_line_id"),
        (OPEN.replace(",open,", ",maybe,"), "“outcome”，值为“maybe”"),
        (OPEN.replace("2025-04-14", "昨天"), "“raised_on”，值为“昨天”"),
        (OPEN.replace(",open,,,,", ",dismissed,,,,"), "写明 decided_on、decided_by 和 why"),
        (OPEN.replace(",open,,,,", ",open,2025-04-15,,,"), "待办（open）的异议还没有办理结果"),
        (OPEN.replace(",open,,,,", ",dismissed,2025-04-13,甲,不实,"), "2025-04-13 早于提出日期 2025-04-14"),
        (OPEN.replace(",open,,,,", ",upheld,2025-04-15,甲,属实,"), "成立（upheld）的异议要写明更正"),
        (OPEN.replace(",open,,,,", ",dismissed,2025-04-15,甲,不实,不计"), "的异议要写明更正 correction，其他的不写"),
        (OPEN.replace("甲县委组织部", "申县"), "单位“申县”不在 units.csv 中"),
        (OPEN.replace(",open,,,,", ",upheld,2025-04-15,甲,属实,不计"), "更正“不计”却不在 decisions.csv 中"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused(office: Path, row: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        load(office, row)
    assert said in caught.value.zh
    assert "objections.csv" in caught.value.zh


def test_one_number_is_one_objection(office: Path) -> None:
    with pytest.raises(DataError, match="2025-001 stands twice"):
        load(office, OPEN, OPEN)


def test_an_unknown_number_names_those_there_are(office: Path) -> None:
    with pytest.raises(DataError) as caught:
        load(office, OPEN).find("2025-002")
    assert caught.value.zh == "没有编号为 2025-002 的异议（现有：2025-001）"


def test_its_columns_are_those_of_the_register() -> None:
    assert list(Objection.model_fields) == HEAD.strip().split(",")
