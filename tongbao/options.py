"""What the options of all commands mean: the home, the office, the language, days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tongbao.speaking import Language, speak
from tongbao.stages import Place
from warehouse.home import Home

REPOSITORY = Path(__file__).resolve().parents[1]
DEFAULT_HOME = Path("home")


def _remember_language(value: Language) -> Language:
    speak(value)
    return value


HomeOption = Annotated[
    Path, typer.Option("--home", envvar="TONGBAO_HOME", help="Where deliveries and results live.")
]
OrgOption = Annotated[
    str,
    typer.Option("--org", envvar="TONGBAO_ORG", help="The office: a folder, or the name of one below orgs/."),
]
LangOption = Annotated[
    Language, typer.Option("--lang", envvar="TONGBAO_LANG", is_eager=True, callback=_remember_language)
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", help="2025-03, 2025-Q1; default: the newest complete one.")
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day to count from; default: today."),
]
ReceivedOption = Annotated[
    datetime | None,
    typer.Option("--received-on", formats=["%Y-%m-%d"], help="Day of receipt; default: today."),
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who; default: the user of this machine.")]
OnOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; default: today.")
]
PathsArgument = Annotated[
    list[Path] | None, typer.Argument(help="Files and folders; default: the home's inbox.")
]


def place_of(home: Path, org: str) -> Place:
    """Return where a command works; a bare name is an office below orgs/, unless only a folder here has it."""
    named = REPOSITORY / "orgs" / org
    is_path = "/" in org or (Path(org).is_dir() and not named.is_dir())
    folder = Path(org) if is_path else named
    return Place(Home(home.resolve()), folder.resolve())


def day_of(given: datetime | None) -> date:
    """Return the day that was given, or today."""
    return given.date() if given else date.today()  # noqa: DTZ011 - the clerk's own calendar day
