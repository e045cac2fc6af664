"""Packs hold what raw holds, whatever happened to them, and stay few."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import packs, records
from ingest.catalogue import load_catalogue, write_catalogue
from ingest.landing import land, refresh
from ingest.layouts import Layouts
from tests.ingest.conftest import RECEIVED_ON
from warehouse.errors import BrokenError


@pytest.fixture
def arrive(inbox, home, layouts):
    """Let numbered deliveries arrive, each of two rows, and pack them."""

    def arrive(*numbers: int) -> list[Path]:
        for number in numbers:
            (inbox / f"{number}.csv").write_text(
                f"单位,稿子,标题,采用刊物\n甲县,{number},第{number}稿,日报\n乙县,{number},又一稿{number},日报\n",
                encoding="utf-8",
            )
        land([inbox], home, layouts, RECEIVED_ON)
        write_catalogue(home)
        return packed(home)

    return arrive


def packed(home) -> list[Path]:
    return sorted((home.build / "landed").iterdir())


def rows_in_packs(home) -> list[dict[str, object]]:
    rows = [row for path in packed(home) for row in pq.read_table(path).to_pylist() if row["row_role"] != "account"]
    return sorted(rows, key=lambda row: (row["delivery_id"], row["row_number"]))


def rows_in_raw(home) -> list[dict[str, object]]:
    rows = [
        {"delivery_id": delivery_id, **row}
        for delivery_id in load_catalogue(home)
        for row in records.read(home.raw / delivery_id / records.FILE).to_pylist()
        if row["row_role"] != "account"
    ]
    return sorted(rows, key=lambda row: (row["delivery_id"], row["row_number"]))


def test_packs_hold_the_rows_of_raw_each_with_its_delivery(arrive, home):
    arrive(1, 2, 3)
    assert len(rows_in_packs(home)) == 6
    assert rows_in_packs(home) == rows_in_raw(home)


def test_what_is_packed_is_not_packed_again(arrive, home):
    (first,) = arrive(1, 2)
    before = first.stat().st_mtime_ns
    assert arrive() == [first]
    assert len(arrive(3)) == 2
    assert first.stat().st_mtime_ns == before


def test_many_small_arrivals_leave_few_packs(arrive, home, monkeypatch):
    monkeypatch.setattr(packs, "_SMALLEST", 64)
    counts = [len(arrive(number)) for number in range(40)]
    assert max(counts) < 16
    assert len(rows_in_packs(home)) == 80
    assert rows_in_packs(home) == rows_in_raw(home)


def test_what_was_read_again_is_packed_again(arrive, home, office):
    arrive(1, 2)
    assert {row["author"] for row in rows_in_packs(home)} == {None}
    (office / "headers.csv").write_text("header,column\n稿子,author\n", encoding="utf-8")
    refresh(home, Layouts.load(office))
    write_catalogue(home)
    assert {row["author"] for row in rows_in_packs(home)} == {"1", "2"}
    assert rows_in_packs(home) == rows_in_raw(home)


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "foreign", "left by a killed run"])
def test_a_pack_that_is_not_sound_is_made_again(arrive, home, damage):
    (path,) = arrive(1, 2, 3)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(content[:-10])
    elif damage == "changed":
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif damage == "foreign":
        path.with_name("other.parquet").write_bytes(b"PAR1")
    else:
        arrive(4)
        shutil.copyfile(path, kept := home.tmp / "kept")
        packs._MERGED_AT, before = 2, packs._MERGED_AT
        try:
            arrive(5)
        finally:
            packs._MERGED_AT = before
        kept.rename(path)
    write_catalogue(home)
    assert len(rows_in_packs(home)) >= 6
    assert rows_in_packs(home) == rows_in_raw(home)


def test_a_pack_of_other_columns_is_made_again_and_columns_not_read_yet_are_empty(arrive, home, monkeypatch):
    arrive(1)
    wider = pa.schema([*records.SCHEMA, ("yet_to_come", pa.string())])
    monkeypatch.setattr(records, "SCHEMA", wider)
    monkeypatch.setattr(packs, "SCHEMA", pa.schema([packs.SCHEMA.field("delivery_id"), *wider]))
    write_catalogue(home)
    assert [row.pop("yet_to_come") for row in rows_in_packs(home)] == [None, None]


def test_what_is_gone_from_raw_is_gone_from_the_packs(arrive, home):
    arrive(1, 2)
    shutil.rmtree(next(home.raw.iterdir()))
    write_catalogue(home)
    assert len(rows_in_packs(home)) == 2
    assert rows_in_packs(home) == rows_in_raw(home)


def test_without_deliveries_there_is_a_pack_without_rows(arrive, home):
    assert len(arrive()) == 1
    assert rows_in_packs(home) == []
    assert len(arrive(1)) == 2


def test_rows_that_cannot_be_read_are_named(arrive, home):
    arrive(1)
    (folder,) = home.raw.iterdir()
    (folder / records.FILE).write_bytes(b"PAR1")
    shutil.rmtree(home.build / "landed")
    with pytest.raises(BrokenError, match=folder.name):
        write_catalogue(home)
