from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import date

import pytest

from ingest import records
from ingest.landing import land
from warehouse.errors import BrokenError, DataError

DAY = date(2025, 4, 3)
CSV = "单位,标题,采用刊物,刊发日期\n云岭县,甲,澜江日报,3月5日\n".encode()


def test_the_bytes_are_kept_under_their_hash_with_their_rows(inbox, home, layouts):
    (inbox / "2025-03").mkdir()
    (inbox / "2025-03" / "登记表.CSV").write_bytes(CSV)
    (one,) = land([inbox], home, layouts, DAY)
    folder = home.raw / hashlib.sha256(CSV).hexdigest()
    assert (one.file_name, one.status, one.kind, one.record_count) == (
        "2025-03/登记表.CSV",
        "new",
        "delimited",
        1,
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        "delivery.json",
        "original.csv",
        "records.parquet",
    ]
    assert (folder / "original.csv").read_bytes() == CSV
    assert records.read(folder / "records.parquet").schema.equals(records.SCHEMA)


def test_the_delivery_says_what_it_is_in_one_sorted_line(inbox, home, layouts):
    (inbox / "甲.csv").write_bytes(CSV)
    (one,) = land([inbox], home, layouts, DAY)
    text = (home.raw / one.delivery_id / "delivery.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert text == json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"
    assert told == {
        "delivery_id": one.delivery_id, "file_name": "甲.csv", "kind": "delimited",
        "received_on": "2025-04-03", "size": len(CSV), "sheet_count": 1, "record_count": 1,
        "reader": f"delimited@4+{layouts.fingerprint}", "part_of": None, "problem_code": None, "problem": None,
    }  # fmt: skip


def test_same_bytes_and_name_land_once(inbox, home, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    first, second = (land([inbox], home, layouts, day) for day in (DAY, date(2025, 4, 9)))
    assert [one.status for one in (*first, *second)] == ["new", "known"]
    assert len(list(home.raw.iterdir())) == 1
    assert json.loads(next(home.raw.glob("*/delivery.json")).read_bytes())["received_on"] == "2025-04-03"


def test_a_second_name_is_noted_once(inbox, home, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    (inbox / "b.csv").write_bytes(CSV)
    assert [one.status for one in land([inbox], home, layouts, DAY)] == ["new", "again"]
    assert [one.status for one in land([inbox], home, layouts, DAY)] == ["known", "known"]
    (note,) = home.raw.glob("*/again/*")
    assert note.name == hashlib.sha256(b"b.csv").hexdigest()[:16] + ".json"
    assert json.loads(note.read_bytes()) == {"file_name": "b.csv", "received_on": "2025-04-03"}


def test_a_known_file_still_tells_its_problem(inbox, home, layouts):
    (inbox / "a.xlsx").write_bytes(b"")
    first, second = land([inbox], home, layouts, DAY), land([inbox], home, layouts, DAY)
    assert [one.problem_code for one in (*first, *second)] == ["empty_file", "empty_file"]
    assert first[0].record_count == 1


def test_files_are_taken_in_the_order_of_their_names_and_reported_one_by_one(inbox, home, layouts):
    for name in ("b.csv", "a/z.csv", "a.csv"):
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_bytes(CSV + name.encode())
    seen = []
    names = [one.file_name for one in land([inbox], home, layouts, DAY, seen.append)]
    assert names == sorted(["a.csv", "a/z.csv", "b.csv"])
    assert [path.relative_to(inbox.resolve()).as_posix() for path in seen] == names


def test_an_empty_folder_lands_nothing(inbox, home, layouts):
    assert land([inbox], home, layouts, DAY) == ()


def test_a_missing_path_is_named(tmp_path, home, layouts):
    with pytest.raises(DataError, match="nowhere") as caught:
        land([tmp_path / "nowhere"], home, layouts, DAY)
    assert "nowhere" in caught.value.zh


def test_a_link_to_the_inbox_itself_is_fine(inbox, tmp_path, home, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    (tmp_path / "share").symlink_to(inbox)
    assert [one.file_name for one in land([tmp_path / "share"], home, layouts, DAY)] == ["a.csv"]


def test_no_name_leads_out_of_its_folder(inbox, home, layouts):
    (inbox / "sub").mkdir()
    (inbox / "a.csv").write_bytes(CSV)
    by_folder = land([inbox / "sub" / ".."], home, layouts, DAY)
    by_file = land([inbox / "sub" / ".." / "a.csv"], home, layouts, DAY)
    assert [one.file_name for one in (*by_folder, *by_file)] == ["a.csv", "a.csv"]


def test_names_in_the_encoding_of_old_archives_are_read(inbox, home, layouts):
    with open(os.fsencode(inbox) + b"/" + "登记表.csv".encode("gb18030"), "wb") as handle:  # noqa: PTH123 - bytes
        handle.write(CSV)
    assert [one.file_name for one in land([inbox], home, layouts, DAY)] == ["登记表.csv"]


def test_an_odd_ending_is_not_used_as_one(inbox, home, layouts):
    (inbox / "a.表 格").write_bytes(CSV)
    (one,) = land([inbox], home, layouts, DAY)
    assert (home.raw / one.delivery_id / "original").read_bytes() == CSV


def test_what_a_killed_run_left_in_the_scratch_folder_does_no_harm(inbox, home, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    home.prepare()
    left = home.tmp / "land-left"
    left.mkdir()
    (left / "original.csv").write_bytes(CSV[:10])
    (one,) = land([inbox], home, layouts, DAY)
    assert one.status == "new"
    assert [path for path in home.tmp.iterdir() if path != left] == []


def test_a_run_that_dies_on_the_rename_leaves_nothing_in_raw_and_the_next_completes(
    inbox, home, layouts, monkeypatch
):
    (inbox / "a.csv").write_bytes(CSV)
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            land([inbox], home, layouts, DAY)
    assert list(home.raw.iterdir()) == []
    assert [one.status for one in land([inbox], home, layouts, DAY)] == ["new"]


def test_a_folder_in_raw_that_lost_its_description_is_named(inbox, home, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    (one,) = land([inbox], home, layouts, DAY)
    (home.raw / one.delivery_id / "delivery.json").unlink()
    with pytest.raises(BrokenError, match=one.delivery_id):
        land([inbox], home, layouts, DAY)
    shutil.rmtree(home.raw / one.delivery_id)
    assert land([inbox], home, layouts, DAY)[0].status == "new"
