"""Drafts of a period: build the value, render every document, put the folder in place whole."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

from reports import circular, page, plain, value, workbook
from reports.wording import Wording
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
    from warehouse.period import Grain, Period


# Days after the period's end, as the DAGs are scheduled: what a report bears unless another day is given.
_DUE_DAYS: dict[Grain, int] = {"month": 5, "quarter": 10, "half": 10, "year": 10}


def write(home: Home, office_dir: Path, period: Period, as_of: date | None) -> Path:
    """Write the documents of a month, quarter, half-year or year and return their folder."""
    as_of = as_of or due_day(period)
    wording = Wording.load(office_dir / "circular.toml")
    report = _read(home, office_dir, period, wording, as_of)
    title = plain.one_line(wording.title_statistics.format(period=period.zh))
    files = {
        "circular.docx": circular.render(report, wording, as_of),
        "statistics.xlsx": workbook.render(report, wording, title),
        "statistics.html": page.render(report, title),
    }
    return _put(home, report, files, as_of)


def due_day(period: Period) -> date:
    """Return the day on which the schedules write the reports of a period."""
    return period.last_day + timedelta(days=_DUE_DAYS[period.grain])


def _read(home: Home, office_dir: Path, period: Period, wording: Wording, as_of: date) -> Report:
    office = Office.load(office_dir)
    for tier in wording.listed_tiers:
        if tier not in office.settings.tiers:
            known = "、".join(office.settings.tiers)
            raise DataError(
                f"circular.toml：listed_tiers 里的“{tier}”不是本单位的层级（可用：{known}）",
                f"circular.toml: listed_tiers names {tier!r}, which is no tier of the office",
            )
    # The link may be moved to a newer snapshot at any time: name and rows must come from the same one.
    snapshot = home.current.resolve()
    with read_only(snapshot) as con:
        return value.build(con, office, period, wording, fingerprint=snapshot.stem, as_of=as_of)


def _put(home: Home, report: Report, files: Mapping[str, bytes], as_of: date) -> Path:
    draft, target = home.tmp / f"draft-{report.period.code}", home.drafts / report.period.code
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, content in files.items():
        (draft / name).write_bytes(content)
    (draft / "edition.json").write_text(_edition(report, files, as_of), encoding="utf-8")
    replace_folder(draft, target)
    return target


def _edition(report: Report, files: Mapping[str, bytes], as_of: date) -> str:
    outcomes = report.notes.outcomes
    lock = {
        "period": report.period.code,
        "as_of": as_of.isoformat(),
        "files": {name: sha256_of(content) for name, content in sorted(files.items())},
        "made_from": {
            "warehouse": report.notes.fingerprint,
            "rules": {rule.rule_version: rule.file_sha256 for rule in report.notes.rules},
        },
        "counts": {
            "adoptions": report.totals.adoptions.now,
            "pieces": report.totals.pieces.now,
            "accepted": outcomes.accepted,
            "rejected": outcomes.rejected,
            "duplicate": outcomes.duplicate,
            "superseded": outcomes.superseded,
        },
    }
    return json.dumps(lock, ensure_ascii=False, indent=2) + "\n"
