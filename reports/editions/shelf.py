"""Putting an edition on the shelf, once and for ever, and holding what stands there against its own hashes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from warehouse.editions import FILE, Edition, newest
from warehouse.errors import DataError
from warehouse.files import sha256_of, sync_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from warehouse.home import Home
    from warehouse.period import Period


def put(home: Home, edition: Edition, files: Mapping[str, bytes]) -> Path:
    """Put a finished edition in its place with one rename; its files can only be read from then on."""
    target, draft = home.editions / edition.edition, home.tmp / f"edition-{edition.edition}"
    if target.exists():
        raise already(edition)
    shutil.rmtree(draft, ignore_errors=True)
    for name, content in {**files, FILE: edition.content}.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o444)
    sync_all([draft, *draft.rglob("*")])
    draft.rename(target)
    sync_all([home.editions])
    return target


def already(edition: Edition) -> DataError:
    """Return what is said to whoever wants to issue a second time."""
    period = edition.name.period.code
    return DataError(
        f"{edition.edition} 已于 {edition.issued_on} 印发（{edition.document_number}），不能再改："
        f"数字有变化时运行 tongbao revise {period} --reason 理由",
        f"{edition.edition} was issued on {edition.issued_on} and is final: tongbao revise {period} --reason WHY",
    )


def next_number(editions: tuple[Edition, ...], year: int, wanted: int | None) -> int:
    """Return the number a document of a year is to bear; raise `DataError` if another one bears it."""
    taken = {one.number: one for one in editions if one.issued_on.year == year}
    if wanted in taken:
        one = taken[wanted]
        raise DataError(
            f"{year} 年 {wanted} 号已用于 {one.edition}（{one.document_number}）：下一个空号是 {max(taken) + 1}",
            f"number {wanted} of {year} is that of {one.edition}: the next free one is {max(taken) + 1}",
        )
    return wanted if wanted is not None else max(taken, default=0) + 1


def find(home: Home, code: str) -> Path:
    """Return the folder of an edition; raise `DataError` naming those there are."""
    folder = home.editions / code
    if not folder.is_dir():
        there = "、".join(sorted(path.name for path in home.editions.glob("*"))) or "无"
        raise DataError(
            f"没有定稿 {code}（现有：{there}）：先运行 tongbao issue",
            f"there is no edition {code} (there are: {there}): tongbao issue makes one",
        )
    return folder


def newest_of(home: Home, period: Period) -> Edition:
    """Return the valid edition of a period; raise `DataError` if none was issued."""
    edition = newest(home, period)
    if edition is None:
        raise DataError(
            f"{period.zh}还没有印发，没有可修订的：先运行 tongbao issue {period.code}",
            f"{period.code} has not been issued: tongbao issue {period.code} comes first",
        )
    return edition


def damaged(
    folder: Path, edition: Edition, beside: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str | None]]:
    """Yield what in the folder is not what `edition.json` says: the file, the hash it should have, the one it has.

    A file that nobody issued should have none.
    """
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name, expected in edition.files.items():
        found = sha256_of(there[name]) if name in there else None
        if found != expected:
            yield name, expected, found
    for name in sorted(there.keys() - edition.files.keys() - {FILE, *beside}):
        yield name, "", sha256_of(there[name])
