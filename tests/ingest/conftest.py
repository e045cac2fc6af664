"""An office, a home, and small files made on the spot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest import records
from ingest.landing import Landed, land
from ingest.layouts import Layouts
from ingest.worker import the_worker
from warehouse.home import Home

RECEIVED_ON = date(2025, 4, 3)
HEADER = ["序号", "报送单位", "标题", "采用刊物", "刊发日期", "备注"]
RECORD = [1, "云岭县委组织部", "云岭县“三化联动”建强支部", "澜江日报", "2025-03-05", ""]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


@pytest.fixture
def layouts(office: Path) -> Layouts:
    return Layouts.load(office)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(scope="module")
def fresh_worker() -> Iterator[None]:
    """Have files read by a process of this module's own: one that runs knows only the environment it started with."""
    the_worker().close()
    yield
    the_worker().close()


@pytest.fixture
def header() -> list[str]:
    return list(HEADER)


@pytest.fixture
def record() -> list[Any]:
    return list(RECORD)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def landed(home: Home, layouts: Layouts) -> Callable[..., Landed]:
    """Land one file and return what became of it."""

    def land_one(path: Path) -> Landed:
        (one,) = land([path], home, layouts, RECEIVED_ON)
        return one

    return land_one


@pytest.fixture
def stored(home: Home) -> Callable[[Landed], list[dict[str, Any]]]:
    """Return the rows of a delivery as they lie in its parquet file, but for the account of its tables."""

    def rows(one: Landed) -> list[dict[str, Any]]:
        found = records.read(home.raw / one.delivery_id / "records.parquet").to_pylist()
        return [row for row in found if row["row_role"] != "account"]

    return rows


@pytest.fixture
def rows_of(
    landed: Callable[..., Landed], stored: Callable[..., Any]
) -> Callable[[Path], list[dict[str, Any]]]:
    """Land one file and return its rows."""
    return lambda path: stored(landed(path))


@pytest.fixture
def accounts_of(home: Home, landed: Callable[..., Landed]) -> Callable[[Path], list[dict[str, Any]]]:
    """Land one file and return what it says became of its tables."""

    def accounts(path: Path) -> list[dict[str, Any]]:
        rows = records.read(home.raw / landed(path).delivery_id / "records.parquet").to_pylist()
        return [
            {"sheet": row["sheet_name"], "place": row["place_in_row"], **json.loads(row["account"])}
            for row in rows
            if row["row_role"] == "account"
        ]

    return accounts


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write an xlsx file of one sheet."""

    def write(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), name: str = "register.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "采用情况"
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return write
