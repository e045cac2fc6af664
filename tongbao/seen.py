"""Whether anything that a build is made of has changed since it was last looked at, told by bytes alone.

Most mornings nothing has: to read the lists and the rules, only to find that out, took longer than all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reports.editions import sources
from tongbao.place import Place
from warehouse.files import hash_of, replace_file, sha256_of

_FILE = "seen.json"


def digest(place: Place) -> str | None:
    """Return one hash over the bytes of deliveries as they are listed, the office's folder, editions and the programs.

    None where something cannot be read: whoever reads it says what.
    """
    try:
        files = {name: sha256_of(path) for name, path in _files(place)}
        return hash_of({**files, "office": str(place.office_folder), "code": sources.code()})
    except OSError:
        return None


def keep(place: Place, seen: str | None, fingerprint: str) -> None:
    """Keep what a build of these bytes is named; `seen` was taken before they were read, so that no change is missed."""
    replace_file(place.home.build / _FILE, json.dumps([seen, fingerprint]).encode())


def fingerprint_of(place: Place, seen: str | None) -> str | None:
    """Return what a build of these bytes is named, if they are those that were looked at last."""
    try:
        kept, fingerprint = json.loads((place.home.build / _FILE).read_bytes())
    except (OSError, ValueError):  # none yet, or damaged: it is found out the long way
        return None
    return str(fingerprint) if seen and kept == seen else None


def _files(place: Place) -> Iterator[tuple[str, Path]]:
    """Yield what a build is made of; what a folder must hold and lacks is not there to be hashed, as it is not to be read."""
    home = place.home
    for folder in home.raw.iterdir():
        for path in (folder / "delivery.json", *folder.glob("again/*.json")):
            yield path.relative_to(home.root).as_posix(), path
    for folder in home.editions.glob("*/"):
        yield f"editions/{folder.name}", folder / "edition.json"
    yield "office.json", home.root / "office.json"  # whose home it is
    for path in place.office_folder.rglob("*"):
        if path.is_file():
            yield f"office/{path.relative_to(place.office_folder).as_posix()}", path
