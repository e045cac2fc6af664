"""Zip archives: every file in them is a delivery of its own; those made to harm are refused as a whole."""

from __future__ import annotations

import io
import json
import stat
import zipfile

import pytest

from ingest import limits
from ingest.catalogue import load_catalogue
from ingest.landing import land, refresh
from ingest.layouts import Layouts
from ingest.readers import archive
from tests.ingest.conftest import RECEIVED_ON

HEADER = "单位,标题,采用刊物,刊发日期\n"


def register(title: str) -> bytes:
    return f"{HEADER}云岭县,{title},澜江日报,3月5日\n".encode()


def packed(members: dict[str, bytes], **options: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.fixture
def opened(inbox, home, layouts):
    """Land one archive; return what became of it and of everything in it."""

    def land_archive(content: bytes, name: str = "一批.zip"):
        (inbox / name).write_bytes(content)
        first, *others = land([inbox / name], home, layouts, RECEIVED_ON)
        return first, others

    return land_archive


def test_every_file_in_an_archive_is_a_delivery_of_its_own(opened, workbook, header, record, home):
    book = workbook([header, record]).read_bytes()
    archive, members = opened(packed({"三月/a.csv": register("甲"), "b.xlsx": book, "坏.xlsx": b""}))
    assert (archive.kind, archive.record_count, archive.problem, archive.status) == (
        "archive",
        0,
        None,
        "new",
    )
    assert [(one.file_name, one.kind, one.record_count, one.problem_code) for one in members] == [
        ("一批.zip/三月/a.csv", "delimited", 1, None),
        ("一批.zip/b.xlsx", "workbook", 1, None),
        ("一批.zip/坏.xlsx", "unreadable", 1, "empty_file"),
    ]
    catalogue = load_catalogue(home)
    assert {one.part_of for one in catalogue.values()} == {None, archive.delivery_id}
    assert catalogue[archive.delivery_id].part_of is None
    assert catalogue[archive.delivery_id].sheet_count == 3
    assert (home.raw / members[1].delivery_id / "original.xlsx").read_bytes() == book
    assert list(home.tmp.iterdir()) == []


def test_an_archive_in_an_archive_is_taken_apart_too_and_means_the_same_as_alone(opened):
    inner = packed({"a.csv": register("甲")})
    _, within = opened(packed({"里.zip": inner, "b.csv": register("乙")}))
    assert [(one.file_name, one.kind) for one in within] == [
        ("一批.zip/里.zip", "archive"),
        ("一批.zip/里.zip/a.csv", "delimited"),
        ("一批.zip/b.csv", "delimited"),
    ]
    alone, members = opened(inner, "里.zip")
    assert (alone.status, alone.delivery_id) == ("again", within[0].delivery_id)
    assert members == []


def test_the_same_archive_twice_and_a_file_that_is_known_land_nothing_new(opened, inbox, home, layouts):
    content = packed({"a.csv": register("甲"), "b.csv": register("乙")})
    (inbox / "a.csv").write_bytes(register("甲"))
    land([inbox / "a.csv"], home, layouts, RECEIVED_ON)
    _, members = opened(content)
    assert [one.status for one in members] == ["again", "new"]
    archive, members = opened(content)
    assert (archive.status, members) == ("known", [])
    assert len(load_catalogue(home)) == 3


def test_names_are_labels_only_and_read_as_the_packer_wrote_them(opened, home, tmp_path):
    raw = packed(
        {"XXXXXX.csv": register("甲"), "../../up.csv": register("乙"), "/etc/root.csv": register("丙")}
    )
    raw = raw.replace(b"XXXXXX.csv", "登记表".encode("gb18030") + b".csv")
    assert [one.file_name for one in opened(raw)[1]] == [
        "一批.zip/登记表.csv",
        "一批.zip/up.csv",
        "一批.zip/etc/root.csv",
    ]
    tricky = ("C:\\a\\b.csv", "gpj.\u202ecsv", "\u202e", "a\x1b[2J.csv")
    names = [one.file_name for one in opened(packed({name: register(name) for name in tricky}), "怪.zip")[1]]
    assert names == ["怪.zip/a/b.csv", "怪.zip/gpj.csv", "怪.zip/无名", "怪.zip/a[2J.csv"]
    assert not (tmp_path / "up.csv").exists()
    assert {path.name for path in home.root.iterdir()} >= {"raw", "tmp"}
    assert list(home.root.rglob("*up.csv")) == []


def test_what_desktops_put_into_archives_is_no_delivery(opened):
    bookkeeping = ("__MACOSX/._a.csv", ".DS_Store", "x/Thumbs.db", "x/desktop.ini", "x/")
    archive, members = opened(packed(dict.fromkeys(bookkeeping, b"x") | {"a.csv": register("甲")}))
    assert [one.file_name for one in members] == ["一批.zip/a.csv"]
    assert archive.problem is None


def test_an_archive_without_files_says_so(opened):
    archive, members = opened(packed({"__MACOSX/._a": b"x"}))
    assert (archive.kind, archive.problem_code, archive.record_count, members) == (
        "archive",
        "empty_file",
        1,
        [],
    )


def test_files_that_cannot_be_unpacked_are_named_and_the_others_taken(opened):
    raw = packed({"a.csv": register("甲"), "锁.csv": register("乙"), "坏.csv": register("丙")})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        locked, damaged = archive.infolist()[1:]
        entry = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 4)
    spoiled = bytearray(raw)
    spoiled[entry + 8] |= 1
    spoiled[locked.header_offset + 6] |= 1
    spoiled[damaged.header_offset + 60] ^= 0xFF
    archive, members = opened(bytes(spoiled))
    assert [one.file_name for one in members] == ["一批.zip/a.csv"]
    assert (archive.kind, archive.problem_code, archive.record_count) == ("archive", "encrypted", 1)
    for part in ("锁.csv：设有密码", "坏.csv：已损坏", "其余 1 个文件已照收"):
        assert part in archive.problem


