"""`tongbao fetch`, and `run` with sources: one line for each, and the others go on when one fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.building import OFFICES
from tongbao.cli import app

REGISTER = "标题,单位,刊物媒体,采用日期\n一条信息,市委组织部,组工信息,2025-03-03\n"
FOLDER = '[[folder]]\nname = "{0}"\npath = "{1}"\nsettle = 0\n'


@pytest.fixture
def org(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICES / "golden", tmp_path / "office"))


@pytest.fixture
def tongbao(tmp_path, org):
    return lambda *arguments: CliRunner().invoke(
        app, [*arguments, "--home", str(tmp_path / "home"), "--org", str(org)]
    )


@pytest.fixture
def sources(tmp_path, org):
    """One shared folder with a register, and one that is away."""
    share = tmp_path / "share"
    (share / "市委组织部").mkdir(parents=True)
    (share / "市委组织部" / "登记表.csv").write_text(REGISTER, encoding="utf-8")
    text = FOLDER.format("甲盘", share) + FOLDER.format("乙盘", tmp_path / "away")
    (org / "connections.toml").write_text(text, encoding="utf-8")


def test_without_connections_no_socket_is_opened_and_no_program_for_it_is_even_loaded(tmp_path, org):
    program = (
        "import sys\nused = []\n"
        "sys.addaudithook(lambda event, _: used.append(event) if event.startswith('socket.') else None)\n"
        "from typer.testing import CliRunner\nfrom tongbao.cli import app\n"
        f"result = CliRunner().invoke(app, ['fetch', '--home', {str(tmp_path / 'home')!r}, '--org', {str(org)!r}])\n"
        "print(result.exit_code, result.output, 'httpx' in sys.modules, used)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("0 ")
    assert "没有 connections.toml" in done.stdout
    assert done.stdout.endswith("False []\n")


def test_each_source_has_its_line_and_one_that_failed_ends_in_1(tongbao, sources):
    result = tongbao("fetch", "--received-on", "2025-04-03")
    assert "甲盘：新到 1 份" in result.output
    assert "乙盘：没有取成" in result.output
    assert result.exit_code == 1
    result = tongbao("fetch", "甲盘")
    assert result.exit_code == 0
    assert "甲盘：没有变化" in result.output


def test_a_name_that_is_no_source_is_told(tongbao, sources):
    result = tongbao("fetch", "丙盘")
    assert result.exit_code == 1
    assert "甲盘、乙盘" in result.output


def test_a_run_fetches_first_lands_that_and_goes_on_without_what_failed(tongbao, sources, monkeypatch):
    went_on = []
    for step in ("_build", "_check", "_report"):
        monkeypatch.setattr(f"tongbao.cli.{step}", lambda *_, step=step: went_on.append(step))
    monkeypatch.setattr("tongbao.statement.tell", lambda *_: None)
    result = tongbao("run", "--period", "2025-03", "--received-on", "2025-04-03")
    assert "乙盘：没有取成" in result.output
    assert "新到 1 份（读出 1 行，0 份无法读取）" in result.output
    assert went_on == ["_build", "_check", "_report"]
    assert result.exit_code == 1
    assert "1 个来源没有取成" in result.output


def test_a_run_on_named_paths_fetches_nothing(tongbao, sources, tmp_path):
    assert "甲盘" not in tongbao("run", str(tmp_path / "nowhere")).output


def test_the_doctor_reads_the_connections(tongbao, sources, org):
    assert "connections.toml 可读，来源数 2" in tongbao("doctor").output
    (org / "connections.toml").write_text("hosts = 3", encoding="utf-8")
    result = tongbao("doctor")
    assert result.exit_code == 1
    assert "connections.toml" in result.output


def test_the_package_can_be_run_by_itself(tmp_path, org, sources):
    command = [sys.executable, "-m", "ingest.connect", "--home", str(tmp_path / "home"), "--org", str(org)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith("甲盘\t1\t\n乙盘\t0\t")
