"""Drafts are written whole, say what they were made from, and are the same every time."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reports import drafts
from reports.__main__ import main
from tests.reports import marts
from tests.reports.conftest import AS_OF
from warehouse.errors import DataError
from warehouse.home import Home
from warehouse.period import Period

ROOT = Path(__file__).parents[2]
MONTH, QUARTER = Period.parse("2025-03"), Period.parse("2025-Q1")
NAMES = ["circular.docx", "edition.json", "statistics.html", "statistics.xlsx"]


def office(home):
    return home.root.parent / "office"


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("period", [MONTH, QUARTER])
def test_a_draft_holds_its_files_and_their_hashes(home, period):
    folder = drafts.write(home, office(home), period, AS_OF)
    assert folder == home.drafts / period.code
    files = contents(folder)
    assert sorted(files) == NAMES
    edition = json.loads(files.pop("edition.json"))
    assert edition["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert edition["period"] == period.code
    assert edition["made_from"] == {"warehouse": "c0ffee", "rules": {"2025": marts.RULE_HASH}}
    assert edition["counts"]["adoptions"] == {"2025-03": 6, "2025-Q1": 12}[period.code]


@pytest.mark.parametrize("period", [MONTH, QUARTER])
def test_the_same_inputs_give_the_same_bytes(home, period):
    first = contents(drafts.write(home, office(home), period, AS_OF))
    assert contents(drafts.write(home, office(home), period, AS_OF)) == first
    assert len(first) == len(NAMES)


def test_what_a_killed_run_left_is_no_harm(home):
    leftover = home.tmp / "draft-2025-03"
    leftover.mkdir()
    (leftover / "half.xlsx").write_bytes(b"half")
    folder = drafts.write(home, office(home), MONTH, AS_OF)
    assert "half.xlsx" not in contents(folder)
    assert list(home.tmp.iterdir()) == []


def test_a_failed_report_leaves_the_last_draft_as_it_was(home):
    before = contents(drafts.write(home, office(home), QUARTER, AS_OF))
    wording = office(home) / "circular.toml"
    wording.write_text(wording.read_text(encoding="utf-8").replace("= 4000", "= 10"), encoding="utf-8")
    with pytest.raises(DataError, match="length_limit 10"):
        drafts.write(home, office(home), QUARTER, AS_OF)
    assert contents(home.drafts / "2025-Q1") == before


def test_without_a_warehouse_the_way_out_is_named(home):
    home.current.unlink()
    with pytest.raises(DataError) as error:
        drafts.write(home, office(home), MONTH, AS_OF)
    assert error.value.zh == "还没有数据仓库：先运行 tongbao build"


def test_a_period_without_rows_is_refused_and_writes_nothing(home):
    with pytest.raises(DataError, match="2024-07"):
        drafts.write(home, office(home), Period.parse("2031-07"), AS_OF)
    assert list(home.drafts.iterdir()) == []


def test_a_month_is_not_taken_for_a_quarter(home, capsys):
    assert main(arguments(home, "quarter", "--period", "2025-03")) == 1
    assert "统计期“2025-03”不是季度" in capsys.readouterr().err


def test_the_warehouse_is_not_written_to(home):
    before = hashlib.sha256(home.current.read_bytes()).hexdigest()
    drafts.write(home, office(home), QUARTER, AS_OF)
    assert hashlib.sha256(home.current.read_bytes()).hexdigest() == before


def arguments(home: Home, *of_period: str) -> list[str]:
    return [*of_period, "--home", str(home.root), "--org", str(office(home))]


def test_the_package_runs_by_itself(home):
    command = [sys.executable, "-m", "reports", *arguments(home, "quarter", "--period", "2025-Q1")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(home.drafts / "2025-Q1"))
    assert (
        json.loads((home.drafts / "2025-Q1" / "edition.json").read_bytes())["as_of"]
        == date(2025, 4, 10).isoformat()
    )


def test_a_data_problem_is_one_sentence_and_exit_1(home):
    command = [sys.executable, "-m", "reports", *arguments(home, "month", "--period", "2031-01")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    [sentence] = told.stderr.splitlines()
    assert "2031-01" in sentence


def test_a_tier_nobody_knows_is_named_with_the_choices(home):
    path = office(home) / "circular.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('["中央", "省"]', '["国家"]', 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        drafts.write(home, office(home), QUARTER, AS_OF)
    assert "listed_tiers 里的“国家”不是本单位的层级（可用：中央、省" in caught.value.zh
