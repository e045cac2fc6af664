"""An inbox nobody here wrote: two months of a city's desk, with everything that goes wrong in one.

Registers of units in every form, issues of bulletins, list and article pages, feeds and lists of articles, and files that
nobody can read. Nothing crashes, nothing is lost, and what is counted is what the truth counts.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongbao.cli import app
from warehouse.database import read_only

CASE = Path(__file__).parents[1] / "cases" / "inbox_small"
Place = tuple[str, str, int]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def places(path: Path) -> list[Place]:
    return [(row["file"], row["sheet"], int(row["row"])) for row in table(path)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the run, and what it said."""
    root = tmp_path_factory.mktemp("real")
    options = ["--home", str(root / "home"), "--org", str(root / "office")]
    runner = CliRunner()
    made = runner.invoke(
        app,
        ["init", *options, "--registry", str(CASE / "registry"), "--name", "中共安阳市委组织部",
         "--counted-from", "2007-01-01"],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    ran = runner.invoke(app, ["run", *options, "--period", "2007-08", "--received-on", "2007-09-12", str(CASE / "inbox")])
    assert ran.exit_code == 0, ran.output
    exported = runner.invoke(app, ["export", "--home", str(root / "home")])
    assert exported.exit_code == 0, exported.output
    return root, ran.output


def test_the_run_states_what_became_of_everything(run: tuple[Path, str]) -> None:
    root, said = run
    with read_only(root / "home" / "current" / "warehouse.duckdb") as connection:
        records, *fates = connection.execute(
            """
            select sum(record_count), sum(accepted_count), sum(rejected_count), sum(duplicate_count), sum(superseded_count)
            from marts.fct_delivery
            """
        ).fetchone() or (0,)
    assert records == sum(fates)
    accepted, rejected, duplicate, superseded = fates
    assert f"记录 {records} 条 = 采用 {accepted} + 不计 {rejected} + 重复 {duplicate} + 被更正 {superseded}" in said
    assert "来件 57 份" in said
    assert "另有 1 份与已收的完全相同" in said


def test_every_row_of_the_truth_is_accounted_for_exactly_once(run: tuple[Path, str]) -> None:
    exports = run[0] / "home" / "exports"
    ours: Counter[Place] = Counter()
    for kind in ("records", "rejects", "duplicates"):
        ours.update(set(places(exports / f"{kind}.csv")))  # a row with two outlets is one row
    assert max(ours.values()) == 1
    whole_files = {file for file, _, row in ours if row == 0}

    listed = {
        place
        for name in ("records", "duplicates", "rejects", "other")
        for place in places(CASE / "expected" / f"{name}.csv")
    }
    assert len(listed) == 479
    lost = {place for place in listed if place not in ours and place[0] not in whole_files}
    assert lost == set()


def test_no_row_is_counted_that_is_not_in_the_truth(run: tuple[Path, str]) -> None:
    """What we accept, somebody careful accepts too: the same row, or one that reports the same adoption."""
    truth = {*places(CASE / "expected" / "records.csv"), *places(CASE / "expected" / "duplicates.csv")}
    accepted = places(run[0] / "home" / "exports" / "records.csv")
    assert len(accepted) > 150
    assert [place for place in accepted if place not in truth] == []


def test_every_file_that_cannot_be_read_says_why(run: tuple[Path, str]) -> None:
    whole = {row["file"]: row for row in table(run[0] / "home" / "exports" / "rejects.csv") if row["row"] == "0"}
    bad = [row for row in table(CASE / "expected" / "rejects.csv") if row["row"] == "0"]
    assert len(bad) == 6
    for row in bad:
        assert whole[row["file"]]["reason"], row
