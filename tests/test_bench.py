"""The benchmark makes what it says: so many records, each adoption told once, and a picture of its figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.data import Size, make
from bench.picture import growth

SMALL = Size(records=300, units=60, outlets=12, months=12, files=24)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_made_registers_hold_each_adoption_once_with_what_makes_it_hard(tmp_path: Path) -> None:
    assert make(tmp_path / "made", SMALL) == 24
    files = sorted((tmp_path / "made" / "inbox").glob("*/*.csv"))
    records = [row for file in files for row in rows_of(file)]
    assert len(records) == 300
    told = [
        (unit, row["采用刊物"], row["采用日期"]) for row in records for unit in row["报送单位"].split("、")
    ]
    assert len(set(told)) == len(told) > 300  # some are written by two units
    units = rows_of(tmp_path / "made" / "registry" / "units.csv")
    assert len(units) == 62
    assert {row["name"] for row in units if row["valid_from"]} == {row["successor"] for row in units} - {""}
    titles = [row["标题"] for row in records]
    assert 200 < len(set(titles)) < 270  # a fifth are reprints


def test_the_same_seed_makes_the_same_and_another_does_not(tmp_path: Path) -> None:
    made = []
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        make(tmp_path / name, Size(records=50, units=60, outlets=12, months=12, files=12, seed=seed))
        made.append([file.read_text(encoding="utf-8") for file in sorted((tmp_path / name).rglob("*.csv"))])
    assert made[0] == made[1] != made[2]


def test_more_adoptions_than_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="different adoptions fit"):
        make(tmp_path / "made", Size(records=5_000, units=2, outlets=2, months=1, files=1))


def test_what_takes_ten_times_as_long_rises_as_ten_times_as_many_records() -> None:
    picture = growth({"bare": [(1_000, 1.0), (10_000, 10.0)], "pandas": [(1_000, 1.0), (10_000, 1.0)],
                      "land": [(1_000, 2.0), (10_000, 2.0)], "build": [(1_000, 2.0), (10_000, 3.0)]})  # fmt: skip
    assert 'points="60,360 550,20"' in picture
    assert 'points="60,360 550,360"' in picture
