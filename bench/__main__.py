"""`make bench`: lands and builds made data, and runs both peers on it, alternating; prints what each took.

    python -m bench [--records N...] [--rounds N] [--units N --outlets N --months N --files N --seed N]

Every run is processes of its own; seconds are of the processor, those of their own children included. Ends with an
error if points or places of any unit and month differ between the three. Figures and a picture of how they grow are
left in `bench-home/`.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from bench.data import START, Size, make, size_options
from bench.picture import growth

BENCH = Path(__file__).parent
HOME = BENCH.parent / "bench-home"
STEPS = ("bare", "pandas", "land", "build")
_LIMITS = ("max_adoptions_per_unit_month", "max_change_against_last_year")
_SAME = """
    with ours as (
        select unit_code, period_code, points, place
        from warehouse.marts.fct_ranking inner join warehouse.marts.dim_period using (period_code)
        where grain = 'month' and points > 0
    ),

    peer as (
        select unit_id as unit_code, month as period_code, points::decimal(18, 4) as points, place::integer as place
        from read_csv($file)
    )

    select (select count(*) from peer), count(*)
    from ((from ours except all from peer) union all (from peer except all from ours))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command and the processes it started took."""

    processor: float
    wall: float
    megabytes: float


def run(*command: str | Path) -> Cost:
    """Run a program of ours to its end; raise if it fails."""
    before = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, command)], stdout=subprocess.DEVNULL, cwd=BENCH.parent,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"failed: {command}")
    wall = time.perf_counter() - before
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def prepare(folder: Path) -> list[str | Path]:
    """Make home and office of the made data; return the options that name them."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    shutil.rmtree(folder / "office", ignore_errors=True)
    place: list[str | Path] = ["--home", folder / "home", "--org", folder / "office"]
    named: list[str | Path] = [
        "--registry",
        folder / "registry",
        "--name",
        "某省委组织部",
        "--counted-from",
        START,
    ]
    run("-m", "tongbao", "init", *place, *named)
    (rule,) = (folder / "office" / "rules").glob("*/*.yaml")
    shutil.copyfile(BENCH / "rule.yaml", rule)
    settings = folder / "office" / "office.toml"
    # what is plausible in a real office is not asked of made data
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = [f"{line.split('=')[0]}= 1000000" if line.startswith(_LIMITS) else line for line in lines]
    settings.write_text("\n".join(lines), encoding="utf-8")
    return place


def measure(folder: Path, rounds: int) -> dict[str, Cost]:
    """Run ours and both peers in turn, as many rounds as wanted; return the least that each took."""
    costs: defaultdict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        place = prepare(folder)
        costs["bare"].append(run(BENCH / "bare.py", folder))
        costs["land"].append(
            run("-m", "tongbao", "land", *place, "--received-on", "2040-01-05", folder / "inbox")
        )
        costs["pandas"].append(run(BENCH / "pandas_peer.py", folder))
        costs["build"].append(run("-m", "tongbao", "build", *place))
    return {step: min(costs[step], key=lambda cost: cost.processor) for step in STEPS}


def differences(folder: Path) -> str:
    """Hold points and places of every unit and month against both peers; raise if one differs."""
    rows = (0, 0)
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{folder / 'home' / 'current' / 'warehouse.duckdb'}' as warehouse (read_only)"
        )
        for peer in ("bare", "pandas"):
            rows = connection.execute(_SAME, {"file": str(folder / f"{peer}.csv")}).fetchone() or (0, 0)
            if rows[1] or not rows[0]:
                raise RuntimeError(f"{rows[1]} of {rows[0]} points and places are not those of {peer}")
    return f"{rows[0]:,} points and places equal"


def table(size: Size, costs: dict[str, Cost], equal: str) -> str:
    """Say what each step took, and the whole chain as a multiple of either peer."""
    chain = Cost(
        costs["land"].processor + costs["build"].processor, costs["land"].wall + costs["build"].wall,
        max(costs["land"].megabytes, costs["build"].megabytes),
    )  # fmt: skip
    lines = [f"{size.records:,} records, {size.units:,} units, {size.files:,} files: {equal}"]
    lines.append(f"{'':10}{'processor s':>14}{'wall s':>10}{'MB':>8}{'x bare':>9}{'x pandas':>10}")
    for name, cost in {**costs, "chain": chain}.items():
        ratios = [cost.processor / costs[peer].processor for peer in ("bare", "pandas")]
        lines.append(
            f"{name:10}{cost.processor:>14.1f}{cost.wall:>10.1f}{cost.megabytes:>8.0f}{ratios[0]:>9.1f}{ratios[1]:>10.1f}"
        )
    return "\n".join(lines)


def write_figures(folder: Path, measured: dict[Size, dict[str, Cost]]) -> None:
    """Write every figure as csv, and the picture of how the seconds grow with the records."""
    rows = [
        {**asdict(size), "step": step, **asdict(cost)}
        for size, costs in measured.items()
        for step, cost in costs.items()
    ]
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    series = {
        step: [(size.records, costs[step].processor) for size, costs in measured.items()] for step in STEPS
    }
    (folder / "growth.svg").write_text(growth(series), encoding="utf-8")


def main() -> None:
    """Measure every size, print the tables, write the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--records", type=int, nargs="+", default=[50_000, 200_000])
    parser.add_argument("--rounds", type=int, default=1)
    size_options(parser)
    given = vars(parser.parse_args())
    records, rounds = given.pop("records"), given.pop("rounds")
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    )
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    measured = {}
    for size in [Size(each, **given) for each in records]:
        folder = HOME / f"{size.records}"
        make(folder, size)
        measured[size] = measure(folder, rounds)
        print(table(size, measured[size], differences(folder)), flush=True)
        shutil.rmtree(folder)
    write_figures(HOME, measured)
    print(f"{HOME / 'figures.csv'}, {HOME / 'growth.svg'}")


if __name__ == "__main__":
    main()
