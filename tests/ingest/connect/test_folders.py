"""Shared folders: what is whole is copied, what is still being written waits, what is away is said. No network."""

from __future__ import annotations

import os
from datetime import date

import pytest

from ingest.connect.run import fetch
from ingest.connect.settings import Connections
from warehouse.errors import DataError

DAY = date(2025, 4, 3)


@pytest.fixture
def share(tmp_path):
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def visited(home, office, share):
    """Fetch from the share; `meanwhile` happens between the two looks at it."""

    def visit(meanwhile=lambda: None, path=None):
        text = f'[[folder]]\nname = "共享盘"\npath = "{path or share}"\nsettle = 30\n'
        (office / "connections.toml").write_text(text, encoding="utf-8")
        connections = Connections.load(office)
        pauses = []

        def sleep(seconds):
            pauses.append(seconds)
            meanwhile()

        (outcome,) = fetch(home, connections, connections.sources, DAY, sleep=sleep)
        assert pauses in ([], [30])
        return outcome

    return visit


def names(outcome, home):
    return [path.relative_to(home.inbox).as_posix() for path in outcome.kept]


def put(path, content="甲"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_sub_folders_by_unit_stay_in_the_name(visited, share, home):
    put(share / "云岭县" / "3月登记表.csv")
    put(share / "澜江区" / "党办" / "3月登记表.csv", "乙")
    put(share / "总表.csv", "丙")
    assert names(visited(), home) == [
        "2025-04/共享盘/云岭县/3月登记表.csv",
        "2025-04/共享盘/总表.csv",
        "2025-04/共享盘/澜江区/党办/3月登记表.csv",
    ]


def test_what_was_copied_is_not_copied_again(visited, share, home):
    path = put(share / "表.csv")
    assert len(visited().kept) == 1
    os.utime(path)
    assert visited().kept == []


def test_a_file_replaced_under_its_name_comes_in_beside_the_first(visited, share, home):
    path = put(share / "表.csv")
    visited()
    put(path, "改过")
    outcome = visited()
    assert names(outcome, home) == ["2025-04/共享盘/表(1).csv"]
    first = home.inbox / "2025-04" / "共享盘" / "表.csv"
    assert (first.read_text(encoding="utf-8"), outcome.kept[0].read_text(encoding="utf-8")) == ("甲", "改过")


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_file_still_growing_waits_for_the_next_run_whatever_its_time_says(visited, share, home, keeps_time):
    path, other = put(share / "表.csv", "一半"), put(share / "好.csv")
    os.utime(path, ns=(0, 0))

    def grow():
        put(path, "一半又一半")
        if keeps_time:
            os.utime(path, ns=(0, 0))

    outcome = visited(grow)
    assert names(outcome, home) == ["2025-04/共享盘/好.csv"]
    assert "表.csv：正在写入" in outcome.notes[0].zh
    assert names(visited(), home) == ["2025-04/共享盘/表.csv"]
    assert other.exists()


def test_a_file_that_goes_away_between_two_looks_is_no_error(visited, share):
    path = put(share / "表.csv")
    outcome = visited(path.unlink)
    assert (outcome.kept, outcome.problem) == ([], None)


@pytest.mark.parametrize("name", ["表.xlsx.part", "表.crdownload", "表.TMP", "~$登记表.xlsx"])
def test_unfinished_copies_and_locks_are_left_and_said(visited, share, name):
    put(share / "云岭县" / name)
    outcome = visited()
    assert outcome.kept == []
    assert f"云岭县/{name}：" in outcome.notes[0].zh


@pytest.mark.parametrize(
    "lock", ["~$季度登记表.xlsx", "~$登记表.xlsx", ".~季度登记表.xlsx", ".~lock.季度登记表.xlsx#"]
)
def test_a_document_that_somebody_has_open_waits(visited, share, lock):
    put(share / "季度登记表.xlsx")
    put(share / lock, "某人")
    outcome = visited()
    assert outcome.kept == []
    assert any("季度登记表.xlsx：正被打开编辑" in note.zh for note in outcome.notes)


def test_links_and_special_files_are_left_and_the_rest_is_taken(visited, share, tmp_path, home):
    secret = put(tmp_path / "outside" / "secret.csv")
    (share / "链接.csv").symlink_to(secret)
    (share / "文件夹").symlink_to(secret.parent)
    os.mkfifo(share / "管道.csv")
    put(share / "表.csv")
    outcome = visited()
    assert names(outcome, home) == ["2025-04/共享盘/表.csv"]
    assert len(outcome.notes) == 3


def test_a_file_larger_than_landing_takes_is_said_and_not_copied(visited, share):
    with (share / "录像.csv").open("wb") as handle:
        handle.truncate(51 * 1024 * 1024)
    outcome = visited()
    assert outcome.kept == []
    assert "录像.csv：超过 50 MB" in outcome.notes[0].zh


def test_folders_without_end_are_not_followed_for_ever(visited, share, home):
    put(share.joinpath(*["深"] * 25) / "表.csv")
    outcome = visited()
    assert outcome.kept == []
    assert "套得太深" in outcome.notes[0].zh


def test_names_of_another_encoding_come_through(visited, share, home):
    name = os.fsdecode("云岭县.csv".encode("gb18030"))
    put(share / name)
    assert len(visited().kept) == 1
    assert visited().kept == []


def test_names_as_long_as_the_disk_allows_come_through(visited, share):
    put(share / f"{'长' * 83}.csv")
    assert len(visited().kept) == 1


def test_a_share_that_is_away_is_said_with_the_way_out(visited, tmp_path):
    outcome = visited(path=tmp_path / "away")
    assert outcome.kept == []
    assert "网络盘是否已连接" in outcome.problem.zh
    assert str(tmp_path / "away") in outcome.problem.zh


def test_a_share_that_goes_away_between_two_files_keeps_what_was_copied(visited, share, home, monkeypatch):
    from ingest.connect import folders

    put(share / "a.csv")
    put(share / "b.csv", "乙")
    real = folders._content

    def read(path, state):
        if path.name == "b.csv":
            raise OSError(116, "Stale file handle")
        return real(path, state)

    monkeypatch.setattr(folders, "_content", read)
    outcome = visited()
    assert names(outcome, home) == ["2025-04/共享盘/a.csv"]
    assert "Stale file handle" in outcome.problem.zh
    monkeypatch.setattr(folders, "_content", real)
    assert names(visited(), home) == ["2025-04/共享盘/b.csv"]


@pytest.mark.parametrize("step", range(4))
def test_a_run_broken_off_while_writing_leaves_no_half_and_the_next_one_completes_it(
    visited, share, home, monkeypatch, step
):
    """Two files, each synced twice: broken off before each of the four."""
    from ingest.sources import sources_of
    from warehouse import files

    for name in ("a.csv", "b.csv"):
        put(share / name, name)
    real, calls = files.sync, iter(range(100))

    def sync(path):
        if next(calls) == step:
            raise KeyboardInterrupt
        real(path)

    monkeypatch.setattr(files, "sync", sync)
    with pytest.raises(KeyboardInterrupt):
        visited()
    assert all(
        source.path.read_text(encoding="utf-8") == source.path.name for source in sources_of([home.inbox])
    )
    monkeypatch.setattr(files, "sync", real)
    assert visited().problem is None
    assert [source.file_name for source in sources_of([home.inbox])] == [
        "2025-04/共享盘/a.csv",
        "2025-04/共享盘/b.csv",
    ]


def test_an_empty_mount_point_is_noticed(visited, share):
    path = put(share / "表.csv")
    visited()
    path.unlink()
    assert "网络盘" in visited().notes[0].zh


@pytest.mark.parametrize("where", ["inbox", ".", ".."])
def test_the_home_itself_is_not_watched(visited, home, where):
    home.prepare()
    assert "互相包含" in visited(path=home.root / where).problem.zh


def test_two_fetches_at_once_are_refused(visited, share, home, office):
    put(share / "表.csv")
    told = []

    def again():
        connections = Connections.load(office)
        with pytest.raises(DataError) as error:
            list(fetch(home, connections, connections.sources, DAY, sleep=lambda _: None))
        told.append(error.value.zh)

    assert len(visited(again).kept) == 1
    assert "还在运行" in told[0]
