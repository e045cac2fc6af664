"""Charts for Word: PNG, drawn with the font that is shipped, so that every machine draws the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.saying import plain
from reports.subjects.ranking import rescored_text

if TYPE_CHECKING:

    from reports.subjects.ranking.value import Group
    from reports.subjects.totals.value import Month
    from reports.value import Report

_FONTS = Path(__file__).parents[1] / "assets" / "fonts"
_FONT = "Tongbao Sans"
_MISSING = "〓"  # what printers set for a character that their fonts lack
_SCALE = 3  # 150 mm of it are printed at some 300 dots an inch
_MOST_UNITS = 10  # of a group: the rest stands in the table below
_MOST_GROUPS = 6  # fill a page
_MOST_FIGURES = 24  # over bars of a month: more would overlap
_RED, _GREY = "#b81419", "#8c8585"
_COLOURS = (_RED, "#d98583", "#4a4a4a", "#9a8f8f", "#c9a227", "#5b7b9a")
_CONFIG: dict[str, Any] = {
    "font": _FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "labelColor": "#222", "gridColor": "#e8e8e8", "domainColor": "#888"},
    "title": {"fontSize": 13, "fontWeight": "normal", "anchor": "start", "color": "#222", "subtitleFont": _FONT,
              "subtitleFontSize": 11, "subtitleColor": "#222"},
    "legend": {"labelFontSize": 11, "labelColor": "#222"},
    "text": {"fontSize": 11, "color": "#222"},
}  # fmt: skip


def ranking(report: Report) -> bytes | None:
    """Return the points of each group's first units as bars, last year's below them; None without points."""
    groups = [group for group in report.ranking.groups if any(one.points > 0 for one in group.units)][:_MOST_GROUPS]
    if not groups:
        return None
    columns = min(len(groups), 2)
    than = rescored_text.last_year(report.ranking, report.period)
    noun, width = report.measure.noun, 460 if columns == 1 else 175
    panels = [_panel(group, noun, width, than) for group in groups]
    return drawn({"concat": panels, "columns": columns, "spacing": 14})


def months(report: Report) -> bytes | None:
    """Return the year's months by tier as bars side by side; None while there is only one month.

    Of lines that are equal only the last one is seen. A month of which nothing is known has no bars, and says so.
    """
    if len(report.totals.months) < 2:
        return None
    tiers = [_drawable(plain.tier(tier)) for tier in report.tiers]
    values = [
        {"month": _month(report, month), "tier": tier, "count": count}
        for month in report.totals.months
        for tier, count in zip(tiers, month.by_tier, strict=True)
    ]
    by_tier = {"field": "tier", "type": "nominal", "sort": None, "title": None}
    colour = {**by_tier, "legend": {"orient": "top"}, "scale": {"domain": tiers, "range": [*_COLOURS[: len(tiers)]]}}
    said = {"mark": {"type": "text", "dy": -6, "fontSize": 9}, "encoding": {"text": {"field": "count"}}}
    return drawn({
        "title": f"{report.period.year}年各月采用篇次", "width": 500, "height": 170, "data": {"values": values},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "title": None, "axis": {"labelAngle": 0},
                  "scale": {"domain": list(dict.fromkeys(each["month"] for each in values)), "paddingInner": 0.35}},
            "xOffset": by_tier,
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
        },
        "layer": [
            {"mark": {"type": "bar", "width": {"band": 0.85}}, "encoding": {"color": colour}},
            *([said] if len(values) <= _MOST_FIGURES else []),
        ],
    })  # fmt: skip


def _month(report: Report, month: Month) -> str:
    name = report.period.month(month.month_code)
    return name if month.total is not None else f"{name}（缺）"


def _panel(group: Group, noun: str, width: int, than: str) -> dict[str, Any]:
    shown = group.units[:_MOST_UNITS]
    values = [
        {
            "unit": f"{one.unit_code}\t{_drawable(one.unit_name)}",
            "points": float(one.points),
            "said": plain.number(one.points),
            "past": float(one.year_ago.base) if one.year_ago else None,
        }
        for one in shown
    ]
    units = {"field": "unit", "type": "nominal", "sort": None, "title": None,
             "axis": {"labelExpr": "split(datum.label, '\\t')[1]", "labelLimit": 130, "ticks": False}}  # fmt: skip
    more = f"（前{len(shown)}名）" if len(shown) < len(group.units) else ""
    past = {"subtitle": _drawable(f"灰条为{than}")} if any(one.year_ago for one in shown) else {}
    return {
        "title": {"text": _drawable(f"{plain.group(group.name)}{noun}{more}"), **past},
        "width": width, "height": {"step": 22}, "data": {"values": values},
        "encoding": {"y": units},
        "layer": [
            {"mark": {"type": "bar", "color": _RED, "size": 9, "yOffset": -4}, "encoding": {"x": _at("points")}},
            {"mark": {"type": "bar", "color": _GREY, "size": 5, "yOffset": 4}, "encoding": {"x": _at("past")}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "dy": -4},
             "encoding": {"x": _at("points"), "text": {"field": "said"}}},
        ],
    }  # fmt: skip


def _at(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "title": None, "axis": {"tickCount": 4}}


def drawn(chart: dict[str, Any]) -> bytes:
    """Draw a Vega-Lite chart; nothing it names is fetched."""
    return bytes(
        _converter().vegalite_to_png(chart, config=_CONFIG, scale=_SCALE, allowed_base_urls=[])
    )


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
    return vl_convert


def _drawable(text: str) -> str:
    """Print what the font lacks as the printers' mark: it holds the characters of GBK."""
    return "".join(each if _is_held(each) else _MISSING for each in text)


def _is_held(character: str) -> bool:
    try:
        return bool(character.encode("gbk"))
    except UnicodeEncodeError:
        return False
