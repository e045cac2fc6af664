"""How seconds grow with records, drawn on logarithmic scales: a straight line that rises as the records do is linear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 400, 60, 40
_COLOURS = ("#888888", "#b8860b", "#2e8b57", "#1f5fa8")


def growth(series: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Return a picture (svg) of one line for each series of (records, seconds)."""
    points = [point for line in series.values() for point in line]
    most, least = max(x for x, _ in points), min(x for x, _ in points)
    longest, shortest = max(y for _, y in points), min(y for _, y in points)

    def place(records: float, seconds: float) -> tuple[float, float]:
        across = (log10(records) - log10(least)) / (log10(most) - log10(least) or 1)
        up = (log10(seconds) - log10(shortest)) / (log10(longest) - log10(shortest) or 1)
        return _LEFT + across * (_WIDTH - _LEFT - 90), _HEIGHT - _BOTTOM - up * (_HEIGHT - _BOTTOM - 20)

    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>']
    for records in sorted({x for x, _ in points}):
        across, _ = place(records, shortest)
        parts.append(_text(across, _HEIGHT - 12, f"{records:,}", "middle"))
    for (name, line), colour in zip(series.items(), _COLOURS, strict=True):
        drawn = [place(*point) for point in line]
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in drawn)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for (x, y), (_, seconds) in zip(drawn, line, strict=True):
            parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>')
            parts.append(_text(x - 6, y - 6, f"{seconds:.1f} s", "end"))
        parts.append(_text(drawn[-1][0] + 8, drawn[-1][1] + 4, name, "start"))
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
        f' font-size="12">\n{inside}\n</svg>\n'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'
