"""Issuing and revising: make the edition, close its rules, put it on the shelf."""

from __future__ import annotations

from pathlib import Path

from ingest.kept import describe
from reports.documents.index.index_page import write_index
from reports.editions import shelf
from reports.editions.making import Made, Order, Sources, make
from reports.editions.signature import FILE as SIGNATURE
from reports.editions.signature import signed
from rulebook.closed import close
from rulebook.loading import load_rules
from tongbao.inputs import write_inputs
from tongbao.place import Place
from tongbao.signing import Signed
from warehouse.database import current_fingerprint
from warehouse.editions import EditionName, issued, newest
from warehouse.errors import DataError
from warehouse.period import Period


def issue(place: Place, period: Period, signing: Signed) -> tuple[Made, Path]:
    """Make the first edition of a period final, once `fitness` has nothing against it."""
    with place.home.writing():
        made = _made(place, EditionName(period), signing, "")
        return made, _publish(place, made, signing)


def first_of(place: Place, period: Period) -> EditionName:
    """Return the name of the first edition of a period; raise `DataError` if it was issued."""
    if edition := newest(place.home, period):
        raise shelf.already(edition)
    return EditionName(period)


def revise(place: Place, period: Period, signing: Signed, reason: str) -> tuple[Made, Path]:
    """Issue what has become different since the valid edition of a period; raise `DataError` if nothing has."""
    valid = shelf.newest_of(place.home, period)
    with place.home.writing():
        made = _made(place, valid.name.next, signing, reason)
        if not (made.changes and made.changes.any):
            raise DataError(
                f"{valid.edition} 的数字没有变化，不需要修订",
                f"nothing has changed since {valid.edition}: there is nothing to revise",
            )
        return made, _publish(place, made, signing)


def _made(place: Place, name: EditionName, signing: Signed, reason: str) -> Made:
    _refuse_outdated(place)
    editions = issued(place.home)
    number = shelf.next_number(editions, signing.on.year, signing.number)
    order = Order(name, number, signing.on, signing.by, reason)
    return make(order, sources_of(place, tuple(one.edition for one in editions)))


def sources_of(place: Place, editions: tuple[str, ...]) -> Sources:
    """Return what an edition of a home is made from."""
    home = place.home
    return Sources(home.current.resolve(), place.office_folder, describe(home), home.editions, editions)


def _refuse_outdated(place: Place) -> None:
    """Raise `DataError` unless the warehouse holds just what lies here now."""
    if write_inputs(place, place.office()) != current_fingerprint(place.home):
        raise DataError(
            "上次建库之后来件或设置又有变化：先运行 tongbao build，再看一遍草稿",
            "deliveries or settings changed since the last build: run tongbao build and look at the draft again",
        )


def _publish(place: Place, made: Made, signing: Signed) -> Path:
    """Close the rules first: a run killed in between leaves closed rules, never an edition whose rules can be edited."""
    edition, files = made.edition, dict(made.files)
    if signing.key:
        files[SIGNATURE] = signed(edition.content, signing.key)
    office = place.office()
    used = [
        file
        for file in load_rules(office)
        if (file.rule.scheme, file.sha256)
        in {(office.settings.scheme, sha256) for sha256 in edition.made_from.rules.values()}
    ]
    close(used, signing.on, edition.edition)
    folder = shelf.put(place.home, edition, files)
    write_index(place.home)
    return folder
