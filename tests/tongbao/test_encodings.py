"""Arguments and output of terminals in another encoding: read rightly or told in a sentence, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.building import OFFICES
from tongbao.cli import app
from tongbao.place import Place
from tongbao.speaking import typed


def tongbao(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tongbao", *arguments], check=False, capture_output=True, env={**os.environ, **environment}
    )


def where(place: Place) -> list[str]:
    return ["--home", str(place.home.root), "--org", str(OFFICES / "golden")]


def test_a_unit_typed_in_a_gbk_terminal_is_understood(golden: Place) -> None:
    told = tongbao("explain", "--unit", "甲县委组织部".encode("gbk"), "--period", "2025-Q1", *where(golden))
    assert (told.returncode, told.stderr) == (0, b"")
    assert "甲县委组织部（U01）".encode() in told.stdout


@pytest.mark.parametrize("command", ["explain", "claims"])
def test_bytes_that_are_no_text_are_told_in_a_sentence(golden: Place, command: str) -> None:
    told = CliRunner().invoke(
        app, [command, "--unit", os.fsdecode(b"\xff\xff\x80"), "--period", "2025-Q1", *where(golden)]
    )
    assert told.exit_code == 1
    assert "读不懂" in told.output


def test_a_home_whose_name_is_gbk_on_disk_is_refused_in_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / os.fsdecode("数据".encode("gbk"))
    home.mkdir()
    for command in (["init"], ["explain", "--unit", "甲县", "--period", "2025-Q1"], ["build"]):
        told = CliRunner().invoke(app, [*command, "--home", str(home), "--org", str(OFFICES / "golden")])
        assert (told.exit_code, "的名称不是 UTF-8" in told.output) == (1, True), command


def test_what_a_terminal_cannot_show_is_printed_as_question_marks(tmp_path: Path) -> None:
    for encoding in ("ascii", "gbk", "latin-1"):
        told = tongbao(
            "init", "--home", str(tmp_path / "home"), "--org", str(OFFICES / "golden"),
            PYTHONIOENCODING=encoding, PYTHONUTF8="0",
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert b"home" in told.stdout
        assert b"Traceback" not in told.stderr
    assert "已建好".encode("gbk") in tongbao(
        "init", "--home", str(tmp_path / "home"), "--org", str(OFFICES / "golden"), PYTHONIOENCODING="gbk"
    ).stdout  # fmt: skip


def test_arguments_are_read_as_typed_and_names_of_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    gbk = "登记表.csv".encode("gbk")
    assert typed("登记表.csv") == "登记表.csv"
    assert typed(os.fsdecode(gbk)) == "登记表.csv"
    assert typed(os.fsdecode("--unit=甲县".encode("gbk"))) == "--unit=甲县"
    Path(os.fsdecode(gbk)).write_text("x", encoding="utf-8")
    assert typed(os.fsdecode(gbk)) == os.fsdecode(gbk)


def test_a_register_whose_name_is_gbk_on_disk_lands_or_is_named(tmp_path: Path) -> None:
    name = os.fsdecode("2025年3月.csv".encode("gbk"))
    (tmp_path / name).write_text("单位,标题,采用刊物,采用日期\n甲县,一条信息,市日报,2025-03-06\n", encoding="utf-8")
    told = tongbao(
        "land", str(tmp_path / name), "--home", str(tmp_path / "home"), "--org", str(OFFICES / "golden")
    )
    assert b"Traceback" not in told.stderr
    assert told.returncode in (0, 1)
