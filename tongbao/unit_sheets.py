"""`tongbao units`: every unit's own sheet of a period, as a draft."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from reports.documents.index.index_page import write_index
from reports.documents.unit_sheet import unit_sheets
from reports.saying.wording import Wording
from reports.subjects.unit import query as query_unit_accounts
from reports.subjects.unit.value import UnitAccounts
from tongbao.place import Place
from warehouse.database import read_only
from warehouse.files import replace_folder
from warehouse.office import Office
from warehouse.period import Period


def write_unit_sheets(place: Place, period: Period, as_of: date | None) -> tuple[Path, UnitAccounts]:
    """Write the sheets of all units into `units` of the period's drafts, whole; return their folder and what they say."""
    wording = Wording.load(place.office_folder / "circular.toml")
    snapshot = place.home.current.resolve()
    with place.home.writing():
        with read_only(snapshot) as connection:
            accounts = query_unit_accounts.build(
                connection, Office.load(place.office_folder), period, wording,
                fingerprint=snapshot.stem, as_of=as_of,
            )  # fmt: skip
        draft = place.home.tmp / f"units-{period.code}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name, content in unit_sheets.render(accounts, wording.fonts).items():
            (draft / name).write_bytes(content)
        target = place.home.drafts / period.code / unit_sheets.FOLDER
        replace_folder(draft, target)
        write_index(place.home)
    return target, accounts
