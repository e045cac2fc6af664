"""How much of the ranking the common documents show: applied before any of them is made, so that none holds more.

Unit sheets are made from the whole report, as each unit may know its own figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.subject import Extent
from reports.subjects.ranking.shown import places

if TYPE_CHECKING:
    from reports.saying.wording import Display
    from reports.value import Report


def shown(report: Report, display: Display) -> Report:
    """Return what may be shown to everybody; raise `TypeError` of a figure of which that is not decided."""
    if display.mode == "full":
        return report
    extent = Extent(display, places(report.ranking, display))
    return replace(
        report, **{subject.name: subject.shown.of(value, extent) for subject, value in report.subjects()}
    )
