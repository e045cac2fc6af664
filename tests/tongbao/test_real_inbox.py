"""An inbox nobody here wrote: two months of a city's desk, with everything that goes wrong in one.

Registers of units in every form, issues of bulletins, list and article pages, feeds and lists of articles, and files that
nobody can read. Nothing crashes, nothing is lost, and what is counted is what the truth counts.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tests.building import without_claims
from tongbao.cli import app
from warehouse.database import read_only

CASE = Path(__file__).parents[1] / "cases" / "inbox_small"
LOCK = "2007-07/~$林州市委组织部7月.xlsx"
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
    ran = runner.invoke(
        app, ["run", *options, "--period", "2007-08", "--received-on", "2007-09-12", str(CASE / "inbox")]
    )
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
    # the nil return is a record of another register
    told = f"采用 {accepted - 1} + 其他登记 1 + 不计 {rejected} + 重复 {duplicate} + 被更正 {superseded}"
    assert f"记录 {records} 条 = {told}" in said
    assert "来件 56 份" in said
    assert f"{LOCK}：是文件打开时的锁文件，不收" in said
    assert "另有 1 份与已收的完全相同" in said


def test_every_row_of_the_truth_is_accounted_for_exactly_once(run: tuple[Path, str]) -> None:
    exports = run[0] / "home" / "exports"
    ours: Counter[Place] = Counter()
    for kind in ("records", "rejects", "duplicates", "other"):
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
    assert lost == {(LOCK, "", 0)}


def test_no_row_is_counted_that_is_not_in_the_truth(run: tuple[Path, str]) -> None:
    """What we accept, somebody careful accepts too: the same row, or one that reports the same adoption."""
    truth = {*places(CASE / "expected" / "records.csv"), *places(CASE / "expected" / "duplicates.csv")}
    accepted = places(run[0] / "home" / "exports" / "records.csv")
    assert len(accepted) > 280
    assert [place for place in accepted if place not in truth] == []


def test_every_file_that_cannot_be_read_says_why(run: tuple[Path, str]) -> None:
    whole = {
        row["file"]: row for row in table(run[0] / "home" / "exports" / "rejects.csv") if row["row"] == "0"
    }
    bad = [row for row in table(CASE / "expected" / "rejects.csv") if row["row"] == "0" and row["file"] != LOCK]
    assert len(bad) == 5
    for row in bad:
        assert whole[row["file"]]["reason"], row


@pytest.fixture(scope="module")
def answered(run: tuple[Path, str]) -> Path:
    """The exports after the clerk has taken the only suggestion wherever there is one, and all is built again."""
    root, _ = run
    options = ["--home", str(root / "home"), "--org", str(root / "office")]
    book_path = root / "questions.xlsx"
    runner = CliRunner()
    asked = runner.invoke(app, ["questions", *options, "--to", str(book_path)])
    assert asked.exit_code == 0, asked.output
    book = openpyxl.load_workbook(book_path)
    taken = 0
    for sheet in book.worksheets[1:]:
        heads = {cell.value: cell.column - 1 for cell in sheet[3]}
        for row in sheet.iter_rows(min_row=4):
            offered = [row[heads[name]].value for name in ("建议1", "建议2", "建议3") if name in heads]
            offered = [one for one in offered if one]
            if len(offered) == 1:
                row[heads["答复"]].value = offered[0]
                taken += 1
    assert taken == 7
    book.save(book_path)
    with without_claims():
        for command in (["questions", "--answer", str(book_path), "--by", "经办人"], ["build"]):
            done = runner.invoke(app, [command[0], *options, *command[1:]])
            assert done.exit_code == 0, done.output
    exported = runner.invoke(app, ["export", "--home", str(root / "home"), "--to", str(root / "answered")])
    assert exported.exit_code == 0, exported.output
    return root / "answered"


def successors() -> dict[str, str]:
    """Who stands for each unit after renames and mergers."""
    units = table(CASE / "registry" / "units.csv")
    follows = {row["name"]: row["successor"] for row in units if row["successor"]}
    return {row["name"]: follows.get(row["name"], row["name"]) for row in units}


def key(title: str) -> str:
    return re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", title)


def test_every_adoption_is_found_with_every_field_right_and_none_is_invented(answered: Path) -> None:
    truth, stands_for = table(CASE / "expected" / "records.csv"), successors()
    repeats = table(CASE / "expected" / "duplicates.csv")
    rows_of: dict[str, set[Place]] = {row["truth_id"]: set() for row in truth}
    for place, row in zip(places(CASE / "expected" / "records.csv"), truth, strict=True):
        rows_of[row["truth_id"]].add(place)
    for place, row in zip(places(CASE / "expected" / "duplicates.csv"), repeats, strict=True):
        rows_of[row["truth_id"]].add(place)
    left = list(zip(places(answered / "records.csv"), table(answered / "records.csv"), strict=True))
    assert len(left) == len(truth) == 309
    pieces: dict[str, set[str]] = {}
    for wanted in truth:
        found = [
            (place, row)
            for place, row in left
            if place in rows_of[wanted["truth_id"]]
            and row["outlet"] == wanted["outlet"]
            and row["unit"] == stands_for[wanted["unit"]]
            and set(filter(None, row["co_units"].split("|")))
            == {stands_for[unit] for unit in wanted["co_units"].split("|") if unit}
            and row["tier"] == wanted["tier"]
            and (
                row["date"] == wanted["date"]
                or (wanted["date_precision"] == "month" and row["date"][:7] == wanted["date"][:7])
            )
            and (not row["words"] or row["words"] == wanted["words"])
            and (not row["page"] or row["page"] == wanted["page"])
        ]
        same_title = [one for one in found if key(one[1]["title"]) == key(wanted["title"])] or found
        assert same_title, wanted
        left.remove(same_title[0])
        pieces.setdefault(wanted["piece_id"], set()).add(same_title[0][1]["piece_id"])
    assert left == []
    assert all(len(ours) == 1 for ours in pieces.values())
    assert len({next(iter(ours)) for ours in pieces.values()}) == len(pieces)


def test_every_repeat_is_found_and_every_bad_row_explained(answered: Path) -> None:
    ours = set(places(answered / "duplicates.csv"))
    counted = set(places(answered / "records.csv"))
    whole = {file for file, _, row in ours if row == 0}
    repeats = places(CASE / "expected" / "duplicates.csv")
    assert len(repeats) == 118
    # of the rows about one adoption any one may count, and the others are its repeats
    assert [one for one in repeats if one not in ours | counted and one[0] not in whole] == []
    reasons = [row["reason"] for row in table(answered / "rejects.csv")]
    explained = dict(zip(places(answered / "rejects.csv"), reasons, strict=True))
    unread = {file: explained[file, sheet, row] for file, sheet, row in explained if row == 0}
    bad = places(CASE / "expected" / "rejects.csv")
    assert len(bad) == 56
    for place in bad:
        # the lock file is named when it is left in the inbox, and is no delivery
        known = place in ours or explained.get(place) or unread.get(place[0]) or place[0] in whole
        assert known or place[0] == LOCK, place
