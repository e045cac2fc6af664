"""The office that keeps every kind of register, built once for all that look at it."""

from __future__ import annotations

from datetime import date

import pytest

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

    root = tmp_path_factory.mktemp("registers")
    place = Place(Home(root / "home"), OFFICE)
    months = (("2025-03", MARCH, date(2025, 4, 3)), ("2025-04", APRIL, date(2025, 5, 8)),
              ("2025-06", JUNE, date(2025, 7, 2)), ("2025-07", JULY, date(2025, 8, 2)))  # fmt: skip
    for month, files, received_on in months:
        land_files(place, [write(root / "inbox" / month, files)], received_on)
    build_warehouse(place)
    return place
