"""What an edition calls itself against where it lies, and the editions of a shelf against one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from warehouse.editions import Edition, EditionName
from warehouse.errors import DataError
from warehouse.period import Period


def contradictions(folder: Path, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield, in both languages, in what an edition is not the one its folder is named for."""
    if folder.name != edition.edition:
        yield (
            f"文件夹叫 {folder.name}，里面却是 {edition.edition}：定稿被改名或复制",
            f"the folder {folder.name} holds {edition.edition}: it was renamed or copied",
        )
    try:
        name = EditionName(Period.parse(edition.period), edition.revision)
    except DataError as error:
        yield error.zh, error.en
        return
    before = EditionName(name.period, name.revision - 1).code if name.revision > 1 else None
    if (edition.edition, edition.revises) != (name.code, before):
        yield (
            (
                f"edition.json 自相矛盾：定稿 {edition.edition}，替代 {edition.revises or '无'}；"
                f"按统计期 {edition.period}、第 {edition.revision} 版，应为 {name.code}，替代 {before or '无'}"
            ),
            (
                f"edition.json contradicts itself: {edition.edition} replaces {edition.revises}, "
                f"but {edition.period}, revision {edition.revision}, is {name.code} and replaces {before}"
            ),
        )
    elif before and before not in edition.made_from.editions:
        yield (
            f"{name.code} 替代 {before}，来源里却没有 {before}",
            f"{name.code} replaces {before}, of which it knows nothing",
        )


def bearing(shelf: Path, edition: Edition) -> Iterator[str]:
    """Yield the other editions that bear the number of one in its year."""
    for other in _readable(shelf):
        one = (other.issued_on.year, other.number)
        if other.edition != edition.edition and one == (edition.issued_on.year, edition.number):
            yield other.edition


def missing(shelf: Path) -> Iterator[tuple[str, str]]:
    """Yield the editions that ought to lie on a shelf and do not, each with one that was made after it."""
    wanted: dict[str, str] = {}
    for edition in _readable(shelf):
        for name in (edition.revises, *edition.made_from.editions):
            if name:
                wanted.setdefault(name, edition.edition)
    yield from ((name, by) for name, by in sorted(wanted.items()) if not (shelf / name).exists())


def _readable(shelf: Path) -> Iterator[Edition]:
    """What cannot be read is told of where it lies."""
    for folder in sorted(shelf.glob("*")):
        try:
            yield Edition.load(folder)
        except (DataError, OSError):
            continue
