"""Two months of a desk's inbox, full of mess, against what a careful clerk would find."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ingest.landing import land
from ingest.layouts import Layouts
from ingest.records import read
from warehouse.home import Home

CASE = Path(__file__).parents[1] / "cases" / "inbox_small"
# The publisher's side: where a record of these kinds stands, and who it credits, is said by the publisher.
PUBLISHED = {
    "docx bulletin": "docx_bulletin",
    "html list": "html_list",
    "html article": "html_article",
    "rss": "feed",
    "article list csv": "article_list",
}
# What a name may have around it; what it means is found in SQL.
BESIDE_NAME = re.compile(r"[\s《》“”]|^中共")


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """Land the inbox in an office that has declared no site; return what became of each file, and its records."""
    root = tmp_path_factory.mktemp("sample")
    (root / "office").mkdir()
    home = Home(root / "home")
    received = land([CASE / "inbox"], home, Layouts.load(root / "office"), date(2007, 9, 30))
    rows = {
        one.file_name: read(home.raw / one.delivery_id / "records.parquet").to_pylist()
        for one in received
    }
    kept = {file: [row for row in found if row["row_role"] == "record"] for file, found in rows.items()}
    return {one.file_name: one for one in received}, kept


@pytest.fixture(scope="module")
def sample(landed):
    """Return, by file, the records we found and those to be found, as (sheet, row)."""
    _, records = landed
    found = {file: {(row["sheet_name"], row["row_number"]) for row in rows} for file, rows in records.items()}
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
    return entry["kind"] != "unreadable"


def test_every_row_of_a_readable_file_is_found_under_its_number_and_no_other(sample):
    found, listed = sample
    files = [entry["file"] for entry in _rows("files.csv") if _is_read(entry)]
    assert len(files) == 52
    assert {file: found[file] for file in files} == {file: listed[file] for file in files}
    assert sum(len(found[file]) for file in files) == 473


def test_every_other_file_is_one_row_that_says_so(sample):
    found, _ = sample
    # a lock file is nobody's delivery
    files = [
        entry["file"] for entry in _rows("files.csv") if not _is_read(entry) and "~$" not in entry["file"]
    ]
    assert len(files) == 5
    assert {file: found[file] for file in files} == {file: {("", 0)} for file in files}


def test_a_file_is_taken_for_what_it_is(landed):
    received, _ = landed
    entries = _rows("files.csv")
    found = {entry["file"]: received[entry["file"]].kind for entry in entries if entry["kind"] in PUBLISHED}
    assert len(found) == 30
    assert found == {entry["file"]: PUBLISHED[entry["kind"]] for entry in entries if entry["file"] in found}
    claims = {received[entry["file"]].kind for entry in entries if entry["kind"] == "register"}
    assert claims == {"workbook", "delimited", "html_table", "docx_table"}


def test_a_published_record_says_what_day_and_whose_piece_it_is(landed):
    """Title, day, outlet and unit as the truth has them, for every adoption that is known from its publisher."""
    _, records = landed
    published = {entry["file"] for entry in _rows("files.csv") if entry["kind"] in PUBLISHED}
    truth = {row["truth_id"]: row for row in _rows("records.csv")}
    known = [(row, row) for row in truth.values()]
    known += [(row, truth[row["truth_id"]]) for row in _rows("duplicates.csv")]
    known = [(place, true) for place, true in known if place["file"] in published]
    assert len(known) == 113
    names = _names("units"), _names("outlets")
    for place, true in known:
        (record,) = [row for row in records[place["file"]] if row["row_number"] == int(place["row"])]
        assert _key(record["article_title"]) == _key(true["title"]), place
        assert _digits(record["adopted_on"])[:3] == [int(part) for part in true["date"].split("-")], place
        # An account's own list does not name the account: its file does.
        assert _same(record["outlet_name"] or _stem(place["file"]), true["outlet"], names[1]), place
        assert _same(record["unit_name"].split("、")[0], true["unit"], names[0]), place
        assert not true["issue_no"] or record["issue"] == f"第{true['issue_no']}期", place


def _names(table: str) -> dict[str, set[str]]:
    """Return, by name, all that the registry says it is called; a body's old name goes with its successor's."""
    with (CASE / "registry" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    called = {row["name"]: {row["name"], *filter(None, row["aliases"].split("|"))} for row in rows}
    for row in rows:
        if row.get("successor"):
            called[row["successor"]] |= called[row["name"]]
    return called


def _same(text: str, name: str, called: dict[str, set[str]]) -> bool:
    """Tell whether a text is one of the names, at most one character wrong or with an office behind it."""
    plain = BESIDE_NAME.sub("", text)
    return any(
        plain.startswith(known) or (len(plain) == len(known) and sum(map(str.__ne__, plain, known)) == 1)
        for known in called[name]
    )


def _key(title: str) -> str:
    return re.sub(r"[^0-9A-Za-z\u3400-\u9fff]", "", title)


def _digits(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]


def _stem(file: str) -> str:
    return Path(file).stem
