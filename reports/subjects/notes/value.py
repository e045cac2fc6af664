"""Where the figures come from, and what is missing in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from reports.subjects.notes.conditions import Condition
    from reports.subjects.notes.elsewhere import Elsewhere
    from reports.subjects.notes.imprint import Imprint


@dataclass(frozen=True, slots=True)
class Excluded:
    """A record of the period that was not counted, and why."""

    outcome: str
    reason: str
    unit_name: str
    outlet_name: str
    article_title: str
    adopted_on: str
    file_name: str
    sheet_name: str
    row_number: int
    cells: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A unit with its files of the period that could not be read, or of which every record waits for an answer."""

    unit_name: str  # empty of files that nobody can tell whose they are
    file_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotRead:
    """What of a table of the period was not understood: columns, lines of text, or the whole of it."""

    file_name: str
    columns: tuple[str, ...]
    text_count: int
    texts: tuple[str, ...]
    sentence: str  # why the whole table was passed over; empty where it was read

    @property
    def zh(self) -> str:
        """Say it in the clerk's words."""
        columns = f"没有读懂的列：{'、'.join(self.columns)}" if self.columns else ""
        text = f"有{self.text_count}行文字不是记录，{self.texts[0]}" if self.texts else ""
        return "；".join(part for part in (columns, text, self.sentence) if part)


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """An edition of the scoring rule in force within the period."""

    scheme_name: str
    rule_version: str
    decision: str
    decided_on: date
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Records of the period by what became of them."""

    accepted: int
    rejected: int
    duplicate: int
    superseded: int

    @property
    def total(self) -> int:
        return self.accepted + self.rejected + self.duplicate + self.superseded


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records of the period were rejected, and how many."""

    reason_code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Rename:
    """A unit that another one answers for since it was renamed or merged."""

    old_name: str
    new_name: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the figures come from and how to object to them."""

    rules: tuple[RuleInForce, ...]
    outcomes: Outcomes
    delivery_count: int
    reasons: tuple[Reason, ...]
    renames: tuple[Rename, ...]
    fingerprint: str
    objection_days: int
    objections_until: date
    imprint: Imprint | None = None  # of a draft there is none
    blanks: tuple[Condition, ...] = ()  # where rule lines ask what records of the period leave blank
    elsewhere: tuple[Elsewhere, ...] = ()  # authors of another unit than the one they are counted under
    excluded: tuple[Excluded, ...] = ()
    unread: tuple[Unread, ...] = ()  # units of whose files some count for nothing
    not_read: tuple[NotRead, ...] = ()  # what of the files that were read was not understood
