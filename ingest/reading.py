"""What a reader hands back: rows of text with their place, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

Kind = Literal[
    "workbook", "delimited", "html_table", "docx_table", "pdf_table",
    "html_list", "html_article", "feed", "article_list", "docx_bulletin", "pdf_bulletin",
    "archive", "unreadable",
]  # fmt: skip
Role = Literal["record", "total", "note", "account"]

COLUMNS = (
    "unit_name", "outlet_name", "article_title", "adopted_on", "page", "issue", "kind", "words", "author", "co_author",
    "tier_name", "remark", "reads", "link", "quantity",
    # what only a rule may ask
    "channel", "form", "adopted_as", "degree", "origin", "reprint", "seconds", "minutes", "pictures", "given", "days_late",
    "value", "shares", "author_unit", "author_shares",
    # whether it was adopted at all
    "verdict",
    # of registers beside adoptions
    "submitted_on", "path", "evidence",
    "commission_number", "deadline", "delivered_on", "status",
    "leader", "level", "comment", "comment_kind", "commented_on",
    "prize_name", "grade", "awarded_on",
    "penalty_kind", "notified_on",
    "period", "head_count",
    "juror", "score", "scored_on",
    "account_name", "followers", "figure_on", "figure_name",
    "item_name", "item_on", "forwarded_on",
)  # fmt: skip
# Those of them that hold a day.
DAYS = tuple(name for name in COLUMNS if name.endswith("_on") or name == "deadline")
ADOPTION = "adoption"
# What a table registers; decided by its header words and its title (registers.csv). A sheet of counts by outlet and
# unit has no header of its own kind: its build tells it.
REGISTERS = (
    ADOPTION, "submission", "commission", "comment", "prize", "penalty", "zero_report", "head_count",
    "jury_score", "account_figure", "figure", "item", "forwarding", "outlet_count",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row or a file could not be taken: a code for SQL, a sentence with the way out for the clerk."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as delivered; `values` by our column names, `extra` by the file's own headers.

    `section_title` is the heading inside the table that the row stands under; a total says what it counted
    (`stated_count`) of what (`stated_of`). `place_in_row` tells records apart that stand in one row. A row of the role
    "account" is none of the file's: its `account` says what became of a table (`ingest/account.py`).
    """

    sheet_name: str
    row_number: int
    role: Role
    cells: Sequence[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    table_title: str | None = None
    problem: Problem | None = None
    register: str = ADOPTION
    section_title: str | None = None
    stated_count: str | None = None
    stated_of: str | None = None
    place_in_row: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of one file, large ones as an Arrow table; never empty, because a problem is a row.

    Only an archive may be without rows: they are in its members, of which it gives the names. The `note` says what the
    reader passed over that is no row.
    """

    kind: Kind
    rows: tuple[Row, ...] | pa.Table
    sheet_count: int
    members: tuple[str, ...] = ()
    note: str | None = None


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


def only_pictures(what: str) -> UnreadableError:
    """Return the problem of a file in which there is something to see and nothing to read."""
    return UnreadableError(
        "no_text",
        f"{what}里只有图片（扫描件或截图），没有文字：请报送单位发送原件，"
        "或把记录填入登记表（xlsx）后重新放入收件夹",
    )


# A busy or short machine may be to blame: what failed so is read again the next time.
UNFINISHED = frozenset({"out_of_time", "interrupted"})


def out_of_time(what: str) -> UnreadableError:
    """Return the problem of a file that did not get read in time."""
    return UnreadableError(
        "out_of_time",
        f"{what}：下次运行会再读一遍；若一再如此，请删去多余内容，或分成几个文件另存为 xlsx 或 csv 后重新发送",
    )


def interrupted() -> UnreadableError:
    """Return the problem of a file whose reader was ended from outside, by the system or by a person."""
    return UnreadableError(
        "interrupted",
        "读取它的程序被系统中止（多半是内存不够），没有读完：下次运行会再读一遍；若一再如此，"
        "请删去多余内容，或分成几个文件另存为 xlsx 或 csv 后重新发送",
    )


def problem_reading(kind: Kind, problem: Problem, sheet_count: int = 0) -> Reading:
    """Return the reading of a file that yields nothing but its problem."""
    return Reading(kind, (Row("", 0, "record", problem=problem),), sheet_count)


def record_count(rows: Sequence[Row] | pa.Table) -> int:
    """Return how many of the rows are records."""
    if isinstance(rows, pa.Table):
        return int(pc.sum(pc.equal(rows["row_role"], "record")).as_py() or 0)
    return sum(row.role == "record" for row in rows)


def file_problem(rows: Sequence[Row] | pa.Table) -> Problem | None:
    """Return the problem of the file as a whole, if it has one."""
    if not isinstance(rows, pa.Table):
        return next((row.problem for row in rows if row.row_number == 0 and row.role == "record"), None)
    of_file = pc.and_(pc.equal(rows["row_number"], 0), pc.equal(rows["row_role"], "record"))
    for row in rows.select(["problem_code", "problem"]).filter(of_file).slice(0, 1).to_pylist():
        return Problem(row["problem_code"], row["problem"])
    return None
