"""Homes built by the same stages that the commands run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tongbao.stages import Place, build_warehouse, land_files
from warehouse.home import Home

OFFICES = Path(__file__).parent / "offices"


def built_home(root: Path, office: Path, inbox: Path, received_on: date) -> Place:
    """Land an inbox and build its warehouse."""
    place = Place(Home(root), office)
    land_files(place, [inbox], received_on)
    build_warehouse(place)
    return place
