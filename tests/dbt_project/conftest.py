"""The office that keeps every kind of register, built once for all that look at it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.building import built_once
from tests.dbt_project.april import APRIL
from tests.dbt_project.july import JULY
from tongbao.arrivals import land_files
from tongbao.place import Place
from tongbao.stages import build_warehouse
from warehouse.home import Home


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """March, April, June and July, delivered a month after the other."""
    from tests.dbt_project.test_registers import JUNE, MARCH, OFFICE, write

    def build(root: Path) -> None:
        place = Place(Home(root), OFFICE)
        for month, files, received_on in months:
            inbox = write(tmp_path_factory.mktemp("inbox") / month, files)
            land_files(place, [inbox], received_on)
        build_warehouse(place)

    months = (("2025-03", MARCH, date(2025, 4, 3)), ("2025-04", APRIL, date(2025, 5, 8)),
              ("2025-06", JUNE, date(2025, 7, 2)), ("2025-07", JULY, date(2025, 8, 2)))  # fmt: skip
    return built_once(tmp_path_factory, "registers", OFFICE, build)
