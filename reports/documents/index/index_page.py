"""`index.html` in the home: every edition and every draft there is, newest first, each with its files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from reports.documents import html_page
from reports.documents.unit_sheet.unit_sheets import FOLDER
from warehouse.files import replace_file
from warehouse.period import Period, PeriodError

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.home import Home

_FILES = {
    "circular.docx": "通报", "statistics.xlsx": "统计表", "statistics.html": "网页", "revision.html": "修订说明",
    "figures.json": "数据",
    "subjects.json": "其他数据",
    "deliveries.jsonl": "来件清单",
    "office.zip": "名单和设置",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelved:
    """A folder of reports; links are relative to the home."""

    name: str
    period: Period
    is_issued: bool
    number: str
    issued_on: str
    revises: str
    files: tuple[tuple[str, str], ...]  # what it is called, and its link
    unit_sheets: tuple[tuple[str, str], ...]


def write_index(home: Home) -> Path:
    """Write the page anew from what lies in the home's editions and drafts, and return its path."""
    target = home.root / "index.html"
    shelved, unreadable = [], []
    for path in sorted(home.root.glob("editions/*/edition.json")) + sorted(home.root.glob("drafts/*/edition.json")):
        try:
            shelved.append(_read(path))
        except (ValueError, KeyError, TypeError, PeriodError):
            unreadable.append(path.relative_to(home.root).as_posix())
    replace_file(target, render(tuple(shelved), tuple(unreadable)))
    return target


def render(shelved: tuple[Shelved, ...], unreadable: tuple[str, ...]) -> bytes:
    """Return the page; the same folders give the same bytes. What cannot be read is named, and hides nothing else."""
    newest_first = sorted(shelved, key=lambda each: (each.period.order, each.name), reverse=True)
    years = [
        (year, sorted(mine, key=lambda each: not each.is_issued))
        for year, mine in groupby(newest_first, key=lambda each: each.period.year)
    ]
    return html_page.render("index.html.j2", "定稿和草稿目录", years=years, unreadable=unreadable)


def _read(path: Path) -> Shelved:
    lock, folder = json.loads(path.read_text(encoding="utf-8")), path.parent
    period = Period.parse(lock["period"])
    files = sorted(name for name in lock["files"] if "/" not in name)
    link = f"{folder.parent.name}/{quote(folder.name)}"
    sheets = sorted((folder / FOLDER).glob("*.html"))
    return Shelved(
        folder.name, period, folder.parent.name == "editions", str(lock.get("document_number") or ""),
        str(lock.get("issued_on") or lock.get("as_of") or ""), str(lock.get("revises") or ""),
        tuple((_FILES.get(name, name), f"{link}/{quote(name)}") for name in files),
        tuple((sheet.stem, f"{link}/{FOLDER}/{quote(sheet.name)}") for sheet in sheets),
    )  # fmt: skip
