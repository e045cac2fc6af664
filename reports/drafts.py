"""Drafts of a period: build the value, render every document, put the folder in place whole."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from reports import display, value
from reports.documents.circular import circular, template_check
from reports.documents.page import page
from reports.documents.workbook import workbook
from reports.editions import figures, subject_figures
from reports.editions.watermark import marked
from reports.saying import plain
from reports.saying.wording import Wording
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.files import replace_folder, sha256_of
from warehouse.office import Office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from reports.value import Report
    from warehouse.home import Home
    from warehouse.period import Period


def write(home: Home, office_dir: Path, period: Period, as_of: date | None) -> Path:
    """Write the documents of a month, quarter, half-year or year and return their folder."""
    # The link may be moved to a newer snapshot at any time: all that is read must come from the same one.
    snapshot = home.current.resolve()
    report, wording = read(snapshot, office_dir, period, as_of)
    as_of = as_of or report.period.due_day
    hashes = _figures(snapshot, report)
    rendered = render(report, wording, as_of, office_dir)
    files = {name: marked(name, content) for name, content in rendered.items()}
    return _put(home, report, files, as_of, hashes)


def figures_now(home: Home, office_dir: Path, period: Period, as_of: date) -> dict[str, str]:
    """Return the hashes of a period's figures as they are now; a draft holds those of its own."""
    snapshot = home.current.resolve()
    return _figures(snapshot, read(snapshot, office_dir, period, as_of)[0])


def _figures(snapshot: Path, report: Report) -> dict[str, str]:
    with read_only(snapshot) as con:
        frozen = figures.freeze(con, report)
    return {
        figures.FILE: sha256_of(frozen.content),
        subject_figures.FILE: sha256_of(subject_figures.freeze(report).content),
    }


def render(report: Report, wording: Wording, as_of: date, office_dir: Path) -> dict[str, bytes]:
    """Return every document of a period by its name, without the mark of a draft; none holds more than may be shown."""
    title = plain.one_line(wording.title_statistics.format(period=report.period.zh))
    common = display.shown(report, wording.display)
    return {
        "circular.docx": circular.render(common, wording, as_of, template_check.of_office(office_dir)),
        "statistics.xlsx": workbook.render(common, wording, title),
        "statistics.html": page.render(common, title),
    }


def read(snapshot: Path, office_dir: Path, period: Period, as_of: date | None) -> tuple[Report, Wording]:
    """Read a period's value from a warehouse, and how the office words it; see `value.build` for the day."""
    wording = Wording.load(office_dir / "circular.toml")
    office = Office.load(office_dir)
    for tier in wording.listed_tiers:
        if tier not in office.settings.tiers:
            known = "、".join(office.settings.tiers)
            raise DataError(
                f"circular.toml：listed_tiers 里的“{tier}”不是本单位的层级（可用：{known}）",
                f"circular.toml: listed_tiers names {tier!r}, which is no tier of the office",
            )
    with read_only(snapshot) as con:
        return value.build(con, office, period, wording, fingerprint=snapshot.stem, as_of=as_of), wording


def _put(home: Home, report: Report, files: Mapping[str, bytes], as_of: date, hashes: Mapping[str, str]) -> Path:
    draft, target = home.tmp / f"draft-{report.period.code}", home.drafts / report.period.code
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, content in files.items():
        (draft / name).write_bytes(content)
    (draft / "edition.json").write_text(_said(report, files, as_of, hashes), encoding="utf-8")
    replace_folder(draft, target)
    return target


def _said(report: Report, files: Mapping[str, bytes], as_of: date, hashes: Mapping[str, str]) -> str:
    said = {
        "period": report.period.code,
        "as_of": as_of.isoformat(),
        "objections_until": report.notes.objections_until.isoformat(),
        "files": {name: sha256_of(content) for name, content in sorted(files.items())},
        "figures": hashes,
        "made_from": {
            "warehouse": report.notes.fingerprint,
            "rules": {rule.rule_version: rule.file_sha256 for rule in report.notes.rules},
        },
        "counts": counts(report),
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def counts(report: Report) -> dict[str, int]:
    """Return the few numbers by which a person knows a report again."""
    outcomes = report.notes.outcomes
    return {
        "adoptions": report.totals.adoptions.now,
        "pieces": report.totals.pieces.now,
        "accepted": outcomes.accepted,
        "rejected": outcomes.rejected,
        "duplicate": outcomes.duplicate,
        "superseded": outcomes.superseded,
    }
