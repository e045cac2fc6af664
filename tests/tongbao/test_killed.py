"""A run killed at any moment leaves a home that the next run completes, with the same result.

`KILLS=50 .venv/bin/python -m pytest tests/tongbao/test_killed.py` kills as often as that.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import shutil
import sys
import time
import zipfile
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest import limits
from ingest.catalogue import load_catalogue
from tests.building import OFFICES, without_claims
from tongbao.cli import app
from warehouse.database import read_only
from warehouse.home import Home

GOLDEN = OFFICES / "golden"
KILLS = int(os.environ.get("KILLS", "4"))


def patient_office(folder: Path) -> Path:
    """The golden office without the limits that so many files of one unit in one month would break."""
    shutil.copytree(GOLDEN, folder)
    settings = folder / "office.toml"
    text = settings.read_text(encoding="utf-8")
    for limit, wider in (("max_rejected_share = 0.5", "max_rejected_share = 0.9"), ("month = 200", "month = 100000")):
        assert limit in text
        text = text.replace(limit, wider)
    settings.write_text(text, encoding="utf-8")
    return folder


# Imported once, in a process from which all that run are forked: no moment is spent on killing one that only imports.
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(
    [__name__, "dbt.task.build", "tongbao.inputs", "expectations.check", "rulebook.examples", "reports.drafts"]
)


def start(home: Path, office: Path, inbox: Path) -> BaseProcess:
    process = FORKING.Process(target=run, args=(home, office, inbox), daemon=True)
    process.start()
    return process


def run(home: Path, office: Path, inbox: Path) -> None:
    """Run in a process of its own; what the models' tests say is not the subject."""
    limits.SETTLE_SECONDS = 0.0
    options = ["--home", str(home), "--org", str(office), "--received-on", "2025-04-03", "--period", "2025-Q1"]
    with without_claims():
        sys.exit(CliRunner().invoke(app, ["run", *options, str(inbox)]).exit_code)


def finish(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode


def deliver(inbox: Path, number: int) -> None:
    """Put some files into the inbox: registers, one of them twice, a zip, and one that cannot be read."""
    folder = inbox / "2025-03" / f"{number:02}"
    folder.mkdir(parents=True)
    registers = [
        f"单位,标题,采用刊物,采用日期\n甲县,甲县第{number}批第{n}条经验,市日报,3月{n}日\n无名县,无名县也有一条经验,市日报,3月2日\n".encode()
        for n in range(1, 9)
    ]
    for n, register in enumerate(registers[:5]):
        (folder / f"{n}.csv").write_bytes(register)
    (folder / "又一份.csv").write_bytes(registers[0])
    (folder / "坏.xlsx").write_bytes(b"PK\3\4" + bytes([number]) * 50)
    with zipfile.ZipFile(folder / "一批.zip", "w") as archive:
        for n, register in enumerate(registers[5:]):
            archive.writestr(f"{n}.csv", register)


def results(home: Path) -> dict[str, str]:
    """The bytes of all that was delivered, of every report and export, and the name of the warehouse."""
    found = {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("raw", "drafts", "exports")
        for path in sorted((home / folder).rglob("*"))
        if path.is_file()
    }
    return found | {"warehouse": (home / "current" / "warehouse.duckdb").resolve().name}


def check_what_is_left(home: Home) -> None:
    """Whatever a killed run leaves, each delivery is whole and the warehouse can be read."""
    for delivery_id, delivery in load_catalogue(home).items():
        folder = home.raw / delivery_id
        assert hashlib.sha256(next(folder.glob("original*")).read_bytes()).hexdigest() == delivery_id
        assert (folder / "records.parquet").exists()
        if delivery.kind == "archive":
            assert sum(one.part_of == delivery_id for one in load_catalogue(home).values()) == 3
    if home.current.exists():
        with read_only(home.current) as connection:
            assert connection.execute("select count(*) > 0 from marts.fct_delivery").fetchall() == [(True,)]


@pytest.mark.timeout(60 * (KILLS + 5))
def test_what_a_killed_run_leaves_is_finished_by_the_next(tmp_path: Path) -> None:
    whole, torn, inbox = Home(tmp_path / "whole"), Home(tmp_path / "torn"), tmp_path / "inbox"
    shutil.copytree(GOLDEN / "inbox", inbox)
    office = patient_office(tmp_path / "office")
    torn.prepare()
    moments = random.Random(7)  # noqa: S311 - the same moments each time
    taken, killed, batches = 6.0, 0, 0
    while killed < KILLS:
        # Something new each time, so that there is something to lose.
        deliver(inbox, batches)
        batches += 1
        started = time.monotonic()
        process = start(torn.root, office, inbox)
        process.join(moments.uniform(0.1, taken))
        if process.exitcode is None:
            process.kill()
            process.join()
            check_what_is_left(torn)
            killed += 1
        else:
            assert process.exitcode == 0
            taken = time.monotonic() - started
    assert finish(start(torn.root, office, inbox)) == 0
    assert finish(start(whole.root, office, inbox)) == 0

    assert len(load_catalogue(whole)) == 5 + 10 * batches
    assert results(torn.root) == results(whole.root)
    assert list(torn.tmp.iterdir()) == []
