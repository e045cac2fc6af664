"""Closed versions: what was signed by is pinned, and what changes it afterwards is refused with the way out."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rulebook.closed import close, read_pins
from rulebook.loading import load_rules, read_rule
from tests.building import OFFICES
from tongbao.rules import read_files
from warehouse.errors import DataError
from warehouse.office import Office

DAY = date(2025, 4, 10)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.load(Path(shutil.copytree(OFFICES / "golden", tmp_path / "office")))


@pytest.fixture
def old(office: Office) -> Path:
    """The file of 2024, closed."""
    path = office.rules_folder / "xxcy" / "2024.yaml"
    assert [file.path for file in close([read_rule(path)], DAY, "2024年第4期")] == [path]
    return path


def refusal(office: Office) -> str:
    with pytest.raises(DataError) as caught:
        load_rules(office)
    return caught.value.zh


def test_a_pin_says_what_since_when_and_by_which_edition(office: Office, old: Path) -> None:
    text = (office.rules_folder / "closed.csv").read_text(encoding="utf-8")
    assert text == (
        f"scheme,version,sha256,closed_on,edition\nxxcy,2024,{read_rule(old).sha256},2025-04-10,2024年第4期\n"
    )


def test_unchanged_and_unpinned_versions_pass(office: Office, old: Path) -> None:
    unpinned = old.with_stem("2025")
    unpinned.write_text(unpinned.read_text(encoding="utf-8") + "\n# 后来加的话\n", encoding="utf-8")
    assert [file.rule.version for file in load_rules(office)] == ["2024", "2025"]
    assert len(read_files([old, unpinned])) == 2


def test_an_edited_file_is_refused_with_the_way_out(office: Office, old: Path) -> None:
    before = old.read_bytes()
    old.write_bytes(before + b"\n")
    message = refusal(office)
    assert str(old) in message
    assert (
        "已于 2025-04-10 封存（2024年第4期），内容却改过了：请恢复原文件；要改办法，另写一个版本" in message
    )
    with pytest.raises(DataError, match="restore it, or write a new version with its own dates"):
        read_files([old.with_stem("2025")])
    old.write_bytes(before)
    assert len(load_rules(office)) == 2


def test_a_file_that_has_vanished_is_refused(office: Office, old: Path) -> None:
    old.unlink()
    assert "文件却不见了：请从备份恢复原文件" in refusal(office)


def test_closing_again_changes_nothing(office: Office, old: Path) -> None:
    later = old.with_stem("2025")
    files = [read_rule(old), read_rule(later)]
    assert [file.path for file in close(files, date(2025, 7, 10))] == [later]
    assert [(pin.version, pin.closed_on) for pin in read_pins(office.rules_folder)] == [
        ("2024", "2025-04-10"), ("2025", "2025-07-10"),
    ]  # fmt: skip


def test_an_edited_closed_file_cannot_be_closed_anew(old: Path) -> None:
    old.write_bytes(old.read_bytes() + b"\n")
    with pytest.raises(DataError, match="has been edited"):
        close([read_rule(old)], DAY)


def test_a_file_of_no_office_cannot_be_closed(old: Path, tmp_path: Path) -> None:
    alone = tmp_path / "xxcy" / "2024.yaml"
    alone.parent.mkdir()
    shutil.copyfile(old, alone)
    with pytest.raises(DataError) as caught:
        close([read_rule(alone)], DAY)
    assert "不在单位文件夹的 rules/<方案>/ 下" in caught.value.zh


@pytest.mark.parametrize(
    "line", ["xxcy,2024", "xxcy,2024,,2025-04-10,", "xxcy,2024,abc,2025-04-10,期,又一列"]
)
def test_a_list_that_somebody_spoiled_is_named_by_its_line(office: Office, old: Path, line: str) -> None:
    path = office.rules_folder / "closed.csv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    assert "closed.csv 第 3 行读不懂" in refusal(office)


def test_a_closed_version_without_an_end_ends_when_the_next_begins(office: Office) -> None:
    last = office.rules_folder / "xxcy" / "2025.yaml"
    close([read_rule(last)], DAY)
    text = last.read_text(encoding="utf-8")
    following = text.replace('version: "2025"', 'version: "2026"').replace(
        "{from: 2025-01-01}", "{from: 2026-07-01}"
    )
    last.with_stem("2026").write_text(following, encoding="utf-8")
    spans = [(file.rule.effective.start, file.rule.effective.end) for file in load_rules(office)[1:]]
    assert spans == [
        (date(2025, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(9999, 12, 31)),
    ]
