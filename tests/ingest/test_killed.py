"""A process killed outright, at every step that writes: whatever it leaves, the next run completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from ingest import records
from ingest.catalogue import load_catalogue
from ingest.landing import land, refresh
from ingest.layouts import Layouts

DAY = date(2025, 4, 3)
CSV = "单位,稿名,采用刊物,刊发日期\n云岭县,甲,澜江日报,3月5日\n".encode()
# Kills itself at the n-th call that syncs, renames or replaces.
PROGRAM = """
import os, signal, sys
from datetime import date
from pathlib import Path
import ingest.landing as landing
from ingest import limits
from ingest.layouts import Layouts
from warehouse.home import Home

left = int(sys.argv[1])
limits.SETTLE_SECONDS = 0

def counted(real):
    def call(*given):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given)
    return call

landing.sync_all = counted(landing.sync_all)
Path.rename = counted(Path.rename)
Path.replace = counted(Path.replace)
home, layouts = Home(Path(sys.argv[2])), Layouts.load(Path(sys.argv[3]))
landing.refresh(home, layouts)
landing.land([Path(sys.argv[4])], home, layouts, date(2025, 4, 3))
"""


def run(step: int, home, office, inbox) -> int:
    command = [sys.executable, "-c", PROGRAM, str(step), str(home.root), str(office), str(inbox)]
    return subprocess.run(
        command, check=False, capture_output=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ).returncode


def deliveries(home) -> list[str]:
    return sorted(path.name for path in home.raw.iterdir())


@pytest.mark.parametrize("step", range(6))
def test_a_landing_killed_at_any_step_is_completed_by_the_next(step, home, office, inbox, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    (inbox / "b.csv").write_bytes(CSV)
    (inbox / "c.csv").write_bytes(CSV + CSV)
    killed = run(step, home, office, inbox)
    assert killed == (-signal.SIGKILL if step < 5 else 0)
    for name in deliveries(home):
        assert (home.raw / name / "original.csv").read_bytes().startswith(CSV)
        assert (home.raw / name / "records.parquet").exists()
    refresh(home, layouts)
    land([inbox], home, layouts, DAY)
    assert [one.status for one in land([inbox], home, layouts, DAY)] == ["known", "known", "known"]
    assert len(deliveries(home)) == 2
    assert len(list(home.raw.glob("*/again/*"))) == 1


@pytest.mark.parametrize("step", range(8))
def test_a_zip_that_is_in_its_place_has_lost_nothing(step, home, office, inbox, layouts):
    with zipfile.ZipFile(inbox / "z.zip", "w") as archive:
        archive.writestr("a.csv", CSV)
        archive.writestr("b.csv", CSV + CSV)
    killed = run(step, home, office, inbox)
    assert killed == (-signal.SIGKILL if step < 7 else 0)
    if list(home.raw.glob("*/original.zip")):
        assert len(list(home.raw.glob("*/original.csv"))) == 2
    assert land([inbox], home, layouts, DAY)[0].file_name == "z.zip"
    catalogue = load_catalogue(home).values()
    assert sorted(one.file_name for one in catalogue) == ["z.zip", "z.zip/a.csv", "z.zip/b.csv"]


@pytest.mark.parametrize("step", range(6))
def test_a_refresh_killed_at_any_step_is_completed_by_the_next(step, home, office, inbox, layouts):
    (inbox / "a.csv").write_bytes(CSV)
    (one,) = land([inbox], home, layouts, DAY)
    (office / "headers.csv").write_text("header,column\n稿名,article_title\n", encoding="utf-8")
    killed = run(step, home, office, inbox)
    assert killed == (-signal.SIGKILL if step < 5 else 0)
    folder = home.raw / one.delivery_id
    assert (folder / "original.csv").read_bytes() == CSV
    refresh(home, Layouts.load(office))
    assert records.read(folder / "records.parquet").column("article_title").drop_null().to_pylist() == ["甲"]
    assert refresh(home, Layouts.load(office)) == ()
