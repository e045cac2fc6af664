"""The value as one self-contained HTML page: it opens from a file, asks no network, and prints."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import notes_text, plain, totals_text

if TYPE_CHECKING:
    from reports.value import Report

_HERE = Path(__file__).parent


def render(report: Report, title: str) -> bytes:
    """Return the page; the same value gives the same bytes."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    scripts = [_script(_HERE / "assets" / name) for name in ("echarts.min.js", "page.js")]
    allowed = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    data = _in_script(json.dumps(_charts(report), ensure_ascii=False, sort_keys=True, default=float))
    page = environment.get_template("page.html.j2").render(
        report=report,
        title=title,
        plain=plain,
        blocks=totals_text.blocks(report.totals),
        notes=notes_text.lines(report),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files, end tags escaped
        data=Markup(data),  # noqa: S704
        policy=f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )
    return page.encode()


def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


def _in_script(text: str) -> str:
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _charts(report: Report) -> dict[str, object]:
    return {
        "months": [f"{int(month.month_code[5:])}月" for month in report.months],
        "tiers": [
            {"name": plain.tier(tier), "counts": [month.by_tier[index] for month in report.months]}
            for index, tier in enumerate(report.tiers)
        ],
        "groups": [
            {
                "units": [line.unit_name for line in group.lines],
                "points": [line.points for line in group.lines],
                "yearAgo": [line.year_ago.base if line.year_ago else None for line in group.lines],
            }
            for group in report.groups
        ],
    }
