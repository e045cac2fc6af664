"""Homes built by the same stages that the commands run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tongbao.arrivals import land_files
from tongbao.place import Place
from tongbao.stages import build_warehouse
from warehouse import building
from warehouse.building import build_again
from warehouse.home import Home

OFFICES = Path(__file__).parent / "offices"


def built_home(root: Path, office: Path, inbox: Path, received_on: date) -> Place:
    """Land an inbox and build its warehouse."""
    place = Place(Home(root), office)
    land_files(place, [inbox], received_on)
    build_warehouse(place)
    return place


def built_once(folders: pytest.TempPathFactory, name: str, office: Path, build: Callable[[Path], object]) -> Place:
    """Build a home once for both processes of a run, and return this process's own copy of it."""
    folder = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    built = folder / f"{name}-built"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            begun = folder / f"{name}-begun"
            shutil.rmtree(begun, ignore_errors=True)  # what a process left that could not finish it
            build(begun)
            begun.rename(built)
    return Place(Home(Path(shutil.copytree(built, folders.mktemp(name) / "home", symlinks=True))), office)


@contextmanager
def without_claims() -> Iterator[None]:
    """Builds do not run the tests of the models, which cost half of a small one: where the test is of something else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "build", build_again)
        yield
