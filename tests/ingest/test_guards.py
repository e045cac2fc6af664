"""The inbox is a folder that others write into: what is whole lands, the rest is named and waits or stays."""

from __future__ import annotations

import os
import stat
import time
from datetime import date

import pytest

from ingest import landing, limits
from ingest.guards import passed_over
from ingest.landing import land

DAY = date(2025, 4, 3)
CSV = "单位,标题,采用刊物,刊发日期\n云岭县,甲,澜江日报,2025-12-16\n".encode()


@pytest.fixture
def taken(inbox, home, layouts, monkeypatch):
    """Land the inbox; `meanwhile` happens between the two looks. Return the names taken, and why others were left."""
    monkeypatch.setattr(limits, "SETTLE_SECONDS", 30.0)

    def take(meanwhile=lambda: None, progress=None, paths=()):
        left, pauses = {}, []

        def sleep(seconds):
            pauses.append(seconds)
            meanwhile()

        landed = land(
            paths or [inbox], home, layouts, DAY, progress,
            leave=lambda one: left.update({one.name: one.reason.zh}), sleep=sleep,
        )  # fmt: skip
        assert all(0 < pause <= 30 for pause in pauses)
        assert len(pauses) <= 1
        return [one.file_name for one in landed], left

    return take


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_file_still_being_copied_waits_and_the_rest_lands(taken, inbox, home, keeps_time):
    path = inbox / "县.csv"
    path.write_bytes(CSV[:-2])
    (inbox / "好.csv").write_bytes(CSV + CSV)
    os.utime(path, ns=(0, 0))

    def grow():
        path.write_bytes(CSV)
        if keeps_time:
            os.utime(path, ns=(0, 0))

    assert taken(grow) == (["好.csv"], {"县.csv": "正在写入，下次再收"})
    names, left = taken()
    assert (names, left) == (["县.csv", "好.csv"], {})
    assert [
        path.read_bytes()
        for path in home.raw.glob("*/original.csv")
        if b"2025-12-16" not in path.read_bytes()
    ] == []


def test_a_file_that_changes_while_it_is_taken_waits(taken, inbox, home):
    (inbox / "a.csv").write_bytes(CSV)
    names, left = taken(progress=lambda path: path.write_bytes(CSV + b"x"))
    assert (names, left) == ([], {"a.csv": "正在写入，下次再收"})
    assert list(home.raw.iterdir()) == []


def test_files_at_rest_cost_no_wait(inbox, home, layouts, monkeypatch):
    (inbox / "a.csv").write_bytes(CSV)
    time.sleep(0.05)
    monkeypatch.setattr(limits, "SETTLE_SECONDS", 0.02)
    assert len(land([inbox], home, layouts, DAY, sleep=pytest.fail)) == 1


@pytest.mark.parametrize("name", [
    "Thumbs.db", "desktop.ini", ".DS_Store", "~WRL0001.tmp", "县.TMP", "县.lnk", "._县.csv", ".~lock.县.csv#", "~$县.xlsx",
    ".~县.xlsx", "县.csv.part", "县.csv.crdownload", "县.xlsx.xltd", "县.csv~", "网站.url", "@eaDir/县.csv",
    "$RECYCLE.BIN/县.csv", "System Volume Information/县.csv", ".Trash-1000/files/县.csv", "__MACOSX/县.csv",
    "县.csv.download/县.csv",
])  # fmt: skip
def test_what_nobody_delivered_is_named_and_not_kept(name, taken, inbox, home):
    (inbox / "县" / name).parent.mkdir(parents=True)
    (inbox / "县" / name).write_bytes(b"\0\0\0\1Bud1")
    (inbox / "总.csv").write_bytes(CSV)
    names, left = taken()
    assert names == ["总.csv"]
    assert list(left) == [f"县/{name.split('/')[0]}"]
    assert len(list(home.raw.iterdir())) == 1


@pytest.mark.parametrize(
    "name",
    ["thumbs.csv", "desktop.xlsx", "临时tmp.csv", "partial.csv", "a.part.csv", "~甲县.csv", "甲.desktop.csv"],
)
def test_names_that_only_look_like_it_are_delivered(name):
    assert passed_over(name) is None


