# ruff: noqa: ARG001, PLR0913 - every option of a command is a parameter
"""`tongbao issue`, `revise` and `verify`: editions made final, revised, proven."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from tongbao.place import Place
from tongbao.signing import Signed
from tongbao.speaking import say, working
from warehouse.home import Home
from warehouse.period import Period

if TYPE_CHECKING:
    from reports.editions.making import Made
    from warehouse.editions import EditionName

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
    check: Annotated[
        bool, typer.Option("--check", help="Only list what is not fit to be signed; issues nothing.")
    ] = False,
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
    from tongbao import publishing

    signing = Signed(by or getpass.getuser(), day_of(on), number, key, with_open_objections)
    place, wanted = place_of(home, org), Period.parse(period)
    _look(place, publishing.first_of(place, wanted), signing)
    if check:
        say(f"{wanted.code} 可以印发", f"{wanted.code} is fit to be issued")
        return
    with working(f"印发 {wanted.code}", f"issuing {wanted.code}"):
        made, folder = publishing.issue(place, wanted, signing)
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
    from reports.editions import shelf
    from reports.editions.changes_text import sentences
    from tongbao import publishing

    signing = Signed(by or getpass.getuser(), day_of(on), number, key, with_open_objections)
    place, wanted = place_of(home, org), Period.parse(period)
    _look(place, shelf.newest_of(place.home, wanted).name.next, signing)
    with working(f"修订 {wanted.code}", f"revising {wanted.code}"):
        made, folder = publishing.revise(place, wanted, signing, reason)
    _tell(made, folder)
    for sentence in sentences(made.changes) if made.changes else ():
        say(f"  {sentence}", f"  {sentence}")


def verify(
    edition: Annotated[
        str | None,
        typer.Argument(
            metavar="EDITION", help="2025-Q1, or a revision: 2025-Q1-r2; default: the whole shelf."
        ),
    ] = None,
    public_key: Annotated[
        Path | None,
        typer.Option("--public-key", metavar="FILE", help="Check the signature with this key (PEM)."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Prove an edition, or all of them, from the delivered originals; it exits 1 where something is not as issued."""
    where = Home(home.resolve())
    if not (_verify_one(where, edition, public_key) if edition else _verify_all(where, public_key)):
        raise typer.Exit(1)


def _verify_one(home: Home, edition: str, public_key: Path | None) -> bool:
    from tongbao import proving
    from warehouse.editions import EditionName

    code = EditionName.parse(edition).code
    all_hold = True
    with working(f"核验 {code}", f"proving {code}"):
        for said in proving.prove(home, code, public_key):
            mark = {True: "√", False: "×", None: "·"}[said.holds]
            say(f"  {mark} {said.zh}", f"  {mark} {said.en}")
            all_hold = all_hold and said.holds is not False
    if all_hold:
        say(f"{code} 核验通过", f"{code} holds")
    else:
        say(f"{code} 核验不通过", f"{code} does not hold")
    return all_hold


def _verify_all(home: Home, public_key: Path | None) -> bool:
    """Say one line of each thing on the shelf: the last that was proven of it, or all that was not."""
    from tongbao import proving

    found = []
    with working("核验全部定稿", "proving every edition"):
        for one in proving.prove_shelf(home, public_key):
            found.append(one)
            told = [said for said in one.said if said.holds is False] or [
                said for said in one.said if said.holds
            ][-1:]
            mark, result, en = (
                ("√", "核验通过", "holds") if one.holds else ("×", "核验不通过", "does not hold")
            )
            say(
                f"  {mark} {one.name} {result}：{'；'.join(said.zh for said in told)}",
                f"  {mark} {one.name} {en}: {'; '.join(said.en for said in told)}",
            )
    bad = sum(not one.holds for one in found)
    say(f"架上 {len(found)} 项，{bad} 项核验不通过", f"{len(found)} on the shelf, {bad} do not hold")
    return bad == 0


def _look(place: Place, name: EditionName, signing: Signed) -> None:
    """Say what ought to be looked at before a period is signed; raise `DataError` with all that must be put right."""
    from tongbao import fitness

    with working(f"检查 {name.code}", f"looking at {name.code}"):
        remarks = fitness.look(place, name, signing)
    for one in remarks:
        if not one.stops:
            say(f"  提醒：{one.zh}", f"  warning: {one.en}")
    fitness.refuse(remarks)


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
