"""How fast deliveries are landed and built: prints ratios and costs, asserts nothing.

`.venv/bin/python bench/ingest.py [DELIVERIES…]`; small deliveries are landed and built up to each of these numbers in turn
(2,000 and 8,000 if none is named; 36,000 is a province's year). Seconds are of the processor, those of the worker included.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

PROJECT = Path(__file__).parents[1]
SHEET_ROWS, CSV_ROWS = 100_000, 199_000
HEADER = ["序号", "报送单位", "标题", "采用刊物", "刊发日期", "版面", "字数", "作者", "栏目", "备注"]
CALAMINE = (
    "import sys, python_calamine as one; one.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command and the processes it started took."""

    seconds: float
    peak_megabytes: float


def run(*command: str | Path) -> Cost:
    """Run a command to its end; raise if it fails."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        stdout=subprocess.DEVNULL,
        cwd=PROJECT,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"failed: {command}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def tongbao(command: str, home: Path, office: Path, *arguments: str | Path) -> Cost:
    """Run a command of ours on the day that all the benchmark's deliveries arrive."""
    day = ["--received-on", "2026-01-05"] if command == "land" else []
    return run("-m", "tongbao", command, "--home", home, "--org", office, *day, *arguments)


def row(number: int) -> list[str]:
    """Return a record of ten columns, most of them different from row to row."""
    return [
        str(number), f"第{number % 97}县委组织部", f"第{number}项做法推动基层党建提质增效", f"刊物{number % 53}",
        f"2025-{1 + number % 12:02}-{1 + number % 28:02}", f"{1 + number % 8}版", str(500 + number % 2000),
        f"作者{number % 301}", "基层党建", "",
    ]  # fmt: skip


def write_sheet(path: Path, rows: int) -> None:
    """Write a workbook of one sheet."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number in range(rows + 1):
            sheet.write_row(number, 0, row(number) if number else HEADER)


def write_csv(path: Path, rows: int) -> None:
    """Write a csv file."""
    lines = (",".join(row(number) if number else HEADER) for number in range(rows + 1))
    path.write_text("\n".join(lines), encoding="utf-8")


def large_files(folder: Path, office: Path) -> None:
    """Print what a large sheet and a large csv cost beyond what a tiny one does."""
    for name, rows in (("tiny", 1), ("large", SHEET_ROWS)):
        write_sheet(folder / f"{name}.xlsx", rows)
    write_csv(folder / "tiny.csv", 1)
    write_csv(folder / "large.csv", CSV_ROWS)
    bare = [run("-c", CALAMINE, folder / f"{size}.xlsx") for size in ("tiny", "large")]
    sheet, text = (
        [
            tongbao("land", folder / f"{kind}-{size}", office, folder / f"{size}.{kind}")
            for size in ("tiny", "large")
        ]
        for kind in ("xlsx", "csv")
    )
    bare_seconds, sheet_seconds, text_seconds = (
        large.seconds - tiny.seconds for tiny, large in (bare, sheet, text)
    )
    print(f"xlsx of {SHEET_ROWS:,} rows x 10")  # noqa: T201
    print(f"  calamine alone            {bare_seconds:>10.2f} s")  # noqa: T201
    print(f"  landing                   {sheet_seconds:>10.2f} s")  # noqa: T201
    print(f"  ratio                     {sheet_seconds / bare_seconds:>10.2f}")  # noqa: T201
    print(f"  most memory of a process  {sheet[1].peak_megabytes:>10.0f} MB")  # noqa: T201
    print(f"csv of {CSV_ROWS:,} rows x 10")  # noqa: T201
    print(f"  rows a second             {CSV_ROWS / text_seconds:>10,.0f}")  # noqa: T201
    print(f"  most memory of a process  {text[1].peak_megabytes:>10.0f} MB")  # noqa: T201


def names_in(register: Path) -> list[str]:
    """Return the names in a register of the office."""
    with register.open(encoding="utf-8") as lines:
        return [line["name"] for line in csv.DictReader(lines)]


def deliver(inbox: Path, numbers: range, office: Path) -> None:
    """Put small registers of three records into the inbox: all units and outlets of the office, over two years."""
    units, outlets = names_in(office / "units.csv"), names_in(office / "outlets.csv")
    for number in numbers:
        month, unit = f"{2024 + number // 12 % 2}-{1 + number % 12:02}", units[number % len(units)]
        folder = inbox / month
        folder.mkdir(parents=True, exist_ok=True)
        records = "".join(
            f"{unit},第{number}份第{one}条经验做法,{outlets[number // 24 % len(outlets)]},{month}-{1 + number % 28:02}\n"
            for one in range(3)
        )
        (folder / f"{number}.csv").write_text(f"单位,标题,刊物媒体,采用日期\n{records}", encoding="utf-8")


def small_files(folder: Path, office: Path, steps: Sequence[int]) -> None:
    """Print what new deliveries cost while the number of those before them grows; ten at first, and ten at last."""
    home, inbox = folder / "home", folder / "inbox"
    print("small deliveries   new    land, s   ms each   build, s   ms each   most MB   packs")  # noqa: T201
    before = 0
    fixed: tuple[float, ...] = (0, 0)
    for count in (10, *steps, steps[-1] + 10):
        deliver(inbox, range(before, count), office)
        costs = tongbao("land", home, office, inbox), tongbao("build", home, office)
        packs = len(list((home / "build" / "landed").iterdir()))
        shown = "".join(
            f"{cost.seconds:>11.1f}{1000 * (cost.seconds - start) / (count - before):>10.2f}"
            for cost, start in zip(costs, fixed, strict=True)
        )
        peak = max(cost.peak_megabytes for cost in costs)
        print(f"{count:>16,}{count - before:>6,}{shown}{peak:>10.0f}{packs:>8}")  # noqa: T201
        # What starting up takes is told by the first ten.
        fixed, before = (tuple(cost.seconds for cost in costs) if not before else fixed), count
    again = tongbao("land", home, office, inbox)
    each = 1000 * (again.seconds - fixed[0]) / before
    print(f"the same inbox again {again.seconds:.1f} s, {each:.2f} ms each")  # noqa: T201


def main(steps: Sequence[int]) -> None:
    """Measure large files, then many small ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = Path(shutil.copytree(PROJECT / "orgs" / "sample", folder / "office"))
        settings = office / "office.toml"
        # Plausibility limits of a real office would stop such a month.
        lines = settings.read_text(encoding="utf-8").splitlines()
        lines = [
            f"{line.split('=')[0]}= 1000000" if line.startswith("max_adoptions") else line for line in lines
        ]
        settings.write_text("\n".join(lines), encoding="utf-8")
        large_files(folder, office)
        small_files(folder, office, steps)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [2_000, 8_000])
