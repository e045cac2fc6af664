from __future__ import annotations

import typer
from typer.testing import CliRunner

from ingest.__main__ import main

CSV = "单位,标题,采用刊物,刊发日期\n云岭县,甲,澜江日报,3月5日\n"


def run(*arguments: str):
    app = typer.Typer()
    app.command()(main)
    return CliRunner().invoke(app, list(arguments))


def test_the_inbox_is_landed_by_default(home, office):
    home.prepare()
    (home.inbox / "a.csv").write_text(CSV, encoding="utf-8")
    (home.inbox / "b.xlsx").write_bytes(b"")
    done = run("--home", str(home.root), "--org", str(office), "--received-on", "2025-04-03")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "new\ta.csv\t1\t",
        "new\tb.xlsx\t1\t文件为空（0 字节）：请报送单位重新发送",
    ]


def test_a_data_problem_ends_with_its_sentence_and_exit_1(home, office, tmp_path):
    done = run(str(tmp_path / "nowhere"), "--home", str(home.root), "--org", str(office))
    assert done.exit_code == 1
    assert "找不到" in done.stderr
