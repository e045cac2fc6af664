"""A home knows whose it is; nothing falls back to the sample."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.catalogue import load_catalogue
from tests.building import OFFICES
from tongbao.cli import app
from warehouse import days
from warehouse.home import Home

GOLDEN = OFFICES / "golden"


def tongbao(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The clerk's own home and office, as init makes them."""
    office = str(tmp_path / "office")
    made = tongbao(
        "init", "--home", str(tmp_path / "home"), "--org", office, "--registry", str(GOLDEN), "--name", "某市委组织部"
    )
    assert made.exit_code == 0, made.output
    return tmp_path / "home"


def test_a_home_remembers_its_office(home: Path) -> None:
    said = tongbao("init", "--home", str(home))
    assert said.exit_code == 0
    assert "某市委组织部：8 个单位" in said.output
    landed = tongbao("land", "--home", str(home), str(GOLDEN / "inbox" / "2024-03"))
    assert landed.exit_code == 0, landed.output


@pytest.mark.parametrize(
    "command",
    [
        ["land", str(GOLDEN / "inbox")],
        ["build"],
        ["run"],
        ["report", "month", "--period", "2025-03"],
        ["units", "--period", "2025-03"],
        ["issue", "2025-03"],
        ["questions"],
        ["fetch"],
        ["init"],
        ["object", "list"],
        ["rules", "whatif", str(GOLDEN / "rules" / "xxcy" / "2025.yaml"), "--period", "2025-03"],
    ],
)
def test_another_office_is_refused_with_the_way_out(home: Path, command: list[str]) -> None:
    before = sorted(home.rglob("*"))
    said = tongbao(*command, "--home", str(home), "--org", "sample")
    assert said.exit_code == 1
    assert "是“某市委组织部”" in said.output
    assert "去掉 --org" in said.output
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize("command", [["land"], ["build"], ["run"], ["report", "month"], ["units", "--period", "2025"]])
def test_a_home_that_knows_no_office_asks_for_it(tmp_path: Path, command: list[str]) -> None:
    said = tongbao(*command, "--home", str(tmp_path / "home"))
    assert said.exit_code == 1
    assert "还不知道是哪个单位的：请加 --org" in said.output
    assert not (tmp_path / "home").exists()


def test_the_first_landing_is_remembered_and_a_refused_one_is_not(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    assert tongbao("land", "--home", home, "--org", str(tmp_path / "nowhere"), str(GOLDEN / "inbox")).exit_code == 1
    assert not (tmp_path / "home" / "office.json").exists()
    assert tongbao("land", "--home", home, "--org", str(GOLDEN), str(GOLDEN / "inbox" / "2024-03")).exit_code == 0
    assert tongbao("land", "--home", home, str(GOLDEN / "inbox" / "2024-03")).exit_code == 0
    assert tongbao("land", "--home", home, "--org", "sample", str(GOLDEN / "inbox")).exit_code == 1


def test_a_folder_that_moved_is_remembered_where_it_lies_now(home: Path) -> None:
    moved = (home.parent / "office").rename(home.parent / "renamed")
    lost = tongbao("init", "--home", str(home))
    assert lost.exit_code == 1
    assert "--org" in lost.output
    assert tongbao("init", "--home", str(home), "--org", str(moved)).exit_code == 0
    assert tongbao("init", "--home", str(home)).exit_code == 0


def test_a_new_office_is_not_made_in_the_home_of_another(home: Path) -> None:
    said = tongbao(
        "init", "--home", str(home), "--org", str(home.parent / "new"), "--registry", str(GOLDEN), "--name", "某市委组织部"
    )
    assert said.exit_code == 1
    assert not (home.parent / "new").exists()


def test_the_doctor_says_whose_the_home_is(home: Path) -> None:
    assert "这个文件夹属于 某市委组织部" in tongbao("doctor", "--home", str(home)).output
    ill = tongbao("doctor", "--home", str(home), "--org", "sample")
    assert ill.exit_code == 1
    assert "✗" in ill.output
    assert "是“某市委组织部”" in ill.output


def test_a_damaged_memory_is_named(home: Path) -> None:
    (home / "office.json").write_text("{", encoding="utf-8")
    said = tongbao("build", "--home", str(home))
    assert said.exit_code == 1
    assert "office.json 被改坏" in said.output


def test_two_rule_files_are_compared_without_any_home(tmp_path: Path) -> None:
    files = [str(GOLDEN / "rules" / "xxcy" / f"{year}.yaml") for year in (2024, 2025)]
    said = tongbao("rules", "diff", *files, "--home", str(tmp_path / "home"))
    assert said.exit_code == 0, said.output


def test_today_is_the_day_at_the_office_on_a_machine_in_greenwich(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Evening(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(2025, 4, 4, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Evening)
    monkeypatch.setenv("TZ", "UTC")
    shutil.copytree(GOLDEN / "inbox" / "2024-03", home / "inbox" / "2024-03")
    assert tongbao("land", "--home", str(home)).exit_code == 0
    assert {one.received_on for one in load_catalogue(Home(home)).values()} == {"2025-04-05"}


@pytest.mark.parametrize("option", ["--as-of", "--received-on"])
def test_a_day_of_no_possible_year_is_told_in_a_sentence(home: Path, option: str) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        said = tongbao("run", "--home", str(home), option, day)
        assert said.exit_code == 1
        assert f"日期 {day} 的年份不对" in said.output
