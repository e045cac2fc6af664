"""The small warehouse, its office, and the reports made of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reports import value
from reports.saying.wording import Wording
from tests.reports import marts
from tests.small_office import office_toml
from warehouse.database import read_only
from warehouse.home import Home
from warehouse.office import Office
from warehouse.period import Period

AS_OF = date(2025, 4, 10)
SAMPLE = Path(__file__).parents[2] / "orgs" / "sample"


def write_office(folder: Path, first_year: int = 2024) -> Path:
    """Write an office folder that fits the small warehouse."""
    folder.mkdir(parents=True)
    settings = office_toml(["中央", "省", "市"], ["县", "科室"], first_year)
    (folder / "office.toml").write_text(settings, encoding="utf-8")
    units = ["unit_id,name,group,parent,aliases,valid_from,valid_to,successor"]
    names = {code: name for code, name, *_ in marts.UNITS}
    for code, name, group, since, until, successor in marts.UNITS:
        units.append(f"{code},{name},{group},,,{since},{until},{names.get(successor, '')}")
    outlets = [f"{code},{name},,{tier},{medium}" for code, name, tier, medium, *_ in marts.OUTLETS]
    (folder / "units.csv").write_text("\n".join(units), encoding="utf-8")
    (folder / "outlets.csv").write_text(
        "\n".join(["outlet_id,name,aliases,tier,medium", *outlets]), encoding="utf-8"
    )
    (folder / "quotas.csv").write_text(
        "scope,unit,person,year,period,what,quota\n"
        "unit,望川县委组织部,,2025,year,省级以上媒体,4\n"
        "unit,干部教育科,,2025,year,组工信息,2\n"
        "person,望川县委组织部,007,2025,quarter,省级以上媒体,2\n"
        "person,岚溪县委组织部,012,2025,year,澜江组工信息,1\n",
        encoding="utf-8",
    )
    shutil.copy(SAMPLE / "circular.toml", folder)
    return folder


def build(
    folder: Path,
    code: str,
    first_year: int = 2024,
    adopted: tuple[marts.Adopted, ...] = marts.ADOPTED,
    *,
    with_registers: bool = False,
    **worded: object,
):
    """Build the report of a period from a fresh warehouse and office; `worded` are keys of its circular.toml."""
    office = write_office(folder / "office", first_year)
    path = marts.write(folder / "warehouse.duckdb", first_year, adopted, with_registers=with_registers)
    wording = Wording.load(office / "circular.toml").model_copy(update=worded)
    with read_only(path) as con:
        return value.build(
            con, Office.load(office), Period.parse(code), wording, fingerprint="f00d", as_of=AS_OF
        )


def changed(report: value.Report, subject: str, **figures: object) -> value.Report:
    """The report with other figures in one of its subjects."""
    return replace(report, **{subject: replace(getattr(report, subject), **figures)})


@pytest.fixture(scope="session")
def quarter(tmp_path_factory) -> value.Report:
    """The first quarter of 2025."""
    return build(tmp_path_factory.mktemp("quarter"), "2025-Q1")


@pytest.fixture(scope="session")
def month(tmp_path_factory) -> value.Report:
    """March 2025."""
    return build(tmp_path_factory.mktemp("month"), "2025-03")


@pytest.fixture(scope="session")
def whole(tmp_path_factory) -> value.Report:
    """The first quarter of 2025 of an office that keeps every register and names who fell below last year."""
    return build(tmp_path_factory.mktemp("whole"), "2025-Q1", with_registers=True, never_down=True)


@pytest.fixture(scope="session")
def half(tmp_path_factory) -> value.Report:
    """The second half of 2024, with nothing known before 2024."""
    return build(tmp_path_factory.mktemp("half"), "2024-H2")


@pytest.fixture(scope="session")
def year(tmp_path_factory) -> value.Report:
    """The year 2025, as far as it has come."""
    return build(tmp_path_factory.mktemp("year"), "2025")


@pytest.fixture(scope="session")
def first_year(tmp_path_factory) -> value.Report:
    """The first quarter of 2025 in a warehouse that starts there."""
    return build(tmp_path_factory.mktemp("first"), "2025-Q1", first_year=2025)


@pytest.fixture(scope="session")
def nothing_at_all(tmp_path_factory) -> value.Report:
    """A March in which nobody was adopted anywhere."""
    adopted = tuple(each for each in marts.ADOPTED if not each.on.startswith("2025-03"))
    return build(tmp_path_factory.mktemp("nothing"), "2025-03", adopted=adopted)


def write_home(folder: Path) -> Home:
    """Write a home with the small warehouse promoted, and its office beside it."""
    home = Home(folder / "home")
    home.prepare()
    snapshot = marts.write(home.warehouse / "c0ffee.duckdb")
    home.current.symlink_to(snapshot)
    write_office(folder / "office")
    return home


@pytest.fixture
def home(tmp_path) -> Home:
    """A home that a test may change."""
    return write_home(tmp_path)


@pytest.fixture(scope="session")
def wording() -> Wording:
    """The sample office's wording."""
    return Wording.load(SAMPLE / "circular.toml").model_copy(update={"listed_tiers": ()})
