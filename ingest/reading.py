"""What a reader hands back: rows of text with their place, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "workbook", "delimited", "html_table", "docx_table", "pdf_table",
    "html_list", "html_article", "feed", "article_list", "docx_bulletin", "pdf_bulletin",
    "unreadable",
]  # fmt: skip
Role = Literal["record", "total", "note"]

COLUMNS = (
    "unit_name", "outlet_name", "article_title", "adopted_on", "page", "issue", "kind", "words", "author",
    "tier_name", "remark", "reads", "link",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row or a file could not be taken: a code for SQL, a sentence with the way out for the clerk."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as delivered; `values` by our column names, `extra` by the file's own headers."""

    sheet_name: str
    row_number: int
    role: Role
    cells: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    table_title: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of one file; never empty, because a problem is a row."""

    kind: Kind
    rows: tuple[Row, ...]
    sheet_count: int


class UnreadableError(Exception):
    """The file cannot be read; carries what to tell the clerk."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(code, sentence)


def truncated() -> UnreadableError:
    """Return the problem of a workbook that is cut off or damaged."""
    return UnreadableError("truncated", "文件不完整或已损坏，打不开：请报送单位检查后另存为 xlsx 重新发送")


def encrypted() -> UnreadableError:
    """Return the problem of a workbook with a password."""
    return UnreadableError("encrypted", "文件设有打开密码，无法读取：请报送单位取消密码后重新发送")


def problem_reading(kind: Kind, problem: Problem, sheet_count: int = 0) -> Reading:
    """Return the reading of a file that yields nothing but its problem."""
    return Reading(kind, (Row("", 0, "record", problem=problem),), sheet_count)


def file_problem(rows: Sequence[Row]) -> Problem | None:
    """Return the problem of the file as a whole, if it has one."""
    return next((row.problem for row in rows if row.row_number == 0 and row.role == "record"), None)
