"""A unit's account as one self-contained HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import html_page
from reports.documents.unit_sheet.bars import bars
from reports.subjects.unit import text as unit_text

if TYPE_CHECKING:
    from reports.subjects.unit.value import UnitAccount, UnitAccounts


def render(account: UnitAccount, accounts: UnitAccounts) -> bytes:
    """Return the page; the same account gives the same bytes."""
    return html_page.render(
        "unit.html.j2",
        unit_text.title(account, accounts),
        account=account,
        accounts=accounts,
        text=unit_text,
        chart=bars([(past.period_code, past.alike) for past in account.history]),
    )
