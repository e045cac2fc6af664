"""Closed versions: what an edition was signed by is pinned by its hash and changes no more.

`rules/closed.csv` of an office holds one line a version. An edited file is refused, and so is one that has vanished.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from rulebook.columns import RuleFile
from warehouse.errors import DataError
from warehouse.files import sha256_of, sync

FILE = "closed.csv"


@dataclass(frozen=True, slots=True)
class Pin:
    """A closed version: its hash, since when, and the edition that closed it."""

    scheme: str
    version: str
    sha256: str
    closed_on: str
    edition: str = ""


_COLUMNS = tuple(field.name for field in fields(Pin))


def check_closed(rules_folder: Path) -> None:
    """Raise `DataError` when the file of a closed version was edited or has vanished."""
    for pin in read_pins(rules_folder):
        path = rules_folder / pin.scheme / f"{pin.version}.yaml"
        since = f"已于 {pin.closed_on} 封存" + (f"（{pin.edition}）" if pin.edition else "")
        if not path.exists():
            raise DataError(
                f"{path}：这个版本{since}，文件却不见了：请从备份恢复原文件",
                f"{path} was closed on {pin.closed_on} and is missing: restore it",
            )
        if sha256_of(path) != pin.sha256:
            raise DataError(
                f"{path}：这个版本{since}，内容却改过了：请恢复原文件；要改办法，另写一个版本，写明自己的有效期",
                f"{path} was closed on {pin.closed_on} and has been edited: restore it, "
                "or write a new version with its own dates",
            )


def close(files: Sequence[RuleFile], closed_on: date, edition: str = "") -> tuple[RuleFile, ...]:
    """Pin the versions of rule files; return those that were not yet pinned.

    What is pinned already keeps its line, whatever edition comes next.
    """
    closed: list[RuleFile] = []
    for folder in dict.fromkeys(_rules_folder(file) for file in files):
        check_closed(folder)
        pins = read_pins(folder)
        pinned = {(pin.scheme, pin.version) for pin in pins}
        new = [file for file in files if _rules_folder(file) == folder and _name(file) not in pinned]
        if new:
            more = (Pin(*_name(file), file.sha256, closed_on.isoformat(), edition) for file in new)
            _write(folder / FILE, (*pins, *more))
        closed += new
    return tuple(closed)


def read_pins(rules_folder: Path) -> tuple[Pin, ...]:
    """Read the closed versions of an office; raise `DataError` naming the line that is no pin."""
    path = rules_folder / FILE
    if not path.exists():
        return ()
    pins = []
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    for number, row in enumerate(reader, start=2):
        values = [row.get(name) for name in _COLUMNS]
        if any(value is None for value in values) or not all(values[:4]) or None in row:
            raise DataError(
                f"{path} 第 {number} 行读不懂：每行应有 {'、'.join(_COLUMNS)}；这份清单由 tongbao rules close 写，请恢复原文件",
                f"{path} row {number}: want {', '.join(_COLUMNS)}; the list is written by tongbao rules close: restore it",
            )
        pins.append(Pin(*(value or "" for value in values)))
    return tuple(pins)


def _name(file: RuleFile) -> tuple[str, str]:
    return file.rule.scheme, file.rule.version


def _rules_folder(file: RuleFile) -> Path:
    """Return the folder of an office's rules that a file lies in; others belong to nobody and cannot be closed."""
    folder = file.path.resolve().parents[1]
    if folder.name != "rules" or not (folder.parent / "office.toml").exists():
        raise DataError(
            f"{file.path} 不在单位文件夹的 rules/<方案>/ 下，不能封存：请先放进去",
            f"{file.path} is not in rules/<scheme>/ of an office and cannot be closed: put it there first",
        )
    return folder


def _write(path: Path, pins: Iterable[Pin]) -> None:
    """Write the list whole: a killed run leaves the old or the new."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(astuple(pin) for pin in pins)
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text(text.getvalue(), encoding="utf-8")
    sync(draft)
    draft.replace(path)
    sync(path.parent)
