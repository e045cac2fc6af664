"""Proving an edition: its files, the originals it was made from, and all of it made again from these originals alone."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.kept import spoilt
from reports.editions import chain, office, shelf, signature, sources
from reports.editions.making import DELIVERIES, before
from tongbao.remade import Said, compared, held, not_held
from tongbao.remaking import Workshop, programs_are_the_same
from warehouse.editions import FILE, Edition, EditionName
from warehouse.errors import DataError, TongbaoError
from warehouse.files import sha256_of
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class OnShelf:
    """What lies on the shelf under a name, and all that was said of it."""

    name: str
    said: tuple[Said, ...]

    @property
    def holds(self) -> bool:
        return all(one.holds is not False for one in self.said)


def prove(home: Home, code: str, public_key: Path | None) -> Iterator[Said]:
    """Say of an edition what holds and what does not; the home is only read."""
    folder = shelf.find(home, code)
    with tempfile.TemporaryDirectory() as scratch:
        yield from _prove(Workshop(home, Path(scratch)), home, folder, public_key)


def prove_shelf(home: Home, public_key: Path | None) -> Iterator[OnShelf]:
    """Say of all that lies on the shelf, and of what is missing there, whether it holds; nothing ends it early."""
    with tempfile.TemporaryDirectory() as scratch:
        workshop = Workshop(home, Path(scratch))
        for path in sorted(home.editions.glob("*")):
            yield OnShelf(path.name, tuple(_on_shelf(workshop, home, path, public_key)))
    for name, by in chain.missing(home.editions):
        yield OnShelf(
            name, (not_held(f"不在架上，{by} 却以它为据", f"is not there, though {by} was made after it"),)
        )


def _on_shelf(workshop: Workshop, home: Home, path: Path, public_key: Path | None) -> Iterator[Said]:
    if not _is_named_for_one(path):
        yield not_held("不是定稿：架上只放 tongbao issue 印发的文件夹，请移走", "is no edition: move it away")
        return
    try:
        yield from _prove(workshop, home, path, public_key)
    except TongbaoError as error:
        yield not_held(error.zh, error.en)


def _is_named_for_one(path: Path) -> bool:
    try:
        EditionName.parse(path.name)
    except DataError:
        return False
    return path.is_dir()


def _prove(workshop: Workshop, home: Home, folder: Path, public_key: Path | None) -> Iterator[Said]:
    edition = Edition.load(folder)
    yield _signature(folder, public_key)
    found = [*_names(home, folder, edition), *_files(folder, edition), *_before(home, edition)]
    yield from found or [
        held(f"定稿的 {len(edition.files)} 个文件与印发时一致", f"{len(edition.files)} files as issued")
    ]
    if found:
        yield Said(None, "定稿本身已被改动，没有重做", "the edition itself was changed: it is not made again")
        return
    originals = list(_originals(home, (folder / DELIVERIES).read_bytes()))
    yield from originals
    yield _code(edition)
    if not all(one.holds for one in originals):
        yield Said(None, "来件原件不全，没有重做", "originals are missing or changed: it is not made again")
        return
    try:
        made = workshop.make(folder, edition)
    except DataError as error:
        yield not_held(f"由来件原件重做不成：{error.zh}", f"it cannot be made again: {error.en}")
        return
    yield from compared(folder, edition, made)


def _names(home: Home, folder: Path, edition: Edition) -> Iterator[Said]:
    """A renamed or copied edition is none; nor are two of one number."""
    yield from (not_held(zh, en) for zh, en in chain.contradictions(folder, edition))
    for other in chain.bearing(home.editions, edition):
        yield not_held(
            f"{edition.issued_on.year} 年 {edition.number} 号又是 {other} 的文号",
            f"number {edition.number} of {edition.issued_on.year} is that of {other} too",
        )


def _signature(folder: Path, public_key: Path | None) -> Said:
    path = folder / signature.FILE
    if public_key is None:
        if not path.exists():
            return Said(None, "没有签名", "it bears no signature")
        return Said(
            None, "有签名，没有核对：用 --public-key 指定公钥", "signed; say --public-key to check it"
        )
    if not path.exists():
        return not_held("没有签名，无法用公钥核对", "it bears no signature that the key could check")
    if signature.holds((folder / FILE).read_bytes(), path.read_bytes(), public_key):
        return held("签名有效", "the signature holds")
    return not_held("签名无效：公钥不对，或 edition.json 被改过", "the signature does not hold")


def _files(folder: Path, edition: Edition) -> Iterator[Said]:
    for name, expected, found in shelf.damaged(folder, edition, (signature.FILE,)):
        if not expected:
            yield not_held(f"多出一个不属于定稿的文件 {name}", f"{name} does not belong to the edition")
        else:
            now = f"现为 {found}" if found else "文件不见了"
            yield not_held(
                f"文件 {name} 被改动：应为 {expected}，{now}", f"{name}: {expected} expected, {found} found"
            )
    for name in _unreadable(folder):
        yield not_held(f"{name} 缺失或读不懂，无法重做", f"{name} is missing or cannot be read")


def _unreadable(folder: Path) -> Iterator[str]:
    """What it is made again from must be readable, whatever hash somebody gave it."""
    try:
        with zipfile.ZipFile(folder / office.FILE) as archive:
            if archive.testzip() or not archive.namelist():
                yield office.FILE
    except (OSError, zipfile.BadZipFile):
        yield office.FILE
    try:
        for line in (folder / DELIVERIES).read_bytes().splitlines():
            json.loads(line)["delivery_id"]
    except (OSError, ValueError, KeyError, TypeError):
        yield DELIVERIES


def _before(home: Home, edition: Edition) -> Iterator[Said]:
    """Earlier editions, which this one speaks of; of the one it takes the place of, every file."""
    for name, expected in edition.made_from.editions.items():
        path = home.editions / name / FILE
        found = sha256_of(path) if path.exists() else None
        if found != expected:
            yield not_held(
                f"以前的定稿 {name} 被改动或不见了：edition.json 应为 {expected}，现为 {found}",
                f"the earlier edition {name}: {expected} expected, {found} found",
            )
        elif edition.revision > 1 and name == before(edition.name):
            for file, *_ in shelf.damaged(path.parent, Edition.load(path.parent), (signature.FILE,)):
                yield not_held(f"所替代的 {name} 中 {file} 被改动", f"{file} of {name}, which it replaces")


def _originals(home: Home, described: bytes) -> Iterator[Said]:
    bad = list(spoilt(described, home))
    for one in bad:
        now = f"现为 {one.found}" if one.found else "原件不见了"
        yield not_held(
            f"来件《{one.file_name}》被改动：应为 {one.delivery_id}，{now}",
            f"delivery {one.file_name}: {one.delivery_id} expected, {one.found} found",
        )
    if not bad:
        count = len(described.splitlines())
        yield held(f"{count} 份来件原件与印发时一致", f"{count} originals are what was delivered")


def _code(edition: Edition) -> Said:
    made = edition.made_from
    if programs_are_the_same(edition):
        return held("程序与印发时相同", "the programs are those it was made by")
    return Said(
        None,
        f"程序或模板与印发时不同（印发时 {made.code[:12]}，现在 {sources.code()[:12]}）：仍用现在的程序重做，比较数字",
        f"programs or templates are not those it was made by ({made.code[:12]}): figures are compared all the same",
    )
