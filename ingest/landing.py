"""Landing: a delivery's bytes are kept for ever under their SHA-256, beside the rows read from them.

Deliveries are made in the scratch folder, a group at a time, forced to disk together and then renamed into place one by one;
a killed run leaves only scratch, and whole deliveries. What is packed in a zip gets its place before the zip does, so a zip
that is in its place has lost nothing.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Literal

from ingest import records, registry
from ingest.catalogue import load_catalogue, note_path
from ingest.delivery import FILE, Delivery, json_line
from ingest.guards import CHANGING, Left, WhyLeft, unread
from ingest.layouts import Layouts
from ingest.reading import UNFINISHED, Kind
from ingest.sources import Source, in_groups, whole
from ingest.turns import Turns
from ingest.worker import Job, WorkerAnswer, the_worker
from warehouse.errors import is_of_machine
from warehouse.files import sha256_of, sync_all
from warehouse.home import Home

# Forcing files to disk one by one takes most of the time of landing them; a killed run does at most these again.
_GROUP = 200
_GROUP_BYTES = 200 * 1024 * 1024

Status = Literal["new", "again", "known"]
Progress = Callable[[Path], None]
Leave = Callable[[Left], None]


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of one file: taken in as new, known under another name, or known already."""

    file_name: str
    delivery_id: str
    status: Status
    kind: Kind
    record_count: int
    problem_code: str | None
    problem: str | None
    note: str | None = None  # what the reader passed over that is no row


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A file with its hash; `draft` holds the bytes if they are new."""

    source: Source
    delivery_id: str
    draft: Path | None


def land(
    paths: Sequence[Path],
    home: Home,
    layouts: Layouts,
    received_on: date,
    progress: Progress | None = None,
    *,
    leave: Leave | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Landed, ...]:
    """Take in every file behind the paths; raise `DataError` if a path does not exist.

    What may not be taken, cannot be read or is still being written is left where it lies, and `leave` is told.
    """
    home.prepare()
    with _scratch(home) as scratch:
        catalogue = load_catalogue(home)
        desk = _Desk(home, layouts, scratch, catalogue, Turns(home, catalogue), leave or (lambda _: None))
        # The scratch folder was made a moment ago: its time is the disk's own.
        sources, left = whole(paths, scratch.stat().st_mtime_ns, sleep)
        for one in left:
            desk.leave(one)
        return tuple(desk.take(sources, received_on.isoformat(), progress))


def refresh(home: Home, layouts: Layouts, progress: Progress | None = None) -> tuple[Landed, ...]:
    """Read again, from the original bytes, what was read by an older reader, under other layouts, or not to its end."""
    home.prepare()
    current = registry.current_readers(layouts)
    catalogue = load_catalogue(home)
    old = [delivery for delivery in catalogue.values() if delivery.reader not in current]
    with _scratch(home) as scratch:
        desk = _Desk(home, layouts, scratch, catalogue, Turns(home, catalogue, read_again=True))
        return tuple(desk.read_again(old, progress))


@dataclass(slots=True)
class _Desk:
    """One run: what is known so far, and where the new lies until it gets its place."""

    home: Home
    layouts: Layouts
    scratch: Path
    known: dict[str, Delivery]
    turns: Turns
    leave: Leave = lambda _: None
    drafts: dict[str, Path] = field(default_factory=dict)
    notes: dict[Path, Path] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def take(
        self, sources: Iterable[Source], received_on: str, progress: Progress | None = None
    ) -> Iterator[Landed]:
        """Take in files, in their order; what is packed in one comes right behind it."""
        for group in in_groups(sources, _GROUP, _GROUP_BYTES):
            yield from self._take_group(group, received_on, progress)

    def read_again(self, deliveries: Sequence[Delivery], progress: Progress | None) -> Iterator[Landed]:
        """Replace the two files made from each original, which itself is never moved."""
        for start in range(0, len(deliveries), _GROUP):
            yield from self._read_group_again(deliveries[start : start + _GROUP], progress)

    def _take_group(
        self, group: Sequence[Source], received_on: str, progress: Progress | None
    ) -> Iterator[Landed]:
        arrivals: list[_Arrival] = []

        def jobs() -> Iterator[Job]:
            for source in group:
                if progress:
                    progress(source.path)
                if not (arrival := self._arrive(source)):
                    continue
                arrivals.append(arrival)
                if arrival.draft:
                    yield self._job(_original(arrival.draft), source.file_name, arrival.draft)

        answers = list(the_worker().read_all(jobs(), self.layouts))
        new = [arrival for arrival in arrivals if arrival.draft]
        read = {}
        for arrival, answer in zip(new, answers, strict=True):
            self._describe(arrival, answer, received_on)
            read[arrival.delivery_id] = answer
        for arrival in arrivals:
            landed = self._landed(arrival, received_on)
            if not arrival.draft:
                yield landed
                continue
            answer = read[arrival.delivery_id]
            yield replace(landed, note=answer.note)
            yield from self._take_members(arrival.draft, arrival.delivery_id, answer.members)
        if new or self.notes:
            self._keep(arrival.delivery_id for arrival in new)

    def _arrive(self, source: Source) -> _Arrival | None:
        """Take a file's hash, and its bytes into the scratch folder if they are new; None if it has to be left."""
        try:
            delivery_id = sha256_of(source.path)
        except OSError as error:
            self._leave(source, unread(error))
            return None
        if self._has(delivery_id):
            return _Arrival(source, delivery_id, None)
        try:
            draft = self._draft()
            original = draft / f"original{_ending(source.file_name)}"
            shutil.copyfile(source.path, original)
            is_whole = source.seen is None or source.seen.is_unchanged()
        except OSError as error:
            if is_of_machine(error):
                raise
            self._leave(source, unread(error))
            return None
        if not is_whole:
            self._leave(source, CHANGING)
            return None
        # The file may have changed since its hash was taken: the copy is what was delivered.
        delivery_id = sha256_of(original)
        if self._has(delivery_id):
            return _Arrival(source, delivery_id, None)
        self.drafts[delivery_id] = draft
        return _Arrival(source, delivery_id, draft)

    def _leave(self, source: Source, reason: WhyLeft) -> None:
        self.leave(Left(source.file_name, reason))

    def _has(self, delivery_id: str) -> bool:
        return delivery_id in self.known or delivery_id in self.drafts

    def _describe(self, arrival: _Arrival, answer: WorkerAnswer, received_on: str) -> None:
        """Write the description of a new delivery beside its bytes and rows."""
        draft = self.drafts[arrival.delivery_id]
        delivery = Delivery(
            delivery_id=arrival.delivery_id,
            file_name=arrival.source.file_name,
            received_on=received_on,
            size=_original(draft).stat().st_size,
            part_of=arrival.source.part_of,
            turn=self.turns.take(arrival.source.file_name, arrival.delivery_id, received_on),
            **self._said(answer),
        )
        delivery.save(draft)
        self.known[arrival.delivery_id] = delivery

    def _said(self, answer: WorkerAnswer) -> dict[str, Any]:
        undecided = registry.undecided(self.layouts)
        return {
            "kind": answer.kind,
            "sheet_count": answer.sheet_count,
            "record_count": answer.record_count,
            "reader": registry.NONE if answer.problem_code in UNFINISHED else answer.reader or undecided,
            "problem_code": answer.problem_code,
            "problem": answer.problem,
        }

    def _landed(self, arrival: _Arrival, received_on: str) -> Landed:
        """Say what became of a file; known bytes are noted under a further name, and where another file lay since."""
        delivery, name = self.known[arrival.delivery_id], arrival.source.file_name
        if arrival.draft:
            return _told(delivery, name, "new")
        if self.turns.is_known(name, arrival.delivery_id):
            return _told(delivery, name, "known")
        folder = self.drafts.get(arrival.delivery_id) or self.home.raw / arrival.delivery_id
        told = {"file_name": name, "received_on": received_on}
        turn = self.turns.take(name, arrival.delivery_id, received_on)
        written = self.scratch / f"{next(self.numbers)}.json"
        written.write_bytes(json_line(told | ({"turn": turn} if turn > 1 else {})))
        self.notes[note_path(folder, name, turn)] = written
        return _told(delivery, name, "again")

    def _take_members(self, draft: Path, archive_id: str, names: Sequence[str]) -> Iterator[Landed]:
        """Take in what was unpacked from an archive, as received with it."""
        archive, folder = self.known[archive_id], _members(draft)
        sources = (
            Source(
                path := folder / str(number), f"{archive.file_name}/{name}", path.stat().st_size, archive_id
            )
            for number, name in enumerate(names)
        )
        yield from self.take(sources, archive.received_on)
        shutil.rmtree(folder, ignore_errors=True)

    def _keep(self, delivery_ids: Iterable[str]) -> None:
        """Force a group to disk and give it its place: after this nothing of it can be lost."""
        drafts = {delivery_id: self.drafts.pop(delivery_id) for delivery_id in delivery_ids}
        notes, self.notes = self.notes, {}
        sync_all(
            [*notes.values(), *(path for draft in drafts.values() for path in (draft, *draft.iterdir()))]
        )
        for note, written in notes.items():
            note.parent.mkdir(exist_ok=True)
            written.replace(note)
        for delivery_id, draft in drafts.items():
            draft.rename(self.home.raw / delivery_id)
        sync_all([self.home.raw, *{note.parent for note in notes if note.parent.exists()}])

    def _read_group_again(self, group: Sequence[Delivery], progress: Progress | None) -> Iterator[Landed]:
        """Replace the two files made from each original, which itself is never moved.

        `delivery.json` comes last and names the reader: after a kill before it the delivery still counts as not read again,
        and the next run completes it.
        """
        drafts = {delivery.delivery_id: self._draft() for delivery in group}

        def jobs() -> Iterator[Job]:
            for delivery in group:
                original = _original(self.home.raw / delivery.delivery_id)
                if progress:
                    progress(Path(delivery.file_name))
                yield self._job(original, delivery.file_name, drafts[delivery.delivery_id])

        for delivery, answer in zip(group, list(the_worker().read_all(jobs(), self.layouts)), strict=True):
            read = replace(delivery, **self._said(answer))
            draft = drafts[delivery.delivery_id]
            read.save(draft)
            self.known[delivery.delivery_id] = read
            yield _told(read, read.file_name, "known")
            yield from self._take_members(draft, delivery.delivery_id, answer.members)
        sync_all([path for draft in drafts.values() for path in draft.iterdir()])
        for name in (records.FILE, FILE):
            for delivery_id, draft in drafts.items():
                (draft / name).replace(self.home.raw / delivery_id / name)
            sync_all([self.home.raw / delivery_id for delivery_id in drafts])

    def _job(self, original: Path, file_name: str, draft: Path) -> Job:
        return Job(original, file_name, draft, _members(draft))

    def _draft(self) -> Path:
        draft = self.scratch / str(next(self.numbers))
        draft.mkdir()
        return draft


def _original(folder: Path) -> Path:
    return next(folder.glob("original*"))


def _members(draft: Path) -> Path:
    return draft.with_suffix(".members")


def _told(delivery: Delivery, file_name: str, status: Status) -> Landed:
    return Landed(
        file_name,
        delivery.delivery_id,
        status,
        delivery.kind,
        delivery.record_count,
        delivery.problem_code,
        delivery.problem,
    )


@contextmanager
def _scratch(home: Home) -> Iterator[Path]:
    """Give a folder in the scratch space that is gone afterwards, with what did not get its place."""
    scratch = Path(tempfile.mkdtemp(prefix="land-", dir=home.tmp))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _ending(file_name: str) -> str:
    """Return the file's ending if it is a plain one; it is for people, the reader goes by content."""
    ending = Path(file_name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