def test_a_document_that_somebody_has_open_waits_and_its_lock_is_said(taken, inbox):
    (inbox / "季度登记表.csv").write_bytes(CSV)
    (inbox / "~$登记表.csv").write_bytes(b"\5Zhao")
    names, left = taken()
    assert names == []
    assert "正被打开编辑" in left["季度登记表.csv"]
    (inbox / "~$登记表.csv").unlink()
    assert taken() == (["季度登记表.csv"], {})


def test_a_document_with_the_name_of_a_lock_is_taken_for_what_it_is(taken, inbox, workbook, header, record):
    (inbox / "~$登记表.xlsx").write_bytes(workbook([header, record]).read_bytes())
    assert taken() == (["~$登记表.xlsx"], {})


ODD = {
    "file": lambda path, outside: path.symlink_to(outside / "secret.csv"),
    "folder": lambda path, outside: path.symlink_to(outside),
    "dangling": lambda path, outside: path.symlink_to(outside / "none"),
    "loop": lambda path, _: path.symlink_to(path.parent),
    "itself": lambda path, _: path.symlink_to(path),
    "fifo": lambda path, _: os.mkfifo(path),
    "socket": lambda path, _: os.mknod(path, stat.S_IFSOCK | 0o600),
}


@pytest.mark.parametrize(
    ("kind", "is_handed_over"),
    # a link to a folder may be handed over: say to a share
    [*((kind, False) for kind in ODD), *((kind, True) for kind in ODD if kind not in ("folder", "loop"))],
)
def test_links_and_special_files_are_named_and_the_rest_lands(
    kind, is_handed_over, taken, inbox, tmp_path, monkeypatch
):
    monkeypatch.chdir(inbox)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_bytes(CSV + b"x")
    (inbox / "a.csv").write_bytes(CSV)
    ODD[kind](inbox / "z", outside)
    names, left = taken(paths=[inbox / "a.csv", inbox / "z"] if is_handed_over else [inbox])
    assert names == ["a.csv"]
    assert left == {"z": "是链接或特殊文件，不收：请放入文件本身"}


def test_a_file_that_goes_away_is_named_and_the_rest_lands(taken, inbox):
    for name in ("a.csv", "b.csv", "c.csv"):
        (inbox / name).write_bytes(CSV + name.encode())
    names, left = taken((inbox / "a.csv").unlink, lambda path: path.name == "b.csv" and path.unlink())
    assert names == ["c.csv"]
    assert left == dict.fromkeys(("a.csv", "b.csv"), "收取时已经不在，没有收到")


@pytest.mark.parametrize(
    ("number", "said"), [(13, "没有权限"), (5, "Input/output error"), (116, "Stale file handle")]
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_lands(number, said, taken, inbox, monkeypatch):
    real = landing.sha256_of

    def read(path):
        if path == inbox.resolve() / "b.csv":
            raise OSError(number, os.strerror(number))
        return real(path)

    monkeypatch.setattr(landing, "sha256_of", read)
    for name in ("a.csv", "b.csv", "c.csv"):
        (inbox / name).write_bytes(CSV + name.encode())
    names, left = taken()
    assert names == ["a.csv", "c.csv"]
    assert said in left["b.csv"]


def test_a_folder_that_may_not_be_entered_is_named_and_the_rest_lands(taken, inbox, monkeypatch):
    real = os.scandir

    def scan(path):
        if str(path).endswith("密"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    (inbox / "密").mkdir()
    (inbox / "a.csv").write_bytes(CSV)
    names, left = taken()
    assert names == ["a.csv"]
    assert "没有权限" in left["密"]


def test_a_full_disk_is_no_fault_of_the_file(taken, inbox, monkeypatch):
    def copy(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(landing.shutil, "copyfile", copy)
    (inbox / "a.csv").write_bytes(CSV)
    with pytest.raises(OSError, match="No space"):
        taken()
