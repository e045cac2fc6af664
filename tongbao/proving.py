"""Proving an edition: its files, the originals it was made from, and all of it made again from these originals alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.kept import lay_out, spoilt
from ingest.landing import refresh
from ingest.layouts import Layouts
from reports.editions import office, shelf, signature, sources
from reports.editions.making import DELIVERIES, Made, Order, make
from tongbao.publishing import sources_of
from tongbao.stages import Place, write_inputs
from warehouse.building import build_again
from warehouse.database import promote
from warehouse.editions import FILE, Edition
from warehouse.files import sha256_of
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was proven or not, in both languages; None: neither, but worth knowing."""

    holds: bool | None
    zh: str
    en: str


def prove(home: Home, code: str, public_key: Path | None) -> Iterator[Said]:
    """Say of an edition what holds and what does not; the home is only read."""
    folder = shelf.find(home, code)
    edition = Edition.load(folder)
    yield _signature(folder, public_key)
    found = [*_files(folder, edition), *_before(home, edition)]
    found = found or [
        _held(f"定稿的 {len(edition.files)} 个文件与印发时一致", f"{len(edition.files)} files as issued")
    ]
    yield from found
    described = folder / DELIVERIES
    if not all(one.holds for one in found):
        yield Said(None, "定稿本身已被改动，没有重做", "the edition itself was changed: it is not made again")
        return
    originals = list(_originals(home, described.read_bytes()))
    yield from originals
    yield _code(edition)
    if not all(one.holds for one in originals):
        yield Said(None, "来件原件不全，没有重做", "originals are missing or changed: it is not made again")
        return
    with _made_again(home, folder, edition) as made:
        yield from _same(folder, edition, made)


def _held(zh: str, en: str) -> Said:
    return Said(True, zh, en)


def _broken(zh: str, en: str) -> Said:
    return Said(False, zh, en)


def _signature(folder: Path, public_key: Path | None) -> Said:
    path = folder / signature.FILE
    if public_key is None:
        if not path.exists():
            return Said(None, "没有签名", "it bears no signature")
        return Said(
            None, "有签名，没有核对：用 --public-key 指定公钥", "signed; say --public-key to check it"
        )
    if not path.exists():
        return _broken("没有签名，无法用公钥核对", "it bears no signature that the key could check")
    if signature.holds((folder / FILE).read_bytes(), path.read_bytes(), public_key):
        return _held("签名有效", "the signature holds")
    return _broken("签名无效：公钥不对，或 edition.json 被改过", "the signature does not hold")


def _files(folder: Path, edition: Edition) -> Iterator[Said]:
    for name, expected, found in shelf.damaged(folder, edition, (signature.FILE,)):
        if not expected:
            yield _broken(f"多出一个不属于定稿的文件 {name}", f"{name} does not belong to the edition")
        else:
            now = f"现为 {found}" if found else "文件不见了"
            yield _broken(
                f"文件 {name} 被改动：应为 {expected}，{now}", f"{name}: {expected} expected, {found} found"
            )


def _before(home: Home, edition: Edition) -> Iterator[Said]:
    """Earlier editions, which this one speaks of."""
    for name, expected in edition.made_from.editions.items():
        path = home.editions / name / FILE
        found = sha256_of(path) if path.exists() else None
        if found != expected:
            yield _broken(
                f"以前的定稿 {name} 被改动或不见了：edition.json 应为 {expected}，现为 {found}",
                f"the earlier edition {name}: {expected} expected, {found} found",
            )


def _originals(home: Home, described: bytes) -> Iterator[Said]:
    bad = list(spoilt(described, home))
    for one in bad:
        now = f"现为 {one.found}" if one.found else "原件不见了"
        yield _broken(
            f"来件《{one.file_name}》被改动：应为 {one.delivery_id}，{now}",
            f"delivery {one.file_name}: {one.delivery_id} expected, {one.found} found",
        )
    if not bad:
        count = len(described.splitlines())
        yield _held(f"{count} 份来件原件与印发时一致", f"{count} originals are what was delivered")


def _programs_are_the_same(edition: Edition) -> bool:
    return (edition.made_from.code, edition.made_from.templates) == (sources.code(), sources.templates())


def _code(edition: Edition) -> Said:
    made = edition.made_from
    if _programs_are_the_same(edition):
        return _held("程序与印发时相同", "the programs are those it was made by")
    return Said(
        None,
        f"程序或模板与印发时不同（印发时 {made.code[:12]}，现在 {sources.code()[:12]}）：仍用现在的程序重做比较",
        f"programs or templates are not those it was made by ({made.code[:12]}): compared all the same",
    )


@contextmanager
def _made_again(home: Home, folder: Path, edition: Edition) -> Iterator[Made]:
    """Make an edition in a home of its own: every original read afresh, under the office's lists as they were."""
    with tempfile.TemporaryDirectory() as scratch:
        again = Place(Home(Path(scratch).resolve() / "home"), Path(scratch).resolve() / "office")
        office.unpack((folder / office.FILE).read_bytes(), again.office_folder)
        with again.home.writing():
            lay_out((folder / DELIVERIES).read_bytes(), home, again.home)
            for name in edition.made_from.editions:
                (again.home.editions / name).symlink_to(home.editions / name)
            refresh(again.home, Layouts.load(again.office_folder))
            code = write_inputs(again, again.office())
            database = again.home.tmp / f"{code}.duckdb"
            build_again(again.home, database)
            # Documents print the build's name, which names the programs too: under others it cannot come out again.
            named = code if _programs_are_the_same(edition) else edition.made_from.warehouse
            promote(database, again.home, named)
            order = Order(edition.name, edition.number, edition.issued_on, edition.issued_by, edition.reason)
            yield make(order, sources_of(again, tuple(edition.made_from.editions)))


def _same(folder: Path, edition: Edition, made: Made) -> Iterator[Said]:
    """Compare byte for byte; in `edition.json` all but the hashes of the programs, which were told apart before."""
    programs = {"code": edition.made_from.code, "templates": edition.made_from.templates}
    made_from = made.edition.made_from.model_copy(update=programs)
    ours = {**made.files, FILE: made.edition.model_copy(update={"made_from": made_from}).content}
    theirs = {name: (folder / name).read_bytes() for name in (*edition.files, FILE)}
    other = [name for name in {**theirs, **ours} if theirs.get(name) != ours.get(name)]
    for name in other:
        yield _broken(f"重做的 {name} 与定稿不同", f"{name}, made again, is not what was issued")
    if not other:
        yield _held(
            f"由来件原件重新建库、重新编制，{len(theirs)} 个文件逐字节相同",
            f"built and written again from the originals: {len(theirs)} files are the same byte for byte",
        )
