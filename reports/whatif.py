"""A draft rule tried on a real period, as one self-contained HTML page: both rankings, and what moved whom."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import moves_text, plain
from reports.comparison import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.comparison import Comparison, Move

_HERE = Path(__file__).parent
_NOTE = (
    "试算，不是公布的结果：没有写入数据仓库。草案一栏假定草案一直有效，以前计过分的同一稿件也按草案算；"
    "变化只列得分不同的条，每项最多举三条为例。"
)


def render(comparison: Comparison, sentences: Sequence[str], title: str, subtitle: str) -> bytes:
    """Return the page; the same comparison gives the same bytes. `sentences` say how the draft differs."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    style = (_HERE / "assets" / "whatif.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    units = {each.unit_code for each in (*comparison.before.placed, *comparison.after.placed)}
    was, now = (
        {**dict.fromkeys(units), **{each.unit_code: each for each in standing.placed}}
        for standing in (comparison.before, comparison.after)
    )
    page = environment.get_template("whatif.html.j2").render(
        comparison=comparison,
        moves=comparison.moves,
        extremes=list(_extremes(comparison.moves)),
        was=was,
        now=now,
        everybody=ALL,
        sentences=sentences,
        title=title,
        subtitle=subtitle,
        note=_NOTE,
        plain=plain,
        text=moves_text,
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.encode()


def _extremes(moves: Sequence[Move]) -> Iterator[tuple[str, Move]]:
    """Yield who gains and who loses most."""
    ordered = sorted(moves, key=lambda move: (move.difference, move.unit_name))
    if ordered and ordered[-1].difference > 0:
        yield "得分增加最多", ordered[-1]
    if ordered and ordered[0].difference < 0:
        yield "得分减少最多", ordered[0]
