"""Which office a home belongs to: one home never holds the deliveries of two."""

from __future__ import annotations

import json
from pathlib import Path

from warehouse.errors import DataError
from warehouse.files import replace_file
from warehouse.home import Home

_FILE = "office.json"


def folder_of(home: Home) -> Path:
    """Return the folder of the office that a home remembers; raise `DataError` where it remembers none."""
    if remembered := _remembered(home):
        return Path(remembered["folder"])
    raise DataError(
        f"{home.root} 还不知道是哪个单位的：请加 --org 单位文件夹（如 --org orgs/mycity），"
        "用 tongbao init 或第一次收件、建库后就会记住",
        f"{home.root} does not know its office yet: say --org, it is remembered from the first landing or build on",
    )


def knows(home: Home) -> bool:
    """Tell whether a home remembers its office."""
    return _remembered(home) is not None


def refuse_another(home: Home, folder: Path) -> None:
    """Raise `DataError` if a home belongs to another office.

    A folder that was copied or moved is told by the office's name; one that is still to be made may only take the place
    of one that is gone.
    """
    remembered = _remembered(home)
    if not remembered or Path(remembered["folder"]) == folder:
        return
    from warehouse.office import read_settings  # checks forms: only who names an office waits for that

    path = folder / "office.toml"
    name = read_settings(path).name if path.exists() else None
    if name != remembered["name"] and (name or Path(remembered["folder"]).is_dir()):
        raise DataError(
            f"{home.root} 是“{remembered['name']}”（{remembered['folder']}）的，不能用于“{name or folder}”：去掉 --org，"
            "或用 --home 给这个单位另设一个文件夹",
            f"{home.root} belongs to {remembered['folder']}, not to {folder}: leave out --org, "
            "or give this office a home of its own with --home",
        )


def remember(home: Home, folder: Path, *, anew: bool = False) -> None:
    """Keep which office a home is of, from the first time on; `anew` also where its folder still lies elsewhere."""
    refuse_another(home, folder)
    remembered = _remembered(home)
    from warehouse.office import read_settings

    said = {"folder": str(folder), "name": read_settings(folder / "office.toml").name}
    is_copy = remembered and remembered["folder"] != said["folder"] and Path(remembered["folder"]).is_dir()
    if remembered != said and (anew or not is_copy):
        replace_file(home.root / _FILE, json.dumps(said, ensure_ascii=False, indent=2).encode())


def _remembered(home: Home) -> dict[str, str] | None:
    path = home.root / _FILE
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_bytes())
        return {"folder": str(said["folder"]), "name": str(said["name"])}
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path} 被改坏：删除它，再用 --org 指明单位",
            f"{path} cannot be read ({error}): delete it and say --org",
        ) from error
