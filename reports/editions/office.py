"""The office's folder as it was when an edition was issued, kept in the edition: lists go on changing after it."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from reports.stable_zip import stable
from warehouse.files import sha256_of
from warehouse.office import Office

FILE = "office.zip"
# All that a build or a report reads. Connections may hold what is nobody's business and change no figure; which versions are
# closed is said of editions, by none of them.
_READ = ("*.csv", "*.toml", "*.docx", "rules/*/*.yaml", "printed/*.csv", "printed/*.yaml")
_NOT_READ = ("connections.toml",)


def registry(folder: Path) -> dict[str, str]:
    """Return the hash of every file that a build or a report reads."""
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}


def packed(folder: Path) -> bytes:
    """Return these files as a zip; the same files give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in _files(folder):
            archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return stable(target.getvalue())


def unpack(content: bytes, folder: Path) -> None:
    """Lay the folder out again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def names(content: bytes) -> frozenset[str]:
    """Return every name that the office's lists give: of units and outlets, their aliases, groups, tiers."""
    with tempfile.TemporaryDirectory() as scratch:
        unpack(content, Path(scratch))
        office = Office.load(Path(scratch))
    units = [name for unit in office.units for name in (unit.name, *unit.aliases)]
    outlets = [name for outlet in office.outlets for name in (outlet.name, *outlet.aliases)]
    settled = office.settings
    return frozenset({*units, *outlets, *settled.tiers, *settled.groups, *settled.unranked_groups})


def _files(folder: Path) -> list[Path]:
    found = {path for pattern in _READ for path in folder.glob(pattern)}
    return sorted(path for path in found if path.is_file() and path.name not in _NOT_READ)
