"""A row of bars as plain SVG, for pages that run no scripts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup, escape

from reports.saying import plain

_STEP, _BAR, _HEIGHT = 64, 34, 120
_MOST = 18  # more would not be readable on a page's width


def bars(figures: Sequence[tuple[str, Decimal | None]]) -> Markup:
    """Return a bar with its figure for each of the newest periods; negative and unknown points stand as no bar."""
    shown = figures[-_MOST:]
    most = max((points for _, points in shown if points is not None), default=0) or 1
    parts = []
    for index, (code, points) in enumerate(shown):
        middle = index * _STEP + _STEP // 2
        height = max(round(float((points or 0) / most) * _HEIGHT), 0)
        top = 20 + _HEIGHT - height
        parts.append(
            f'<text x="{middle}" y="{top - 5}" text-anchor="middle">{plain.number(points)}</text>'
            f'<rect x="{middle - _BAR // 2}" y="{top}" width="{_BAR}" height="{height}"/>'
            f'<text x="{middle}" y="{_HEIGHT + 36}" text-anchor="middle">{escape(code)}</text>'
        )
    width, height = _STEP * max(len(shown), 1), _HEIGHT + 44
    return Markup(  # noqa: S704 - figures and codes of our own, escaped
        f'<svg class="bars" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="各期得分，数据见下表">{"".join(parts)}</svg>'
    )
