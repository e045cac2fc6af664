"""Two rules over one period as one self-contained HTML page: both rankings, and what moved whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import html_page
from reports.subjects.whatif import text as moves_text
from reports.subjects.whatif.comparison import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.subjects.whatif.comparison import Move, RuleComparison

NOTE_ON_DRAFT = (
    "试算，不是公布的结果：没有写入数据仓库。草案一栏假定草案一直有效，以前计过分的同一稿件也按草案算；"
    "变化只列得分不同的条，每项最多举三条为例。"
)
NOTE_ON_VERSIONS = (
    "试算，不是公布的结果：没有写入数据仓库。两栏都假定各自的版本一直有效；变化只列得分不同的条，每项最多举三条为例。"
)


def render(
    comparison: RuleComparison, sentences: Sequence[str], title: str, subtitle: str, note: str = NOTE_ON_DRAFT
) -> bytes:
    """Return the page; the same comparison gives the same bytes. `sentences` say how the second rule differs."""
    units = {each.unit_code for each in (*comparison.before.placed, *comparison.after.placed)}
    was, now = (
        {**dict.fromkeys(units), **{each.unit_code: each for each in standing.placed}}
        for standing in (comparison.before, comparison.after)
    )
    return html_page.render(
        "whatif.html.j2",
        title,
        comparison=comparison,
        moves=comparison.moves,
        extremes=list(_extremes(comparison.moves)),
        was=was,
        now=now,
        everybody=ALL,
        sentences=sentences,
        subtitle=subtitle,
        note=f"{comparison.caution}。{note}" if comparison.caution else note,
        text=moves_text,
    )


def _extremes(moves: Sequence[Move]) -> Iterator[tuple[str, Move]]:
    """Yield who gains and who loses most."""
    ordered = sorted(moves, key=lambda move: (move.difference, move.unit_name))
    if ordered and ordered[-1].difference > 0:
        yield "得分增加最多", ordered[-1]
    if ordered and ordered[0].difference < 0:
        yield "得分减少最多", ordered[0]
