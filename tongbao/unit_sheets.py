"""`tongbao units`: every unit's own sheet of a period, as Word and as a page."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import date
from pathlib import Path

from reports import query_unit_accounts, unit_docx, unit_page
from reports.drafts import due_day
from reports.index_page import write_index
from reports.unit_account import UnitAccounts
from reports.wording import Fonts, Wording
from tongbao.stages import Place
from warehouse.database import read_only
from warehouse.files import replace_folder
from warehouse.office import Office
from warehouse.period import Period

_UNSAFE = re.compile(r"[^\w.-]+|^\.+")
_LONGEST = 60  # of a name: characters of three bytes, and file systems end at 255


def write_unit_sheets(place: Place, period: Period, as_of: date | None) -> tuple[Path, UnitAccounts]:
    """Write the sheets of all units into `units` of the period's drafts, whole; return their folder and what they say."""
    wording = Wording.load(place.office_folder / "circular.toml")
    snapshot = place.home.current.resolve()
    with place.home.writing():
        with read_only(snapshot) as connection:
            accounts = query_unit_accounts.build(
                connection, Office.load(place.office_folder), period, wording,
                fingerprint=snapshot.stem, as_of=as_of or due_day(period),
            )  # fmt: skip
        draft = place.home.tmp / f"units-{period.code}"
        shutil.rmtree(draft, ignore_errors=True)
        write_all(draft, accounts, wording.fonts)
        target = place.home.drafts / period.code / "units"
        replace_folder(draft, target)
        write_index(place.home)
    return target, accounts


def write_all(folder: Path, accounts: UnitAccounts, fonts: Fonts) -> None:
    """Write the two files of each unit into a new folder."""
    folder.mkdir(parents=True)
    for account in accounts.accounts:
        name = file_name(account.unit_code, account.unit_name)
        (folder / f"{name}.docx").write_bytes(unit_docx.render(account, accounts, fonts))
        (folder / f"{name}.html").write_bytes(unit_page.render(account, accounts))


def file_name(code: str, name: str) -> str:
    """Return a name that any file system takes and no two units share; what cannot stand in one is told apart by a hash."""
    plain = f"{code}-{name}"
    safe = _UNSAFE.sub("_", plain)[:_LONGEST]
    # Names that differ in case only are one on Windows.
    if safe == plain and code == code.upper():
        return safe
    return f"{safe}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
