"""Whether this machine can run a month: interpreter, disk, fonts are others' business; what we need is looked at."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.layouts import Layouts
from reports.saying.wording import Wording
from rulebook.loading import load_rules
from warehouse.belonging import refuse_another
from warehouse.errors import TongbaoError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongbao.place import Place

_WANTED_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at."""

    is_well: bool
    zh: str
    en: str


def examine(place: Place) -> tuple[Examined, ...]:
    """Look at the interpreter, the home and the office; never raises for what it finds."""
    return (_python(), _disk(place), _writable(place), *_office(place))


def _python() -> Examined:
    version = ".".join(map(str, sys.version_info[:3]))
    return Examined((3, 11) <= sys.version_info < (3, 14), f"Python {version}", f"Python {version}")


def _disk(place: Place) -> Examined:
    existing = next(folder for folder in (place.home.root, *place.home.root.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    gigabytes = f"{free / 1024**3:.1f} GB"
    return Examined(
        free > _WANTED_BYTES, f"磁盘剩余 {gigabytes}（至少需要 2 GB）", f"{gigabytes} free, 2 GB wanted"
    )


def _writable(place: Place) -> Examined:
    existing = next(folder for folder in (place.home.root, *place.home.root.parents) if folder.exists())
    return Examined(
        os.access(existing, os.W_OK), f"{place.home.root} 可以写入", f"{place.home.root} can be written"
    )


def _office(place: Place) -> tuple[Examined, ...]:
    return (
        _try(lambda: _whose(place), "这个文件夹属于", "the home belongs to"),
        _try(
            lambda: f"{len(place.office().units)}", "单位文件夹可读，单位数", "office folder is sound, units"
        ),
        _try(
            lambda: f"{len(load_rules(place.office()))}", "计分办法可读，版本数", "rules are sound, versions"
        ),
        _try(
            lambda: f"{len(Layouts.load(place.office_folder).words)}",
            "表头和网站设置可读，表头用词数",
            "headers.csv and sites.toml are sound, header words",
        ),
        _try(
            lambda: Wording.load(place.office_folder / "circular.toml").signature,
            "措辞可读，落款",
            "circular.toml is sound, signed by",
        ),
        *_connections(place),
    )


def _whose(place: Place) -> str:
    refuse_another(place.home, place.office_folder)
    return place.office().settings.name


def _connections(place: Place) -> tuple[Examined, ...]:
    """Look at what the office fetches from, without asking any of it."""
    if not place.has_connections:
        return ()
    from ingest.connect.settings import Connections

    return (
        _try(
            lambda: f"{len((Connections.load(place.office_folder) or Connections()).sources)}",
            "connections.toml 可读，来源数",
            "connections.toml is sound, sources",
        ),
    )


def _try(look: Callable[[], str], zh: str, en: str) -> Examined:
    try:
        found = look()
    except TongbaoError as error:
        return Examined(False, error.zh, error.en)
    return Examined(True, f"{zh} {found}", f"{en} {found}")