def test_a_link_in_an_archive_is_not_followed(opened):
    link = zipfile.ZipInfo("passwd.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    one, members = opened(held.getvalue())
    assert "passwd.csv：是链接" in one.problem
    assert members == []


def deep(levels: int) -> bytes:
    content = packed({"a.csv": register("甲")})
    for _ in range(levels - 1):
        content = packed({"x.zip": content})
    return content


def test_archives_are_opened_to_a_depth_and_refused_beyond_it(opened):
    assert [one.kind for one in opened(deep(limits.MAX_ARCHIVE_DEPTH), "a.zip")[1]] == [
        "archive",
        "archive",
        "delimited",
    ]
    archive, members = opened(deep(limits.MAX_ARCHIVE_DEPTH + 1), "b.zip")
    assert (archive.problem_code, members) == ("too_large", [])
    assert "层层相套，超过 3 层" in archive.problem


def test_a_bomb_is_refused_also_inside_another_archive(opened):
    bomb = packed({"0.csv": b"0" * 30_000_000})
    for content in (
        bomb,
        packed({"in.zip": bomb}),
        packed({f"{n}.csv": b"%d" % n * 2_000_000 for n in range(9)}),
    ):
        archive, members = opened(content)
        assert (archive.problem_code, members) == ("too_large", [])
        assert "解压后过大" in archive.problem


def forged(raw: bytes) -> bytes:
    """Let every member of an archive begin at its first byte."""
    content = bytearray(raw)
    for start in [at for at in range(len(raw)) if raw[at : at + 4] == b"PK\x01\x02"]:
        content[start + 42 : start + 46] = b"\0\0\0\0"
    return bytes(content)


def test_members_that_share_their_bytes_are_refused(opened):
    archive, members = opened(forged(packed({"a.csv": register("甲"), "b.csv": register("乙")})))
    assert "互相重叠" in archive.problem
    assert members == []


def test_nothing_lies_in_the_folder_that_the_reading_does_not_name(tmp_path):
    sound = packed({"a.csv": register("甲"), "b.csv": register("乙")})
    refused, broken = tmp_path / "refused.zip", tmp_path / "broken.zip"
    refused.write_bytes(packed({"a.csv": register("甲"), "里.zip": forged(sound)}))
    data = sound.rindex(b"b.csv", 0, sound.index(b"PK\x01\x02")) + len("b.csv") + 20
    broken.write_bytes(sound[:data] + bytes([sound[data] ^ 0xFF]) + sound[data + 1 :])
    for path, names in ((refused, ()), (broken, ("a.csv",))):
        folder = tmp_path / path.stem
        reading = archive.read(path, folder)
        assert reading.members == names
        assert sorted(one.name for one in folder.iterdir()) == [str(n) for n in range(len(names))]
        assert reading.rows[0].problem is not None


def test_too_many_members_are_refused(opened):
    archive, members = opened(packed({f"{n}": b"" for n in range(limits.MAX_ARCHIVE_MEMBERS + 1)}))
    assert (archive.problem_code, members) == ("too_large", [])
    assert f"超过 {limits.MAX_ARCHIVE_MEMBERS} 个" in archive.problem


def test_damage_anywhere_in_an_archive_loses_no_file_in_silence(opened, home):
    raw = packed({"a.csv": register("甲"), "b.csv": register("乙")})
    seen = set()
    for place in range(0, len(raw), 7):
        spoiled = raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]
        archive, members = opened(spoiled, f"{place}.zip")
        seen.add(archive.problem_code)
        if archive.problem is None and archive.kind == "archive":
            assert len(members) == 2
    assert seen >= {None, "truncated"}


def test_an_archive_kept_unread_by_an_older_version_is_taken_apart_by_the_next(opened, home, office):
    archive, _ = opened(packed({"a.csv": register("甲")}))
    folder = home.raw / archive.delivery_id
    told = json.loads((folder / "delivery.json").read_bytes())
    (folder / "delivery.json").write_text(
        json.dumps(told | {"reader": "kinds@1+x", "kind": "unreadable"}), encoding="utf-8"
    )
    for other in home.raw.iterdir():
        if other != folder:
            (other / "delivery.json").unlink()
            for path in other.iterdir():
                path.unlink()
            other.rmdir()
    read = refresh(home, Layouts.load(office))
    assert [(one.file_name, one.status, one.kind) for one in read] == [
        ("一批.zip", "known", "archive"),
        ("一批.zip/a.csv", "new", "delimited"),
    ]
    assert {one.received_on for one in load_catalogue(home).values()} == {"2025-04-03"}
