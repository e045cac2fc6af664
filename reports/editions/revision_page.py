"""The page that goes with a revision: what it changes, for whom, and why."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import plain
from reports.editions import changes_text

if TYPE_CHECKING:
    from reports.editions.changes import Changes
    from reports.editions.imprint import Imprint
    from reports.value import Report

FILE = "revision.html"
_REPORTS = Path(__file__).resolve().parents[1]


def render(report: Report, imprint: Imprint, changes: Changes, title: str) -> bytes:
    """Return the page; the same changes give the same bytes."""
    environment = Environment(
        loader=FileSystemLoader(_REPORTS / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    style = (_REPORTS / "assets" / "whatif.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment.get_template("revision.html.j2").render(
        report=report,
        imprint=imprint,
        changes=changes,
        title=title,
        plain=plain,
        text=changes_text,
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.encode()
