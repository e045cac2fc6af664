"""The page that goes with a revision: what it changes, for whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import html_page
from reports.editions import changes_text

if TYPE_CHECKING:
    from reports.editions.changes import Changes
    from reports.subjects.notes.imprint import Imprint
    from reports.value import Report

FILE = "revision.html"


def render(report: Report, imprint: Imprint, changes: Changes, title: str) -> bytes:
    """Return the page; the same changes give the same bytes."""
    return html_page.render(
        "revision.html.j2", f"{title}　修订说明", report=report, imprint=imprint, changes=changes, text=changes_text
    )
