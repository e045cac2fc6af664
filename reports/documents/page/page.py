"""The value as one self-contained HTML page: it opens from a file, asks no network, and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.documents import html_page, said
from reports.documents import tables as subject_tables
from reports.saying import plain
from reports.subjects.ranking import rescored_text
from reports.subjects.totals import table as totals_table

if TYPE_CHECKING:
    from reports.value import Report

_LEFT_OUT = ("年度选题",)  # where an office plans none


def render(report: Report, title: str) -> bytes:
    """Return the page; the same value gives the same bytes."""
    return html_page.render(
        "page.html.j2",
        title,
        scripts=("echarts.min.js", "page.js"),
        data=_charts(report),
        report=report,
        past=rescored_text.last_year(report.ranking, report.period),
        published=rescored_text.published(report.ranking, report.period),
        is_year=report.period.grain == "year",  # what would say the same twice is left out
        blocks=totals_table.blocks(report.totals, report.period),
        tiers=[plain.tier(tier) for tier in report.tiers],
        **_tables(report),
        notes=said.notes(report),
    )


def _tables(report: Report) -> dict[str, object]:
    found = {
        name: [each.on_page() for each in tables] for name, tables in subject_tables.by_name(report).items()
    }
    best, *others = found[subject_tables.FOREMOST]
    return {
        "tables": found,
        "beside": [(name, found[name]) for name in subject_tables.BESIDE if name in found],
        "best": best,
        "others": [each for each in others if each.rows or each.title not in _LEFT_OUT],
    }


def _charts(report: Report) -> dict[str, object]:
    return {
        "months": [report.period.month(month.month_code) for month in report.totals.months],
        "tiers": [
            {"name": plain.tier(tier), "counts": [month.by_tier[index] for month in report.totals.months]}
            for index, tier in enumerate(report.tiers)
        ],
        "past": rescored_text.last_year(report.ranking, report.period),
        "groups": [
            {
                "units": [one.unit_name for one in group.units],
                "points": [one.points for one in group.units],
                "yearAgo": [one.year_ago.base if one.year_ago else None for one in group.units],
            }
            for group in report.ranking.groups
        ],
    }
