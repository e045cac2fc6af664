"""`python -m expectations`: one line per finding, and an exit code that tells data from breakage."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from expectations.__main__ import main


@pytest.fixture
def arguments(home, office):
    return ["--home", str(home.root), "--org", str(office.folder)]


@pytest.fixture
def promoted(home, database):
    home.current.symlink_to(database)
    return home


@pytest.mark.parametrize(("suite", "count"), [("marts", 6), ("period", 9)])
def test_a_good_warehouse_prints_one_line_per_check_and_exits_0(promoted, arguments, capsys, suite, count):
    period = ["--period", "2025-03"] if suite == "period" else []
    assert main([suite, *period, *arguments]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == count
    assert all(line.startswith(f"通过  {suite}.") for line in lines)


def test_a_good_landing_exits_0_and_an_empty_month_1(good_landing, arguments, capsys):
    assert main(["landed", *arguments]) == 0
    assert main(["landed", "--period", "2025-03", *arguments]) == 0
    assert capsys.readouterr().out.count("通过  landed.") == 16
    assert main(["landed", "--period", "2031-01", *arguments]) == 1
    assert "不通过  landed.any_records" in capsys.readouterr().out


def test_a_crashed_check_exits_3(promoted, change, arguments, capsys):
    change("drop table marts.fct_score_line")
    assert main(["marts", *arguments]) == 3
    assert "检查出错  marts.points" in capsys.readouterr().out


def test_no_warehouse_is_told_in_the_desks_words(arguments, capsys):
    assert main(["marts", *arguments]) == 1
    assert "tongbao build" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["period"], ["marts", "--period", "2025-03"], ["landed", "--period", "2025-Q1"], ["other"]]
)
def test_wrong_usage_exits_2(arguments, wrong):
    with pytest.raises(SystemExit) as stopped:
        main([*wrong, *arguments])
    assert stopped.value.code == 2


def test_a_check_opens_no_connection(promoted, arguments, monkeypatch):
    def refuse(*_):
        raise AssertionError("a check wanted the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert main(["marts", *arguments]) == 0


def test_the_outcome_can_be_imported_without_loading_great_expectations():
    program = (
        "import sys, expectations.outcome, expectations.__main__; print('great_expectations' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
