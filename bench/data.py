"""The one way in which the benchmark makes data: invented registers with the office lists that fit them.

    python -m bench.data FOLDER [--records N --units N --outlets N --months N --files N --seed N]

Four tiers, five media; a fifth of the records are reprints in another outlet a week later, a tenth are written by
two units, one unit in fifty is renamed half-way and half of its registers go on with the old name. A record that
would tell of an adoption again is left out and another takes its place, so that whoever knows no duplicates comes
to the same points.
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import dataclass, fields
from itertools import groupby
from pathlib import Path

import duckdb

START = "2021-01-01"
_HEADER = ("报送单位", "标题", "采用刊物", "采用日期", "版面", "字数")
_UNITS = """
    select unit_id, name, group_name as "group", '' as parent, '' as aliases, '' as valid_from,
        coalesce((renamed_on - 1)::varchar, '') as valid_to, coalesce(later_name, '') as successor
    from unit
    union all
    select unit_id || 'B', later_name, group_name, '', '', renamed_on::varchar, '', '' from unit
    where later_name is not null
    order by unit_id
"""
_OUTLETS = "select outlet_id, name, '' as aliases, tier, medium from outlet order by outlet_id"
_REGISTERS = """
    select month, file, unit_names, title, outlet_name, day_text, placement, words_text
    from record order by month, file, one
"""


@dataclass(frozen=True)
class Size:
    """How much is made; `files` is about how many registers it lies in, at least one a month."""

    records: int = 200_000
    units: int = 3_000
    outlets: int = 300
    months: int = 60
    files: int = 1_200
    seed: int = 1


def make(folder: Path, size: Size) -> int:
    """Write `registry/` and `inbox/<month>/` into a new folder; return the number of files.

    Raises `ValueError` when so many different adoptions do not fit into so many units, outlets and months.
    """
    with duckdb.connect(config={"threads": 2, "preserve_insertion_order": "false"}) as made:
        made.execute(f"set variable start = '{START}'; set variable files_a_month = {files_a_month(size)}")
        for field in fields(size):
            made.execute(f"set variable {field.name} = {getattr(size, field.name)}")
        made.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
        (count,) = made.execute("select count(*) from record").fetchone() or (0,)
        if count < size.records:
            raise ValueError(f"only {count} different adoptions fit into {size}")
        (folder / "registry").mkdir(parents=True)
        made.execute(f"copy ({_UNITS}) to '{folder}/registry/units.csv' (header)")
        made.execute(f"copy ({_OUTLETS}) to '{folder}/registry/outlets.csv' (header)")
        return _write_registers(made.execute(_REGISTERS), folder / "inbox")


def files_a_month(size: Size) -> int:
    """Return how many registers a month has."""
    return max(1, round(size.files / size.months))


def _write_registers(rows: duckdb.DuckDBPyConnection, folder: Path) -> int:
    count = 0
    for (month, file), lines in groupby(iter(rows.fetchone, None), key=lambda row: row[:2]):
        (folder / month).mkdir(parents=True, exist_ok=True)
        with (folder / month / f"登记表{file}.csv").open("w", encoding="utf-8", newline="") as register:
            csv.writer(register).writerows([_HEADER, *(line[2:] for line in lines)])
        count += 1
    return count


def size_options(parser: argparse.ArgumentParser) -> None:
    """Give a command line an option for each measure of a size but the number of records."""
    for field in fields(Size):
        if field.name != "records":
            parser.add_argument(f"--{field.name}", type=int, default=field.default)


def main() -> None:
    """Make data from the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.data")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=Size().records)
    size_options(parser)
    given = vars(parser.parse_args())
    folder = given.pop("folder")
    print(f"{make(folder, Size(**given))} files")


if __name__ == "__main__":
    main()
