"""Nothing is reported from a warehouse that lacks what landed, or what the office's lists say now."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.building import OFFICES
from tests.rewriting import rewrite
from tongbao.cli import app
from tongbao.freshness import refuse_outdated
from tongbao.place import Place
from warehouse.errors import DataError
from warehouse.home import Home
from warehouse.office import Office

WAITING = "有 1 份来件尚未入库：先运行 tongbao build"
EDITED = "上次建库之后，名单、计分办法、答复、表头或程序改过：先运行 tongbao build"
PERIOD = ["--period", "2025-Q1"]
UNIT = ["--unit", "甲县委组织部", *PERIOD]
REFUSE = [
    ["report", "quarter", *PERIOD],
    ["report", "month"],
    ["units", *PERIOD],
    ["check", "period", *PERIOD],
]
TELL = [["explain", *UNIT], ["claims", *UNIT], ["export"], ["questions"]]


def tongbao(place: Place, *arguments: str) -> Result:
    where = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    return CliRunner().invoke(app, [*arguments, *where])


@pytest.fixture
def place(golden: Place, tmp_path: Path) -> Place:
    """The golden quarter, built, with an office that may be edited."""
    home = shutil.copytree(golden.home.root, tmp_path / "home", symlinks=True)
    return Place(Home(home), Path(shutil.copytree(OFFICES / "golden", tmp_path / "office")))


@pytest.fixture
def waiting(place: Place, tmp_path: Path) -> Place:
    """One more register has landed, and no build has taken it in."""
    register = tmp_path / "2025年3月补报.csv"
    register.write_text("单位,标题,采用刊物,采用日期\n乙县,一条后到的信息,市日报,2025-03-06\n", encoding="utf-8")
    assert tongbao(place, "land", str(register), "--received-on", "2025-04-04").exit_code == 0
    return place


def test_a_warehouse_that_holds_all_is_reported_from_in_silence(place: Place) -> None:
    said = tongbao(place, "check", "period", *PERIOD)
    assert said.exit_code == 0, said.output
    assert "tongbao build" not in said.output


def test_what_landed_and_is_not_built_is_in_no_report(waiting: Place) -> None:
    drafts = sorted(waiting.home.drafts.rglob("*"))
    for command in REFUSE:
        said = tongbao(waiting, *command)
        assert (said.exit_code, WAITING in said.output) == (1, True), (command, said.output)
    assert sorted(waiting.home.drafts.rglob("*")) == drafts


def test_who_only_looks_is_told_what_is_waiting(waiting: Place) -> None:
    for command in TELL:
        said = tongbao(waiting, *command)
        assert (said.exit_code, f"提醒：{WAITING}" in said.output) == (0, True), (command, said.output)


def test_the_same_bytes_under_another_name_are_waiting_too(place: Place, tmp_path: Path) -> None:
    again = tmp_path / "又一次.csv"
    shutil.copyfile(next((OFFICES / "golden" / "inbox" / "2025-03").glob("*.csv")), again)
    assert tongbao(place, "land", str(again), "--received-on", "2025-04-04").exit_code == 0
    assert WAITING in tongbao(place, "report", "quarter", *PERIOD).output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units.csv", "丙县委组织部,县", "丙县委组织部,区"),
        ("outlets.csv", "某市日报,市日报", "某市日报,市日报|市报"),
        ("quotas.csv", "省级以上,1", "省级以上,2"),
        ("rules/xxcy/2025.yaml", "points: 3}", "points: 4}"),
        ("office.toml", 'tiers = ["中央", "省", "市"]', 'tiers = ["省", "中央", "市"]'),
    ],
)
def test_lists_and_rules_edited_since_the_build_are_in_no_report(
    place: Place, file: str, old: str, new: str
) -> None:
    rewrite(place.office_folder / file, old, new)
    with pytest.raises(DataError) as refused:
        refuse_outdated(place)
    assert refused.value.zh == EDITED


def test_an_answer_given_since_the_build_is_told(place: Place) -> None:
    (place.office_folder / "aliases.csv").write_text(
        "kind,alias,name,decided_by,decided_on\nunit,甲县人,甲县委组织部,张三,2025-04-03\n", encoding="utf-8"
    )
    assert f"提醒：{EDITED}" in tongbao(place, "claims", *UNIT).output


def test_a_list_that_cannot_be_read_now_keeps_nobody_from_looking_at_what_was_built(place: Place) -> None:
    (place.office_folder / "units.csv").write_text("unit_id,name\nU1,甲\n", encoding="utf-8")
    said = tongbao(place, "claims", *UNIT)
    assert said.exit_code == 0
    assert "提醒：" in said.output
    assert "“group”：缺少这一项" in said.output


def test_what_the_circular_says_in_words_needs_no_build(place: Place) -> None:
    path = place.office_folder / "circular.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('addressee = "', 'addressee = "各'), encoding="utf-8")
    refuse_outdated(place)


def test_where_no_byte_has_changed_no_list_is_read_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: Path) -> Office:
        raise DataError("读了名单", "lists were read")

    assert "没有变化" in tongbao(place, "build").output  # lists were read, and their bytes are known now
    monkeypatch.setattr(Office, "load", read)
    assert "没有变化" in tongbao(place, "build").output
    assert tongbao(place, "claims", *UNIT).exit_code == 0
    for path in (place.office_folder / "units.csv", next(place.home.raw.glob("*/delivery.json"))):
        before = path.read_bytes()
        path.write_bytes(before + b"\n")
        assert "读了名单" in tongbao(place, "build").output
        path.write_bytes(before)
    for folder in (place.home.raw, place.home.editions):
        stray = folder / "2025-Q9"  # lacks what it must hold
        stray.mkdir(parents=True)
        assert "读了名单" in tongbao(place, "build").output
        stray.rmdir()
    (place.home.build / "seen.json").write_bytes(b"[")
    assert "读了名单" in tongbao(place, "build").output


def test_nothing_is_written_into_the_home_to_find_out(place: Place) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.home.root.rglob("*")}
    refuse_outdated(place)
    assert {path: path.stat().st_mtime_ns for path in place.home.root.rglob("*")} == before
    assert json.loads((place.home.root / "office.json").read_bytes())["name"] == "中共某市委组织部"
