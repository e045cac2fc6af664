"""Files nobody would send, tried on the readers: `python -m tests.ingest.fuzz [TRIES]` for a long run.

A try builds a file from odd cells, or takes one of the sample inbox, damages its bytes or those of a part packed in it,
and reads it. Whatever comes, it is a reading that can be kept: rows in order, or a problem with its sentence.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer import echo

from ingest import limits, records
from ingest.layouts import Layouts
from ingest.worker import Job, Worker, the_worker
from tests.ingest.builders import BUILDERS, Table

REPOSITORY = Path(__file__).parents[2]
SAMPLE_INBOX = REPOSITORY / "tests" / "cases" / "inbox_small" / "inbox"
MAX_SECONDS = 60.0

HEADINGS = [
    "序号",
    "报送单位",
    "标题",
    "采用刊物",
    "刊发日期",
    "版面",
    "期号",
    "作者",
    "备注",
    "字数",
    "链接",
    "阅读量",
]
ODD_HEADINGS = [
    "",
    "标题\n(全称)",
    "标 题",
    "采用情况",
    "公众号",
    "合计",
    "标题标题",
    "title",
    "=标题",
    "单位：",
    "\u3000",
]
TEXTS = [
    "云岭县委组织部", "云岭县“三化联动”建强支部", "澜江日报", "3月5日", "2025-03-05", "2025年2月30日", "45721", "二〇二五年三月",
    "Wed, 05 Mar 2025 08:00:00 +0800", "2025-03-05T08:00:00Z", "1741132800", "9999999999999", "9" * 30, "9" * 400, "１２００",
    "Wed, 05 Mar 99999999999999999999 99:00:00 +99999999999", "合计", "小计：12条", "注：逾期不予统计", "填报人：", "本月无",
    "http://www.example.cn/2025-03/05/nbs.D110000_01.htm", "//[::1", "javascript:alert(1)", "=1+1", '=HYPERLINK("a","b")',
    "+86", "-1", "@a", "约1200字", "①", "📰", "👨‍👩‍👧", "e\u0301", "\u202e反", "\ufeff", "\uffff", "<b>甲</b>", "<td>",
    "</table>", "<!--", "<![CDATA[", "]]>", "&amp;", "&#0;", "&#55296;", "&#x110000;", "&lt;", "a\r\nb", "\t", '"',
    '""', "'", ",", "，", "（", "）", "（云岭县委组织部）", "第12期", "目录", "01版", "甲" * 21_000, " ", "\u3000", "null",
    "NaN", "1e999", "2025年3月5日《人民日报》第2版刊登、6日《河南日报》头版", "人民日报、河南日报",
    "3月5日、3月6日", "9" * 40 + "篇",
    "(" * 15_000, "刊登" * 9_000, "1." * 9_000, "发表情况", "《" * 9_000 + "》", "2025-03-05 10:05-11:30",
]  # fmt: skip
# What costs a careless reader the square of its length, or its stack.
DEEP = [b"<div>" * 3000, b"<table><tr><td>" * 2000, b"<w:tbl><w:tr><w:tc>" * 1000, b"<item>" * 2000, b"[" * 5000,
        b'{"a":' * 5000, b"<<" * 3000, b"(" * 5000, b'"' * 5001]  # fmt: skip
CONTROLS = ["\0", "\x0b", "\x1f", "\ud800", "\udfff甲", "_x0000_"]

_plain = st.one_of(
    st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
)
_odd = st.one_of(
    st.sampled_from(CONTROLS), st.text(st.characters(categories=["Cs", "Cc", "Cf", "So"]), max_size=4)
)
_numbers = st.one_of(
    st.integers(-(10**18), 10**18), st.floats(), st.sampled_from([3.1, 10.3, 2025.1, 3.5])
)
_days = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001 - cells have no zone
_corners = st.tuples(*[st.integers(0, 9)] * 4).map(
    lambda one: (min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3]))
)


def _tables(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Table]:
    cells = st.one_of(texts, texts, texts, _numbers, _days, st.none())
    odd_headers = st.lists(
        st.one_of(*[st.sampled_from(HEADINGS)] * 4, st.sampled_from(ODD_HEADINGS), texts), max_size=8
    )
    return st.builds(
        Table,
        above=st.lists(texts, max_size=3).map(tuple),
        header=st.one_of(
            st.just(tuple(HEADINGS)),
            st.just(("标题", "刊发日期", "链接", "报送单位")),
            odd_headers.map(tuple),
        ),
        rows=st.lists(st.lists(cells, min_size=1, max_size=8).map(tuple), min_size=1, max_size=8).map(tuple),
        merges=st.lists(_corners, max_size=4).map(tuple),
    )


# A single control character ends most text files at the door: half of the tables have none.
TABLES = st.one_of(_tables(_plain), _tables(st.one_of(_plain, _plain, _odd)))


@dataclass(frozen=True, slots=True)
class Damage:
    """One change of bytes: where, as a share of the file, how long, and what comes in."""

    how: str
    place: float
    length: int
    piece: bytes

    def __call__(self, content: bytes) -> bytes:
        at = _boundary(content, int(self.place * len(content)))
        end = _boundary(content, at + self.length)
        before, hit, after = content[:at], content[at:end], content[end:]
        match self.how:
            case "flip":
                return before + bytes(one ^ 0xFF for one in hit[:2]) + hit[2:] + after
            case "cut":
                return before + after
            case "end":
                return before
            case "duplicate":
                return before + hit * (2 + len(self.piece[:8]) * 10) + after
            case "splice":
                start = _boundary(content, int(self.length / 200 * len(content)))
                return before + content[start : _boundary(content, start + 64)] + after
            case _:
                return before + self.piece + hit + after


def _boundary(content: bytes, at: int) -> int:
    """Step to where a character of UTF-8 begins: text that is no text any more gets no further than the door."""
    return next((one for one in range(at, min(at + 4, len(content))) if content[one] & 0xC0 != 0x80), at)


DAMAGES = st.lists(
    st.builds(
        Damage,
        how=st.sampled_from(["flip", "cut", "end", "duplicate", "splice", "insert"]),
        place=st.floats(0, 1, exclude_max=True),
        length=st.integers(1, 200),
        piece=st.one_of(
            st.binary(max_size=8),
            st.sampled_from(TEXTS).map(lambda text: text[:16].encode()),
            st.sampled_from(TEXTS).map(lambda text: text[:16].encode()),
            st.sampled_from(DEEP),
        ),
    ),
    max_size=4,
)


def damaged(content: bytes, damages: list[Damage], part: int | None) -> bytes:
    """Damage a file, or the part of a number packed in it: that gets past the archive's own checks."""
    if part is not None and zipfile.is_zipfile(io.BytesIO(content)):
        return _with_part_damaged(content, damages, part)
    for damage in damages:
        content = damage(content)
    return content


