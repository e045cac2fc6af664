"""Two months of a desk's inbox, full of mess, against what a careful clerk would find."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ingest.landing import land
from ingest.layouts import Layouts

CASE = Path(__file__).parents[1] / "cases" / "inbox_small"
SITES = """[[site]]
outlet = "河南党建网"
title_contains = "河南党建网"
item = "ul.list li"
title = "a"
date = "span.date"
split_unit_at = "："
"""
# Kinds that are kept and named, but not read yet.
NOT_READ = {"docx table", "docx bulletin", "rss", "html article"}


@pytest.fixture
def sample(office, home, stored):
    """Return, by file, the records we found and those to be found, as (sheet, row)."""
    (office / "sites.toml").write_text(SITES, encoding="utf-8")
    landed = land([CASE / "inbox"], home, Layouts.load(office), date(2007, 9, 30))
    found = {
        one.file_name: {
            (row["sheet_name"], row["row_number"]) for row in stored(one) if row["row_role"] == "record"
        }
        for one in landed
    }
    return found, _listed()


def _listed() -> dict[str, set[tuple[str, int]]]:
    listed: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for name in ("records", "duplicates", "rejects", "other"):
        for row in _rows(f"{name}.csv"):
            listed[row["file"]].add((row["sheet"], int(row["row"])))
    return listed


def _rows(name: str) -> list[dict[str, str]]:
    with (CASE / "expected" / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _is_read(entry: dict[str, str]) -> bool:
    return entry["kind"] not in NOT_READ and "fmt_docx_table" not in entry["mess"]


def test_every_row_of_a_readable_file_is_found_under_its_number_and_no_other(sample):
    found, listed = sample
    files = [entry["file"] for entry in _rows("files.csv") if _is_read(entry)]
    assert len(files) == 33
    assert {file: found[file] for file in files} == {file: listed[file] for file in files}
    assert sum(len(found[file]) for file in files) == 390


def test_every_other_file_is_one_row_that_says_so(sample):
    found, _ = sample
    files = [entry["file"] for entry in _rows("files.csv") if not _is_read(entry)]
    assert len(files) == 25
    assert {file: found[file] for file in files} == {file: {("", 0)} for file in files}
