"""The account of every cell: nothing that a table holds is thrown away without a word.

A cell is in the values of a record, known to be irrelevant, in a heading, a title, a note or a total, in a table that was passed
over, or in a line that the account lists as not understood. What is none of these is unread.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ingest import filled, records, registry, several, tables
from ingest.grids import Grid, is_blank
from ingest.layouts import Layouts
from ingest.reading import UnreadableError
from tests.ingest import fuzz
from tests.ingest.builders import BUILDERS, Table
from tests.ingest.test_fuzz import PLAIN

# Kinds of file whose rows stand in tables; the others hold items, each a record with all that was found of it.
OF_TABLES = ("xlsx", "csv", "html_table", "docx_register", "beside", "marks")
TRIES = 12


def read(path: Path, layouts: Layouts) -> tuple[list[Grid], list[dict[str, Any]]]:
    """Read a file in this process; return the tables its reader met, and the rows that would land."""
    met: list[Grid] = []

    def looked_at(grid: Grid, *given: object) -> object:
        met.append(grid)
        return real(grid, *given)

    real = tables._tables
    with mock.patch.object(tables, "_tables", looked_at):
        reading = registry.read(path, path.name, layouts, path.parent, lambda _: None)
    rows = records.as_table(reading.rows).to_pylist()
    is_refused = any(row["row_number"] == 0 and row["row_role"] == "record" and row["problem"] for row in rows)
    return ([] if is_refused else met), rows


def unread(grids: Sequence[Grid], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the cells of which nothing says what became of them."""
    return [
        f"{grid.sheet_name}!{grid.row_numbers[at]}:{column + 1} {text!r}"
        for grid in grids
        for explains in [_explained(grid, rows)]
        for at, cells in enumerate(grid.rows)
        for column, text in enumerate(cells)
        if not is_blank(text) and not explains(at, column, text.strip())
    ]


def _explained(grid: Grid, rows: Sequence[Mapping[str, Any]]) -> Callable[[int, int, str], bool]:
    of_sheet = [row for row in rows if row["sheet_name"] == grid.sheet_name]
    numbers = set(grid.row_numbers)
    told = [
        (int(row["place_in_row"] or 1), row["row_number"], json.loads(row["account"]))
        for row in of_sheet
        if row["row_role"] == "account"
    ]
    by_number: dict[int, list[Mapping[str, Any]]] = {}
    for row in of_sheet:
        if row["row_role"] != "account":
            by_number.setdefault(row["row_number"], []).append(row)
    titles = " ".join({row["table_title"] or "" for row in of_sheet})
    headings = {number + more for _, number, said in told if number in numbers for more in range(said.get("depth", 0))}
    heading_texts = [list(map(str.strip, grid.rows[at])) for at, number in enumerate(grid.row_numbers) if number in headings]
    listed = {line["row"] for _, _, said in told for line in said.get("texts", ())}
    passed = [place for place, _, said in told if said["what"] == "passed_over"]
    columns = {one["place"]: one for _, _, said in told for one in said.get("columns", ())}
    left_out = {one["place"] for _, _, said in told for one in said.get("left_out", ())}

    def explains(at: int, column: int, text: str) -> bool:
        number, place = grid.row_numbers[at], column + 1
        if any(place >= begin for begin in passed) or number in headings:
            return True
        if [*map(str.strip, grid.rows[at])] in heading_texts:
            return True  # a header that stands again
        here = by_number.get(number, [])
        if number in listed or any(row["row_role"] in ("note", "total") for row in here):
            return True
        of_row = [row for row in here if row["row_role"] == "record"]
        is_title = " ".join(text.split()) in " ".join(titles.split())
        if is_title and any(row["register"] == "zero_report" for row in of_row):
            return True
        if not of_row:
            is_running = text.rstrip(".、").isdigit() and (place == 1 or columns.get(place, {}).get("column") == "ignore")
            return is_title or is_running
        is_several = len({row["place_in_row"] for row in of_row}) > 1
        known = columns.get(place)
        values = [value for row in of_row for value in _values(row)]
        return (
            any(text[:50] in value or (len(value) > 3 and value in text) for value in values)
            or (known is not None and (known["column"] == "ignore" or is_several or filled._DITTO_OF_NAMES.fullmatch(text)))
            or (known is not None and known["heading"].rpartition("/")[2] in values)  # a mark under an outlet
            # a moment is shown by the office's clock; under an outlet another day may stand
            or (known is not None and known["column"] == "adopted_on" and of_row[0]["adopted_on"] is not None)
            or place in left_out
            or several.NONE_SHAPE.fullmatch(text) is not None
        )

    return explains




