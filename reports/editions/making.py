"""An edition made: documents, frozen figures, and what they were made from. Issuing and proving make it the same way."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reports import display, drafts
from reports.documents.revision import revision_page
from reports.documents.unit_sheet import unit_sheets
from reports.editions import figures, office, sources, subject_figures
from reports.editions.changes import Changes, Known, compare
from reports.editions.changes_text import sentences
from reports.editions.subject_figures import SubjectFigures
from reports.saying import plain
from reports.subjects.notes.imprint import Imprint
from reports.subjects.unit import query as query_unit_accounts
from warehouse.database import read_only
from warehouse.editions import FILE, Edition, EditionName, MadeFrom
from warehouse.files import sha256_of
from warehouse.office import Decision, Office
from warehouse.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reports.editions.figures import Figures
    from reports.saying.wording import Wording
    from reports.subjects.afterwards.value import ReportedObjection
    from reports.value import Report

DELIVERIES = "deliveries.jsonl"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person says when an edition is issued."""

    name: EditionName
    number: int
    issued_on: date
    issued_by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What an edition is made from: a warehouse, the office, the deliveries in it, and the editions before."""

    snapshot: Path
    office_folder: Path
    deliveries: bytes
    shelf: Path
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An edition ready to be put on the shelf; `files` has all but `edition.json`."""

    edition: Edition
    files: dict[str, bytes]
    changes: Changes | None


def make(order: Order, made_from: Sources) -> Made:
    """Make an edition; the same order and sources give the same bytes."""
    report, wording = drafts.read(
        made_from.snapshot, made_from.office_folder, order.name.period, order.issued_on
    )
    with read_only(made_from.snapshot) as con:
        frozen = figures.freeze(con, report)
    others = subject_figures.freeze(report)
    changes = _changes(order.name, frozen, others, report, made_from) if order.name.revision > 1 else None
    printed = changes and _printed(changes, report, wording)
    open_count = sum(each.outcome == "open" for each in report.afterwards.objections)
    imprint = _imprint(order, printed, open_count)
    report = replace(report, notes=replace(report.notes, imprint=imprint))
    files = drafts.render(report, wording, order.issued_on, made_from.office_folder)
    if printed:
        title = plain.one_line(wording.title_circular.format(period=report.period.zh))
        files[revision_page.FILE] = revision_page.render(report, imprint, printed, title)
    files |= _unit_sheets(report, wording, order.issued_on, made_from)
    files |= {
        figures.FILE: frozen.content,
        subject_figures.FILE: others.content,
        office.FILE: office.packed(made_from.office_folder),
        DELIVERIES: made_from.deliveries,
    }
    return Made(_edition(order, report, wording, made_from, files), files, changes)


def _unit_sheets(report: Report, wording: Wording, issued_on: date, made_from: Sources) -> dict[str, bytes]:
    """What each unit is told of its own stays provable with the rest, whatever the common documents show."""
    settled = Office.load(made_from.office_folder)
    with read_only(made_from.snapshot) as con:
        accounts = query_unit_accounts.build(
            con, settled, report.period.period, wording, fingerprint=report.notes.fingerprint, as_of=issued_on
        )
    sheets = unit_sheets.render(accounts, wording.fonts)
    return {f"{unit_sheets.FOLDER}/{name}": content for name, content in sheets.items()}


def _printed(changes: Changes, report: Report, wording: Wording) -> Changes:
    """What an office does not show of its ranking is not shown by what changed in it either."""
    if wording.display.mode == "full":
        return changes
    return changes.of(frozenset(one.unit_name for one in display.shown(report, wording.display).ranking.ranked))


def before(name: EditionName) -> str:
    """Return the edition that a revision takes the place of."""
    return EditionName(name.period, name.revision - 1).code


def _imprint(order: Order, changes: Changes | None, open_count: int) -> Imprint:
    return Imprint(
        edition=order.name.code,
        number=order.number,
        issued_on=order.issued_on,
        issued_by=order.issued_by,
        open_objections=open_count,
        revises=before(order.name) if changes else None,
        reason=order.reason,
        changes=tuple(sentences(changes)) if changes else (),
    )


def _changes(
    name: EditionName, now: Figures, others: SubjectFigures, report: Report, made_from: Sources
) -> Changes:
    earlier = made_from.shelf / before(name)
    was = figures.Figures.load((earlier / figures.FILE).read_bytes())
    deliveries = [
        json.loads(line)["delivery_id"] for line in (earlier / DELIVERIES).read_bytes().splitlines()
    ]
    corrections = _corrections(earlier, made_from.office_folder, report.afterwards.objections)
    changes = compare(was, now, Known(frozenset(deliveries), corrections))
    path = earlier / subject_figures.FILE
    if not path.exists():  # issued before subjects were frozen
        return changes
    return replace(changes, figures=subject_figures.compare(SubjectFigures.load(path.read_bytes()), others))


def _corrections(earlier: Path, office_folder: Path, objections: Sequence[ReportedObjection]) -> dict[str, str]:
    """Return by record what has been decided since the earlier edition, and on whose objection."""
    with tempfile.TemporaryDirectory() as scratch:
        office.unpack((earlier / office.FILE).read_bytes(), Path(scratch))
        known = set(read_rows(Path(scratch) / "decisions.csv", Decision, optional=True))
    upheld = {each.record_id: each.objection_id for each in objections if each.outcome == "upheld"}
    decided = read_rows(office_folder / "decisions.csv", Decision, optional=True)
    return {
        each.subject: (f"异议 {upheld[each.subject]} 成立，" if each.subject in upheld else "")
        + f"更正：{each.answer}（{each.decided_on} 决定）"
        for each in decided
        if each.kind == "record" and each not in known
    }


def _edition(
    order: Order, report: Report, wording: Wording, made_from: Sources, files: dict[str, bytes]
) -> Edition:
    return Edition(
        edition=order.name.code,
        period=order.name.period.code,
        revision=order.name.revision,
        revises=before(order.name) if order.name.revision > 1 else None,
        reason=order.reason,
        number=order.number,
        document_number=wording.document_number.format(year=order.issued_on.year, number=order.number),
        issued_on=order.issued_on,
        issued_by=order.issued_by,
        objections_until=report.notes.objections_until,
        open_objections=report.notes.imprint.open_objections if report.notes.imprint else 0,
        counts=drafts.counts(report),
        made_from=MadeFrom(
            warehouse=report.notes.fingerprint,
            rules={rule.rule_version: rule.file_sha256 for rule in report.notes.rules},
            registry=office.registry(made_from.office_folder),
            records=sha256_of(made_from.deliveries),
            editions={name: sha256_of(made_from.shelf / name / FILE) for name in made_from.editions},
            code=sources.code(),
            templates=sources.templates(),
            version=sources.version(),
        ),
        files={name: sha256_of(content) for name, content in sorted(files.items())},
    )
