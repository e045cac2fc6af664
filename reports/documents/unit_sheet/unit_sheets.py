"""Every unit's own sheet of a period, as Word and as a page."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from reports.documents.unit_sheet import unit_docx, unit_page

if TYPE_CHECKING:
    from reports.saying.wording import Fonts
    from reports.subjects.unit.value import UnitAccounts

FOLDER = "units"
_UNSAFE = re.compile(r"[^\w.-]+|^\.+")
_LONGEST = 60  # of a name: characters of three bytes, and file systems end at 255


def render(accounts: UnitAccounts, fonts: Fonts) -> dict[str, bytes]:
    """Return the two files of each unit by their names; the same accounts give the same bytes."""
    files = {}
    for account in accounts.accounts:
        name = file_name(account.unit_code, account.unit_name)
        files[f"{name}.docx"] = unit_docx.render(account, accounts, fonts)
        files[f"{name}.html"] = unit_page.render(account, accounts)
    return files


def file_name(code: str, name: str) -> str:
    """Return a name that any file system takes and no two units share; what cannot stand in one is told apart by a hash."""
    plain = f"{code}-{name}"
    safe = _UNSAFE.sub("_", plain)[:_LONGEST]
    # Names that differ in case only are one on Windows.
    if safe == plain and code == code.upper():
        return safe
    return f"{safe}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"