def _values(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (row[name] for name in records.COLUMNS if row[name])
    yield from json.loads(row["extra"] or "{}").values()
    if row["problem"]:
        yield row["problem"]


@pytest.fixture(scope="module")
def layouts(repository: Path) -> Layouts:
    return Layouts.load(repository / "orgs" / "sample")


@pytest.mark.parametrize("kind", OF_TABLES)
def test_no_cell_of_odd_tables_is_unread(kind: str, layouts: Layouts, tmp_path: Path) -> None:
    path = tmp_path / "original.bin"

    # What fails is read as it is: to make it smaller takes minutes.
    @settings(
        max_examples=TRIES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(fuzz.TABLES)
    def tried(table: Table) -> None:
        path.write_bytes(BUILDERS[kind](table))
        try:
            grids, rows = read(path, layouts)
        except UnreadableError:
            return
        assert unread(grids, rows) == []

    tried()


def test_no_cell_of_the_drawn_inbox_is_unread(layouts: Layouts, tmp_path: Path) -> None:
    cells = 0
    for path in sorted(fuzz.SAMPLE_INBOX.rglob("*.*")):
        if path.suffix not in (".doc", ".wps", ".zip"):  # another program's work, or files in a file
            grids, rows = read(path, layouts)
            assert unread(grids, rows) == [], path.name
            cells += sum(not is_blank(text) for grid in grids for row in grid.rows for text in row)
    assert cells > 1_000


@pytest.mark.parametrize("lost", ["value", "extra", "note", "account"])
def test_a_cell_that_is_lost_is_found_out(lost: str, layouts: Layouts, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("单位,标题,刊物,备案\n甲县,甲标题,省报,是\n请各单位于五日内核对反馈并盖章,,,\n", encoding="utf-8")
    grids, rows = read(path, layouts)
    assert unread(grids, rows) == []
    record, note, account = rows
    if lost == "value":
        record["outlet_name"] = None
    elif lost == "extra":
        record["extra"] = None
    elif lost == "note":
        rows.remove(note)
        account["account"] = account["account"].replace('"row": 3', '"row": 9')
    else:
        rows.remove(account)
    assert len(unread(grids, rows)) == {"value": 1, "extra": 1, "note": 1, "account": 4}[lost]


def test_the_account_names_what_was_understood_and_what_was_not(accounts_of, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(
        "三月采用情况\n序号,报送单位,题目,刊物,日期,备案,,\n1,甲县,甲标题,省报,3.5,是,头条,\n2,乙县,乙标题,市报,3.6,否,,\n"
        "3,丙县,丙标题,市报,3.6,待定,,\n4,丁县,丁标题,市报,3.6,未知,,\n请各单位于五日内核对反馈并盖章,,,,,,,\n",
        encoding="utf-8",
    )
    (told,) = accounts_of(path)
    assert (told["what"], told["records"], told["number"]) == ("table", 4, 1)
    assert [(one["heading"], one["means"]) for one in told["columns"]] == [
        ("序号", "序号"), ("报送单位", "报送单位"), ("题目", "标题"), ("刊物", "采用刊物"), ("日期", "采用日期"),
    ]  # fmt: skip
    assert [(one["heading"], one["examples"]) for one in told["unknown"]] == [
        ("备案", ["是", "否", "待定"]), ("第7列", ["头条"]),
    ]  # fmt: skip
    assert told["texts"] == [{"row": 7, "text": "请各单位于五日内核对反馈并盖章"}]


def test_what_a_sheet_of_counts_leaves_out_is_named(accounts_of, workbook) -> None:
    rows = [["单位", "省报", None, "市报", None, "得分"], [None, "本月", "累计", "本月", "累计", None], ["甲县", 1, 5, 2, 9, 30]]
    (told,) = accounts_of(workbook(rows, ["A1:A2", "B1:C1", "D1:E1", "F1:F2"]))
    assert (told["what"], told["records"]) == ("counts", 2)
    assert [(one["place"], one["heading"]) for one in told["left_out"]] == [(3, "省报/累计"), (5, "市报/累计"), (6, "得分")]


def test_lines_that_a_title_has_no_room_for_are_listed(accounts_of, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    lines = ["很长的说明" * 60, "另一段说明" * 60, "单位,标题,刊物", "甲县,甲标题,省报"]
    path.write_text("\n".join(lines), encoding="utf-8")
    (told,) = accounts_of(path)
    assert [line["row"] for line in told["texts"]] == [2]


def test_every_builder_of_tables_is_tried() -> None:
    items = {"html_list", "html_plain_list", "html_article", "docx_bulletin", "rss", "atom", "json", "pdf", "archive"}
    assert set(OF_TABLES) | {"csv_gb18030", "unicode_text"} | items == set(BUILDERS)
    assert PLAIN.rows
