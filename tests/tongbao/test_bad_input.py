"""Bad input beside good: each bad thing has its sentence, its place and a line in the rejects; nothing stops the rest."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tests.building import OFFICES
from tongbao.cli import app

HEADER = "单位,标题,采用刊物,采用日期\n"
# What each row or file must be told, by (file, row); row 0 is the whole file.
TOLD = {
    ("2025-03/空.xlsx", 0): ("empty_file", "文件为空（0 字节）"),
    ("2025-03/半截.xlsx", 0): ("truncated", "文件不完整或已损坏"),
    ("2025-03/不明.dat", 0): ("unknown_kind", "认不出这是什么文件"),
    ("2025-03/乱码.csv", 0): ("broken_encoding", "编码"),
    ("2025-03/无表头.csv", 0): ("no_header", "没有找到登记表的表头"),
    ("2025-03/2025年3月.csv", 3): ("impossible_date", "采用日期“2月30日”不存在"),
    ("2025-03/2025年3月.csv", 4): ("unknown_unit", "报送单位“无名县”不在单位名单中"),
    ("2025-03/2025年3月.csv", 5): ("unknown_outlet", "刊物（媒体）“无名报”不在名单中"),
    ("2025-03/2025年3月.csv", 6): ("missing_title", "缺少标题"),
    ("2025-03/2025年3月.csv", 7): ("missing_unit", "缺少报送单位"),
    ("2025-03/2025年3月.csv", 8): ("missing_outlet", "缺少采用刊物"),
    ("2025-03/2025年3月.csv", 9): ("missing_date", "缺少采用日期"),
    ("2025-03/2025年3月.csv", 10): ("unreadable_date", "采用日期“月底”无法识别"),
    ("2025-03/2025年3月.csv", 11): ("outside_period", "采用日期 2023-12-31 离来件所写的统计期太远"),
    ("2025-03/2024年1月.csv", 2): ("before_counted_from", "采用日期 2023-12-31 早于本办统计起始日"),
    ("2025-03/2025年3月.csv", 12): ("after_received", "采用日期 2025-05-01 晚于收件日期"),
    ("2025-03/2025年3月.csv", 13): ("not_adopted", "备注写明“未采用”"),
}  # fmt: skip


def write_inbox(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "不明.dat").write_bytes(bytes(range(256)) * 4)
    (folder / "乱码.csv").write_bytes(HEADER.encode() + b"\xff\xfe\xfa\x81\x30\xff,\xff\n")
    (folder / "无表头.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    book.save(folder / "半截.xlsx")
    whole = (folder / "半截.xlsx").read_bytes()
    (folder / "半截.xlsx").write_bytes(whole[: len(whole) // 2])
    rows = [
        "甲县,=cmd|' /C calc'!A0,市组工,2025-03-01,",
        "甲县,这一篇的日期不存在,市组工,2月30日,",
        "无名县,这一篇的单位不在名单,市组工,3月3日,",
        "甲县,这一篇的刊物不在名单,无名报,3月3日,",
        "甲县,,市组工,3月3日,",
        ",这一篇没有写单位,市组工,3月3日,",
        "甲县,这一篇没有写刊物,,3月3日,",
        "甲县,这一篇没有写日期,市组工,,",
        "甲县,这一篇的日期读不懂,市组工,月底,",
        "甲县,这一篇早了一年,市组工,2023-12-31,",
        "甲县,这一篇还没有到日子,市组工,2025-05-01,",
        "甲县,这一篇没有被采用,市组工,3月3日,未采用",
        "乙县,<script>alert(1)</script><b>乙县有好做法</b>,市组工,3月4日,",
    ]
    text = HEADER.strip() + ",备注\n" + "\n".join(rows) + "\n"
    (folder / "2025年3月.csv").write_text(text, encoding="utf-8")
    early = "甲县,这一篇早于统计起始日,市组工,2023-12-31\n"
    (folder / "2024年1月.csv").write_text(HEADER + early, encoding="utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home, and what the run said."""
    root = tmp_path_factory.mktemp("bad")
    write_inbox(root / "inbox" / "2025-03")
    office = root / "office"
    # Most of this inbox is bad on purpose: the gate that would stop it is opened for the test.
    for path in (OFFICES / "golden").rglob("*"):
        if path.is_file() and "inbox" not in path.parts:
            target = office / path.relative_to(OFFICES / "golden")
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            target.write_text(
                text.replace("max_rejected_share = 0.5", "max_rejected_share = 1.0"), encoding="utf-8"
            )
    options = ["--home", str(root / "home"), "--org", str(office)]
    result = CliRunner().invoke(
        app, ["run", *options, str(root / "inbox"), "--period", "2025-03", "--received-on", "2025-04-03"]
    )
    assert result.exit_code == 0, result.output
    exported = CliRunner().invoke(app, ["export", "--home", str(root / "home")])
    assert exported.exit_code == 0, exported.output
    return root / "home", result.output


def exported(home: Path, kind: str) -> list[dict[str, str]]:
    with (home / "exports" / f"{kind}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_each_bad_thing_stands_in_the_rejects_with_its_reason(run: tuple[Path, str]) -> None:
    rejects = {(row["file"], int(row["row"])): row for row in exported(run[0], "rejects")}
    assert len(TOLD) == 17
    assert set(rejects) == set(TOLD)
    for place, (code, sentence) in TOLD.items():
        assert rejects[place]["reason_code"] == code, place
        assert sentence in rejects[place]["reason"], place


def test_the_run_names_a_place_for_every_reason(run: tuple[Path, str]) -> None:
    said = run[1]
    for (file, row), (_, sentence) in TOLD.items():
        assert sentence in said
        assert file in said
        assert row == 0 or f"{file} 第{row}行" in said


def test_titles_that_would_run_are_only_titles(run: tuple[Path, str]) -> None:
    titles = sorted(row["title"] for row in exported(run[0], "records"))
    assert titles == ["cmd|' /C calc'!A0", "乙县有好做法"]


def test_no_document_holds_a_formula_or_a_script_from_a_title(run: tuple[Path, str]) -> None:
    folder = run[0] / "drafts" / "2025-03"
    page = (folder / "statistics.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    with zipfile.ZipFile(folder / "statistics.xlsx") as archive:
        sheets = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")
        ]
    assert sheets
    assert not any("<f>cmd" in sheet or "<f>=" in sheet for sheet in sheets)


def test_every_record_is_accounted_for(run: tuple[Path, str]) -> None:
    # five files that cannot be read, and fourteen rows
    assert "记录 19 条 = 采用 2 + 不计 17 + 重复 0 + 被更正 0" in run[1]
