"""Homes built by the same stages that the commands run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tongbao.arrivals import land_files
from tongbao.place import Place
from tongbao.stages import build_warehouse
from warehouse import building
from warehouse.building import build_again
from warehouse.home import Home

OFFICES = Path(__file__).parent / "offices"


def built_home(root: Path, office: Path, inbox: Path, received_on: date) -> Place:
    """Land an inbox and build its warehouse."""
    place = Place(Home(root), office)
    land_files(place, [inbox], received_on)
    build_warehouse(place)
    return place


@contextmanager
def without_claims() -> Iterator[None]:
    """Builds do not run the tests of the models, which cost half of a small one: where the test is of something else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "build", build_again)
        yield
