"""Editions on the shelf: their names, what each says of itself in `edition.json`, and the rows that dbt reads of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.errors import DataError
from warehouse.files import hash_of, sha256_of
from warehouse.home import Home
from warehouse.office_rows import write_rows
from warehouse.period import Period

FILE = "edition.json"


@dataclass(frozen=True, slots=True)
class EditionName:
    """A period and which of its editions: `2025-Q1`, then its revisions `2025-Q1-r2`, `2025-Q1-r3` …"""

    period: Period
    revision: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a name; raise `DataError` naming the text otherwise."""
        code, _, revision = text.partition("-r")
        if revision and not re.fullmatch(r"[2-9]|[1-9]\d{1,2}", revision):
            raise DataError(
                f"读不懂定稿“{text}”：请写成 2025-Q1，修订版写成 2025-Q1-r2",
                f"not the name of an edition: {text!r} (want 2025-Q1 or 2025-Q1-r2)",
            )
        return cls(Period.parse(code), int(revision or 1))

    @property
    def code(self) -> str:
        return self.period.code if self.revision == 1 else f"{self.period.code}-r{self.revision}"

    @property
    def next(self) -> Self:
        """The revision after this one."""
        return type(self)(self.period, self.revision + 1)


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MadeFrom(_Written):
    """Hashes of everything an edition was made from; `warehouse` is the name of the build.

    `version` is that of the programs whose hash is `code`; editions issued before 0.4.0 bear none.
    """

    warehouse: str
    rules: dict[str, str]
    registry: dict[str, str]
    records: str
    editions: dict[str, str]
    code: str
    templates: str
    version: str = ""


class Edition(_Written):
    """`edition.json`: an issued report, what it was made from, and the hash of each of its files."""

    edition: str
    period: str
    revision: int
    revises: str | None
    reason: str
    number: int
    document_number: str
    issued_on: date
    issued_by: str
    objections_until: date
    open_objections: int
    counts: dict[str, int]
    made_from: MadeFrom
    files: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the description in a folder; raise `DataError` naming a file that is none."""
        path = folder / FILE
        try:
            return cls.model_validate_json(path.read_bytes())
        except (FileNotFoundError, ValidationError) as error:
            raise DataError(
                f"定稿 {folder.name} 的 edition.json 缺失或被改坏：请从备份恢复 {folder}",
                f"{path} is missing or cannot be read ({error}): restore it",
            ) from error

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return (self.model_dump_json(indent=2) + "\n").encode()

    @property
    def name(self) -> EditionName:
        return EditionName.parse(self.edition)


def issued(home: Home) -> tuple[Edition, ...]:
    """Return every edition, by period and revision; raise `DataError` naming a folder that holds another one."""
    folders = (path for path in home.editions.iterdir() if path.is_dir()) if home.editions.exists() else ()
    return tuple(sorted(map(_named, folders), key=lambda one: (one.period, one.revision)))


def _named(folder: Path) -> Edition:
    """A copy would count a second time, and stand for a period that nobody issued."""
    edition = Edition.load(folder)
    if edition.edition != folder.name:
        raise DataError(
            f"{folder} 里面是定稿 {edition.edition}：被改名或复制，请改回原名或移走（tongbao verify 逐份核验）",
            f"{folder} holds the edition {edition.edition}: it was renamed or copied",
        )
    return edition


def newest(home: Home, period: Period) -> Edition | None:
    """Return the edition of a period that is valid today, if one was issued."""
    return next((one for one in reversed(issued(home)) if one.period == period.code), None)


_TEXT, _INT, _DAY = pa.string(), pa.int32(), pa.date32()
_COLUMNS = {
    "edition": _TEXT, "period_code": _TEXT, "revision": _INT, "revises": _TEXT, "reason": _TEXT, "document_number": _TEXT,
    "issued_on": _DAY, "issued_by": _TEXT, "objections_until": _DAY, "open_objection_count": _INT, "adoption_count": _INT,
    "accepted_count": _INT, "file_count": _INT, "warehouse": _TEXT, "rules": _TEXT, "registry_sha256": _TEXT,
    "records_sha256": _TEXT, "version": _TEXT, "code_sha256": _TEXT, "templates_sha256": _TEXT, "edition_sha256": _TEXT,
}  # fmt: skip


def write_edition_rows(home: Home, folder: Path, known: Collection[str] | None = None) -> None:
    """Write what dbt reads of the editions into a folder: of all, or of those that are `known`."""
    rows = [_row(one, home) for one in issued(home) if known is None or one.edition in known]
    write_rows(folder / "edition.parquet", _COLUMNS, rows)


def _row(one: Edition, home: Home) -> tuple[object, ...]:
    made = one.made_from
    return (
        one.edition, one.period, one.revision, one.revises, one.reason or None, one.document_number, one.issued_on,
        one.issued_by, one.objections_until, one.open_objections, one.counts["adoptions"], one.counts["accepted"],
        len(one.files), made.warehouse, "；".join(f"{name} {sha256}" for name, sha256 in made.rules.items()),
        hash_of(made.registry), made.records, made.version or None, made.code, made.templates,
        sha256_of(home.editions / one.edition / FILE),
    )  # fmt: skip
