"""Landing: a delivery's bytes are kept for ever under their SHA-256, beside the rows read from them.

A new delivery is made in the scratch folder and renamed into place; a killed run leaves only scratch.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from ingest import records, registry
from ingest.layouts import Layouts
from ingest.reading import Kind, Problem, file_problem, record_count
from ingest.sources import Source, sources_of
from warehouse.errors import BrokenError, DataError
from warehouse.files import sha256_of, sync
from warehouse.home import Home


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of one file: taken in as new, known under another name, or known already."""

    file_name: str
    delivery_id: str
    status: Literal["new", "again", "known"]
    kind: Kind
    record_count: int
    problem_code: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class _Delivery:
    """`delivery.json`."""

    delivery_id: str
    file_name: str
    kind: Kind
    received_on: str
    size: int
    sheet_count: int
    record_count: int
    reader: str


def land(
    paths: Sequence[Path],
    home: Home,
    layouts: Layouts,
    received_on: date,
    progress: Callable[[Path], None] | None = None,
) -> tuple[Landed, ...]:
    """Take in every file behind the paths; raise `DataError` if one does not exist or may not be taken."""
    home.prepare()
    landed = []
    for source in sources_of(paths):
        landed.append(_land(source, home, layouts, received_on))
        if progress:
            progress(source.path)
    return tuple(landed)


def refresh(home: Home, layouts: Layouts) -> tuple[Landed, ...]:
    """Read again, from the original bytes, what was read by an older reader or under other layouts."""
    home.prepare()
    current = registry.current_readers(layouts)
    folders = sorted(folder for folder in home.raw.iterdir() if folder.is_dir())
    return tuple(
        _read_again(folder, home, layouts) for folder in folders if _delivery(folder).reader not in current
    )


def _land(source: Source, home: Home, layouts: Layouts, received_on: date) -> Landed:
    delivery_id = _digest(source.path)
    if not (home.raw / delivery_id).exists():
        with _scratch(home) as draft:
            original = draft / f"original{_ending(source.path)}"
            shutil.copyfile(source.path, original)
            # The file may have changed since it was looked at: the copy is what was delivered.
            delivery_id = sha256_of(original)
            if not (home.raw / delivery_id).exists():
                return _keep(draft, delivery_id, source.file_name, home, layouts, received_on)
    return _arrived_again(delivery_id, source.file_name, home, received_on)


def _keep(
    draft: Path, delivery_id: str, file_name: str, home: Home, layouts: Layouts, received_on: date
) -> Landed:
    """Complete a new delivery, whose original lies in the draft folder, and move it into place."""
    original = _original(draft)
    delivery, problem = _read_into(draft, original, delivery_id, file_name, received_on.isoformat(), layouts)
    sync(original)
    sync(draft)
    draft.rename(home.raw / delivery_id)
    sync(home.raw)
    return _landed(delivery, file_name, "new", problem)


def _arrived_again(delivery_id: str, file_name: str, home: Home, received_on: date) -> Landed:
    """Note a further arrival of known bytes, unless this name is known too."""
    folder = home.raw / delivery_id
    delivery, problem = _delivery(folder), records.problem_of_file(folder / "records.parquet")
    note = folder / "again" / f"{sha256_of(file_name.encode())[:16]}.json"
    if file_name == delivery.file_name or note.exists():
        return _landed(delivery, file_name, "known", problem)
    with _scratch(home) as draft:
        written = draft / note.name
        written.write_bytes(_json({"file_name": file_name, "received_on": received_on.isoformat()}))
        sync(written)
        note.parent.mkdir(exist_ok=True)
        written.replace(note)
        sync(note.parent)
    return _landed(delivery, file_name, "again", problem)


def _read_again(folder: Path, home: Home, layouts: Layouts) -> Landed:
    """Replace the two files made from the original, which itself is never moved.

    `delivery.json` comes last and names the reader: after a kill between the two the delivery still counts
    as not read again, and the next run completes it.
    """
    stored = _delivery(folder)
    original = _original(folder)
    with _scratch(home) as draft:
        delivery, problem = _read_into(
            draft, original, stored.delivery_id, stored.file_name, stored.received_on, layouts
        )
        for name in ("records.parquet", "delivery.json"):
            (draft / name).replace(folder / name)
            sync(folder)
    return _landed(delivery, delivery.file_name, "known", problem)


def _read_into(
    draft: Path, original: Path, delivery_id: str, file_name: str, received_on: str, layouts: Layouts
) -> tuple[_Delivery, Problem | None]:
    """Read a delivery and write its two files into the draft folder."""
    reading, reader = registry.read(original, file_name, layouts)
    delivery = _Delivery(
        delivery_id=delivery_id,
        file_name=file_name,
        kind=reading.kind,
        received_on=received_on,
        size=original.stat().st_size,
        sheet_count=reading.sheet_count,
        record_count=record_count(reading.rows),
        reader=reader,
    )
    records.write(draft / "records.parquet", reading.rows)
    (draft / "delivery.json").write_bytes(_json(asdict(delivery)))
    sync(draft / "records.parquet")
    sync(draft / "delivery.json")
    return delivery, file_problem(reading.rows)


def _original(folder: Path) -> Path:
    return next(folder.glob("original*"))


def _delivery(folder: Path) -> _Delivery:
    try:
        return _Delivery(**json.loads((folder / "delivery.json").read_bytes()))
    except (FileNotFoundError, ValueError, TypeError) as error:
        raise BrokenError(
            f"{folder} 不完整（缺少或读不懂 delivery.json）：请从备份恢复这个文件夹，或移走后重新接收原件",
            f"{folder} has no readable delivery.json: restore it, or move it away and land the file again",
        ) from error


def _landed(
    delivery: _Delivery, file_name: str, status: Literal["new", "again", "known"], problem: Problem | None
) -> Landed:
    code, sentence = (problem.code, problem.sentence) if problem else (None, None)
    return Landed(
        file_name, delivery.delivery_id, status, delivery.kind, delivery.record_count, code, sentence
    )


@contextmanager
def _scratch(home: Home) -> Iterator[Path]:
    """Give a folder in the scratch space; gone afterwards, unless it was renamed into place."""
    scratch = Path(tempfile.mkdtemp(prefix="land-", dir=home.tmp))
    draft = scratch / "draft"
    # A folder of our own inside: the outer one is private to this user, and that would go with the rename.
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except PermissionError as error:
        raise DataError(f"没有权限读取 {path}：请检查文件权限", f"no permission to read {path}") from error


def _ending(path: Path) -> str:
    """Return the file's ending if it is a plain one; it is for people, the reader goes by content."""
    ending = path.suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""


def _json(value: dict[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n").encode()
