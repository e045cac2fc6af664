"""What the options of all commands mean: the home, the office, the language, days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tongbao.place import Place
from tongbao.speaking import Language, speak
from warehouse.belonging import folder_of, refuse_another
from warehouse.days import today
from warehouse.errors import DataError
from warehouse.home import Home
from warehouse.period import YEARS

REPOSITORY = Path(__file__).resolve().parents[1]
DEFAULT_HOME = Path("home")


def _remember_language(value: Language) -> Language:
    speak(value)
    return value


def _possible_day(value: datetime | None) -> datetime | None:
    """Refuse a day of a year that no period lies in, before anything is done."""
    if value and value.year not in YEARS:
        raise DataError(
            f"日期 {value.date()} 的年份不对：只能是 {YEARS[0]} 至 {YEARS[-1]} 年",
            f"the year of {value.date()} is not one of {YEARS[0]} to {YEARS[-1]}",
        )
    return value


def day_option(name: str, about: str) -> Any:
    """Declare an option that takes a day."""
    return typer.Option(name, formats=["%Y-%m-%d"], callback=_possible_day, help=about)


HomeOption = Annotated[
    Path, typer.Option("--home", envvar="TONGBAO_HOME", help="Where deliveries and results live.")
]
OrgOption = Annotated[
    str | None,
    typer.Option(
        "--org",
        envvar="TONGBAO_ORG",
        help="The office: a folder, or the name of one below orgs/; default: whose the home is.",
    ),
]
LangOption = Annotated[
    Language, typer.Option("--lang", envvar="TONGBAO_LANG", is_eager=True, callback=_remember_language)
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", help="2025-03, 2025-Q1; default: the newest complete one.")
]
OnePeriodOption = Annotated[str, typer.Option("--period", help="2025-03, 2025-Q1, 2025-H1 or 2025.")]
UnitOption = Annotated[str, typer.Option("--unit", help="The unit, by its name or its code.")]
AsOfOption = Annotated[
    datetime | None,
    day_option("--as-of", "The day to count from; default: today."),
]
NothingDueOption = Annotated[
    int,
    typer.Option(
        "--nothing-due-exit",
        help="For schedulers that ask every day: only what is due and not yet written; else end with this code.",
    ),
]
ReceivedOption = Annotated[
    datetime | None,
    day_option("--received-on", "Day of receipt; default: today."),
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who; default: the user of this machine.")]
OnOption = Annotated[datetime | None, day_option("--on", "The day; default: today.")]
PathsArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files and folders; default: the home's inbox.")
]


def place_of(home: Path, org: str | None) -> Place:
    """Return where a command works; raise `DataError` if the home is of another office, or of none yet and none was named."""
    place = named_place(home, org)
    refuse_another(place.home, place.office_folder)
    return place


def named_place(home: Path, org: str | None) -> Place:
    """Return the home and the office named, or the one it remembers, whether or not they belong together."""
    root = Home(home.resolve())
    root.refuse_unusable()
    return Place(root, _folder(org) if org else folder_of(root))


def _folder(org: str) -> Path:
    """Return an office's folder: a bare name is one below orgs/, unless only a folder here has it."""
    named = REPOSITORY / "orgs" / org
    is_path = "/" in org or (Path(org).is_dir() and not named.is_dir())
    return (Path(org) if is_path else named).resolve()


def day_of(given: datetime | None) -> date:
    """Return the day that was given, or today at the office."""
    return day_given(given) or today()


def day_given(given: datetime | None) -> date | None:
    """Return the day that was given, if any."""
    return given.date() if given else None