def _with_part_damaged(content: bytes, damages: list[Damage], part: int) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        for number, name in enumerate(names):
            inner = source.read(name)
            target.writestr(name, damaged(inner, damages, None) if number == part % len(names) else inner)
    return held.getvalue()


@cache
def sample_files() -> Mapping[str, list[bytes]]:
    """Return the files of the sample inbox by their ending."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(SAMPLE_INBOX.rglob("*.*")):
        found.setdefault(f"sample {path.suffix[1:]}", []).append(path.read_bytes())
    return found


def kinds() -> list[str]:
    return [*BUILDERS, *sample_files()]


def contents(kind: str) -> st.SearchStrategy[bytes]:
    """Give files of one kind, whole or damaged."""
    part = st.one_of(st.none(), st.integers(0, 30))
    if kind in BUILDERS:
        return st.builds(
            lambda table, damages, part: damaged(BUILDERS[kind](table), damages, part), TABLES, DAMAGES, part
        )
    return st.builds(damaged, st.sampled_from(sample_files()[kind]), DAMAGES, part)


@dataclass(slots=True)
class Tally:
    """What came of the tries: by what the readers made of them, and the longest one took."""

    results: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def __str__(self) -> str:
        told = ", ".join(f"{name} {count}" for name, count in self.results.most_common())
        return f"{self.results.total()} tries, slowest {self.slowest:.2f} s: {told}"


def attempt(content: bytes, folder: Path, layouts: Layouts, tally: Tally, worker: Worker) -> None:
    """Have one file read as landing does, and hold what comes against what must be true of any reading."""
    job = Job(folder / "original.bin", "云岭县/报送.bin", folder, folder / "members")
    shutil.rmtree(job.members, ignore_errors=True)
    job.original.write_bytes(content)
    start = time.monotonic()
    (answer,) = worker.read_all([job], layouts)
    took = time.monotonic() - start
    # A library may crash: that ends the worker, and is told as damage. An error of ours must not.
    assert answer.problem_code != "reader_failed", "a traceback: read the file in this process to see it"
    assert took < MAX_SECONDS, f"{took:.1f} s"
    tally.results[answer.problem_code or answer.kind] += 1
    tally.slowest = max(tally.slowest, took)
    rows = records.read(folder / records.FILE).to_pylist()
    for row in rows:
        _check_row(row)
    if answer.kind == "archive":
        assert len(list(job.members.glob("*"))) == len(answer.members)
        return
    assert rows, "nothing, not even a problem"
    of_file = [row["problem_code"] for row in rows if row["row_role"] == "record" and row["row_number"] == 0]
    assert len(of_file) <= 1, "a file has one problem"
    assert answer.kind != "unreadable" or (len(rows) == 1 and of_file), "unreadable without a reason"
    assert of_file or any(row["row_role"] == "record" for row in rows), "no record and no reason why"


def _check_row(row: Mapping[str, object]) -> None:
    assert row["row_role"] in ("record", "total", "note", "account"), row
    assert (row["problem_code"] is None) == (row["problem"] is None), row
    if row["row_number"] == 0 and row["row_role"] == "record":
        assert row["problem"], f"a record without a place: {row}"
    cells, extra = json.loads(str(row["cells"])), json.loads(str(row["extra"] or "{}"))
    texts = [*cells, *extra.values(), *(value for value in row.values() if isinstance(value, str))]
    assert all(isinstance(text, str) for text in texts), row
    assert max((len(text) for text in [*cells, *extra.values()]), default=0) <= limits.MAX_CELL_CHARS, (
        "a cell too long"
    )


def run(kind: str, tries: int, folder: Path, layouts: Layouts, worker: Worker, *, is_fixed: bool) -> Tally:
    """Try files of one kind; raises at the first that breaks the rules, made as small as it can be."""
    tally = Tally()
    tries_on: Callable[..., Callable[[], None]] = given(contents(kind))
    options = settings(
        max_examples=tries,
        database=None,
        deadline=None,
        derandomize=is_fixed,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    options(tries_on(lambda content: attempt(content, folder, layouts, tally, worker)))()
    return tally


def main(tries: int) -> int:
    """Try so many files in all, a share for each kind; say for each what came of it."""
    warnings.simplefilter("ignore")
    # Without LibreOffice: converting old files is another program's work and takes seconds each.
    os.environ["PATH"] = ""
    layouts = Layouts.load(REPOSITORY / "orgs" / "sample")
    each, failed = -(-tries // len(kinds())), 0
    for kind in kinds():
        with tempfile.TemporaryDirectory() as scratch:
            try:
                echo(f"{kind}: {run(kind, each, Path(scratch), layouts, the_worker(), is_fixed=False)}")
            except Exception as error:  # noqa: BLE001 - what is looked for; the other kinds are tried all the same
                failed += 1
                kept = Path(tempfile.gettempdir()) / f"fuzz-{kind.replace(' ', '-')}.bin"
                shutil.copyfile(Path(scratch) / "original.bin", kept)
                echo(f"{kind}: FAILED, file kept as {kept}: {error}")
    echo(f"{each * len(kinds())} tries, {failed} of {len(kinds())} kinds failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
