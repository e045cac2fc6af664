"""Issuing and revising: build what is not built, make the edition, close its rules, put it on the shelf."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.kept import describe
from reports.editions import shelf
from reports.editions.making import Made, Order, Sources, make
from reports.editions.signature import FILE as SIGNATURE
from reports.editions.signature import signed
from reports.index_page import write_index
from rulebook.closed import close
from rulebook.loading import load_rules
from tongbao.stages import Place, build_warehouse, write_inputs
from warehouse.database import current_fingerprint
from warehouse.editions import EditionName, issued, newest
from warehouse.errors import DataError
from warehouse.period import Period


@dataclass(frozen=True, slots=True)
class Signed:
    """Who issues on which day, under which number (None: the next), signed with which key."""

    by: str
    on: date
    number: int | None = None
    key: Path | None = None
    with_open_objections: bool = False


def issue(place: Place, period: Period, signing: Signed) -> tuple[Made, Path]:
    """Make the first edition of a period final; raise `DataError` if it has one, or other figures than its draft."""
    if edition := newest(place.home, period):
        raise shelf.already(edition)
    build_warehouse(place)
    with place.home.writing():
        made = _made(place, EditionName(period), signing, "")
        _refuse_other_than_drafted(place, made)
        return made, _publish(place, made, signing)


def revise(place: Place, period: Period, signing: Signed, reason: str) -> tuple[Made, Path]:
    """Issue what has become different since the valid edition of a period; raise `DataError` if nothing has."""
    valid = shelf.newest_of(place.home, period)
    build_warehouse(place)
    with place.home.writing():
        made = _made(place, valid.name.next, signing, reason)
        if not (made.changes and made.changes.any):
            raise DataError(
                f"{valid.edition} 的数字没有变化，不需要修订",
                f"nothing has changed since {valid.edition}: there is nothing to revise",
            )
        return made, _publish(place, made, signing)


def _refuse_open_objections(made: Made, signing: Signed) -> None:
    count = made.edition.open_objections
    if count and not signing.with_open_objections:
        raise DataError(
            f"还有 {count} 件异议没有办结（tongbao object list）：先用 tongbao object decide 办理，"
            "或加上 --with-open-objections，文件中会写明",
            f"{count} objections are open (tongbao object list): decide them, or say --with-open-objections, "
            "which is printed",
        )


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


def _refuse_other_than_drafted(place: Place, made: Made) -> None:
    """Whoever approved a draft approved its figures."""
    period = made.edition.period
    path = place.home.drafts / period / "edition.json"
    if path.exists() and json.loads(path.read_bytes()).get("figures") != made.edition.files["figures.json"]:
        grain = made.edition.name.period.grain
        raise DataError(
            f"{period} 的数字与 {path.parent} 里的草稿已不一样：先运行 tongbao report {grain} --period {period}，"
            "看过新的草稿再印发",
            f"the figures of {period} are no longer those of its draft: run tongbao report {grain} --period {period} "
            "and look at it again",
        )


def _publish(place: Place, made: Made, signing: Signed) -> Path:
    """Close the rules first: a run killed in between leaves closed rules, never an edition whose rules can be edited."""
    _refuse_open_objections(made, signing)
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
