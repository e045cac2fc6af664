"""Packs: the landed rows of many deliveries in few files, for the build to read.

Derived and disposable: raw is the truth. New deliveries make a new pack, and packs of a size are merged into a larger one,
so a build costs what is new in it and the number of packs stays small. A pack is named by the hash of its bytes and says
which deliveries it holds and under which reader; one that is damaged, or holds anything that raw no longer has, is dropped
and its deliveries are packed afresh.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import records
from warehouse.errors import BrokenError
from warehouse.files import sha256_of, sync
from warehouse.home import Home

SCHEMA = pa.schema([("delivery_id", pa.string()), *records.SCHEMA])
_HELD = b"deliveries"
# Eight of a size become one of the next, eight times as large; what is below the smallest size is of one size.
_MERGED_AT = 8
_SMALLEST = 4096
# Rows are written in groups: large enough to be read fast, small enough to be held in memory.
_GROUP_ROWS = 65_536
_TABLES = 500
_GROUP_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Pack:
    path: Path
    held: Mapping[str, str]
    size: int

    @property
    def step(self) -> int:
        """Return which size the pack is of."""
        step, size = 0, self.size // _SMALLEST
        while size:
            step, size = step + 1, size // _MERGED_AT
        return step


def write_packs(home: Home, readers: Mapping[str, str]) -> None:
    """Make the packs hold the rows of exactly these deliveries, given with the reader each was read by."""
    folder = home.build / "landed"
    folder.mkdir(exist_ok=True)
    packs = _sound_packs(folder, readers)
    missing = {one: readers[one] for one in readers if not any(one in pack.held for pack in packs)}
    # dbt finds no table where there is no file: without any delivery there is a pack that holds none.
    if missing or not packs:
        packs.append(_write(home, folder, missing, (_rows_in_raw(home, one) for one in missing)))
    while due := _due(packs):
        held = {one: reader for pack in due for one, reader in pack.held.items()}
        packs = [pack for pack in packs if pack not in due]
        packs.append(_write(home, folder, held, (rows for pack in due for rows in _rows_in_pack(pack))))
        for pack in due:
            pack.path.unlink()


def _sound_packs(folder: Path, readers: Mapping[str, str]) -> list[_Pack]:
    """Return the packs that are whole and up to date; drop the others, and what a killed run left double."""
    packs: list[_Pack] = []
    seen: set[str] = set()
    for path in sorted(folder.iterdir()):
        pack = _open(path)
        if pack and pack.held.items() <= readers.items() and seen.isdisjoint(pack.held):
            packs.append(pack)
            seen |= pack.held.keys()
        else:
            path.unlink()
    return packs


def _open(path: Path) -> _Pack | None:
    """Return a pack if its bytes are those it was named by and its columns are today's."""
    if sha256_of(path) != path.stem:
        return None
    said = pq.read_metadata(path)
    schema = said.schema.to_arrow_schema()
    if not schema.equals(SCHEMA):
        return None
    held: dict[str, str] = json.loads(schema.metadata[_HELD])
    return _Pack(path, held, said.num_rows + len(held))


def _due(packs: Iterable[_Pack]) -> list[_Pack]:
    """Return packs of one size that have become too many, if there are any."""
    by_step: dict[int, list[_Pack]] = {}
    for pack in packs:
        by_step.setdefault(pack.step, []).append(pack)
    return next((of_a_size for of_a_size in by_step.values() if len(of_a_size) >= _MERGED_AT), [])


def _write(home: Home, folder: Path, held: Mapping[str, str], tables: Iterator[pa.Table]) -> _Pack:
    """Write a pack; it gets its name, and with it its place, when it is whole."""
    draft = home.tmp / "pack.parquet"
    schema = SCHEMA.with_metadata({_HELD: json.dumps(held).encode()})
    count = 0
    with pq.ParquetWriter(draft, schema, compression="zstd") as writer:
        for group in _grouped(tables):
            writer.write_table(group)
            count += group.num_rows
    sync(draft)
    path = draft.rename(folder / f"{sha256_of(draft)}.parquet")
    return _Pack(path, held, count + len(held))


def _grouped(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    rows = size = 0
    for table in tables:
        waiting.append(table)
        if len(waiting) == _TABLES:  # a table of few rows is mostly overhead
            waiting = [pa.concat_tables(waiting).combine_chunks()]
        rows, size = rows + table.num_rows, size + table.nbytes
        if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting, rows, size = [], 0, 0
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def _rows_in_raw(home: Home, delivery_id: str) -> pa.Table:
    """Return the rows of a delivery; columns that its reader did not know yet are empty."""
    path = home.raw / delivery_id / records.FILE
    try:
        rows = records.read(path)
    except (OSError, pa.ArrowException) as error:
        raise BrokenError(
            f"收件存档读不出来，请从备份恢复 {path} 后再试：{error}",
            f"landed records cannot be read: {path}: {error}",
        ) from error
    return rows.add_column(0, SCHEMA.field("delivery_id"), pa.repeat(delivery_id, rows.num_rows))


def _rows_in_pack(pack: _Pack) -> Iterator[pa.Table]:
    file = pq.ParquetFile(pack.path)
    for group in range(file.num_row_groups):
        yield file.read_row_group(group).cast(SCHEMA)
