# ruff: noqa: ARG001, PLR0913 - every option of a command is a parameter
"""`tongbao issue`, `revise` and `verify`: editions made final, revised, proven."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from reports.editions.changes_text import sentences
from reports.editions.making import Made
from tongbao import proving, publishing
from tongbao.options import (
    DEFAULT_HOME,
    ByOption,
    HomeOption,
    LangOption,
    OnOption,
    OrgOption,
    day_of,
    place_of,
)
from tongbao.publishing import Signed
from tongbao.speaking import say, working
from warehouse.editions import EditionName
from warehouse.home import Home
from warehouse.period import Period

PeriodArgument = Annotated[str, typer.Argument(metavar="PERIOD", help="2025-03, 2025-Q1, 2025-H1 or 2025.")]
NumberOption = Annotated[
    int | None, typer.Option("--number", min=1, help="Document number; default: the year's next.")
]
KeyOption = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="Ed25519 private key (PEM): sign edition.json.")
]
OpenOption = Annotated[
    bool,
    typer.Option("--with-open-objections", help="Issue although objections are open; it says so in print."),
]


def issue(
    period: PeriodArgument,
    number: NumberOption = None,
    by: ByOption = None,
    on: OnOption = None,
    key: KeyOption = None,
    with_open_objections: OpenOption = False,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Make the reports of a period final: numbered, frozen with all they were made from, never changed again."""
    signing = Signed(by or getpass.getuser(), day_of(on), number, key, with_open_objections)
    with working(f"印发 {period}", f"issuing {period}"):
        made, folder = publishing.issue(place_of(home, org), Period.parse(period), signing)
    _tell(made, folder)


def revise(
    period: PeriodArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is printed.")],
    number: NumberOption = None,
    by: ByOption = None,
    on: OnOption = None,
    key: KeyOption = None,
    with_open_objections: OpenOption = False,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Issue a revision of a period whose figures have changed, with a page that says what, for whom and why."""
    signing = Signed(by or getpass.getuser(), day_of(on), number, key, with_open_objections)
    with working(f"修订 {period}", f"revising {period}"):
        made, folder = publishing.revise(place_of(home, org), Period.parse(period), signing, reason)
    _tell(made, folder)
    for sentence in sentences(made.changes) if made.changes else ():
        say(f"  {sentence}", f"  {sentence}")


def verify(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="2025-Q1, or a revision: 2025-Q1-r2.")],
    public_key: Annotated[
        Path | None,
        typer.Option("--public-key", metavar="FILE", help="Check the signature with this key (PEM)."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Prove an edition byte for byte from the delivered originals; it exits 1 where something is not as issued."""
    code = EditionName.parse(edition).code
    all_hold = True
    with working(f"核验 {code}", f"proving {code}"):
        for said in proving.prove(Home(home.resolve()), code, public_key):
            mark = {True: "√", False: "×", None: "·"}[said.holds]
            say(f"  {mark} {said.zh}", f"  {mark} {said.en}")
            all_hold = all_hold and said.holds is not False
    if not all_hold:
        say(f"{code} 核验不通过", f"{code} does not hold")
        raise typer.Exit(1)
    say(f"{code} 核验通过", f"{code} holds")


def _tell(made: Made, folder: Path) -> None:
    edition = made.edition
    say(
        f"已印发 {edition.edition}（{edition.document_number}，{edition.issued_on}），异议期至 {edition.objections_until}：",
        f"issued {edition.edition} ({edition.document_number}, {edition.issued_on}), "
        f"objections until {edition.objections_until}:",
    )
    for path in sorted(folder.iterdir()):
        what = f"（{len(list(path.iterdir()))} 个文件）" if path.is_dir() else ""
        say(f"  {path}{what}", f"  {path}")
