"""What all our pages share: one dress, one policy. A page opens from a file, asks no network, runs only its own scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.saying import plain

_HERE = Path(__file__).parent


def render(template: str, title: str, *, scripts: Sequence[str] = (), data: object = None, **context: object) -> bytes:
    """Return a page; the same values give the same bytes.

    `scripts` are assets, and `data` is what they draw. Only a page with scripts may set styles while it runs.
    """
    running = [_asset(name).replace("</script", "<\\/script") for name in scripts]
    style = _asset("report.css")
    styles = "'unsafe-inline'" if running else _allowed(style)
    allowed = f"script-src {' '.join(map(_allowed, running))}; img-src data:; " if running else ""
    page = _environment().get_template(template).render(
        title=title,
        plain=plain,
        style=Markup(style),  # noqa: S704 - our own files
        scripts=[Markup(script) for script in running],  # noqa: S704
        data=Markup(_in_script(data)),  # noqa: S704 - escaped
        policy=f"default-src 'none'; {allowed}style-src {styles}; base-uri 'none'; form-action 'none'",
        **context,
    )
    return page.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@cache
def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


@cache
def _allowed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _in_script(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=float)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
