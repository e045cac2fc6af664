"""A new office's folder, made from the lists a desk keeps anyway: units, outlets, quotas, topics."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from warehouse import desk_lists
from warehouse.desk_lists import DeskList
from warehouse.errors import DataError
from warehouse.files import sync
from warehouse.office import Day, Office, Outlet, Quota, Topic, Unit
from warehouse.rows import OfficeEntry
from warehouse.shipped import STARTER, first_points

_REQUIRED: dict[str, type[OfficeEntry]] = {"units": Unit, "outlets": Outlet}
_OPTIONAL: dict[str, type[OfficeEntry]] = {"quotas": Quota, "topics": Topic, "calendar": Day}


@dataclass(frozen=True, slots=True)
class StarterNote:
    """What the desk should look at in its new folder."""

    zh: str
    en: str


def start_office(folder: Path, registry: Path, name: str, counted_from: date) -> tuple[StarterNote, ...]:
    """Make an office folder from a folder of lists, whole or not at all; return what to look at.

    Raises `DataError` when it exists or a list is missing or wrong.
    """
    if found := set('"\\\n$') & set(name):
        raise DataError(
            f"名称“{name}”里不能有 {' '.join(sorted(found))}",
            f"the name {name!r} must not contain {sorted(found)}",
        )
    if folder.exists():
        raise DataError(f"{folder} 已经存在，不会改动它：请换一个名字", f"{folder} exists and is left alone")
    lists = _read(registry)
    tiers, unknown = desk_lists.sorted_tiers([*dict.fromkeys(row["tier"] for row in lists["outlets"].rows)])
    draft = folder.with_name(f".{folder.name}.draft")
    try:
        _fill(draft, _words(lists, tiers, name, counted_from), lists, counted_from.year)
        # Whatever one list says that another does not know is refused before anything of it stays.
        Office.load(draft)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    sync(folder.parent)
    return _notes(lists, unknown)


def _read(registry: Path) -> dict[str, DeskList]:
    if not registry.is_dir():
        raise DataError(f"没有文件夹 {registry}：请把名单放进一个文件夹", f"there is no folder {registry}")
    lists = {}
    for name, model in {**_REQUIRED, **_OPTIONAL}.items():
        if path := desk_lists.find(registry, name):
            lists[name] = desk_lists.read(path, name, model)
            if name in _REQUIRED and not lists[name].rows:
                raise DataError(f"{path.name}：表头下面没有一行", f"{path.name} holds no row")
        elif name in _REQUIRED:
            raise DataError(
                f"{registry} 中缺少 {desk_lists.names_of(name)}", f"{name}.csv is missing in {registry}"
            )
    return lists


def _fill(draft: Path, words: Mapping[str, str], lists: Mapping[str, DeskList], year: int) -> None:
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(STARTER, draft)
    version = draft / "rules" / "xxcy" / "version.yaml"
    for template in (draft / "office.toml", draft / "circular.toml", version):
        template.write_text(
            Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8"
        )
    version.rename(version.with_stem(str(year)))
    for name, given in lists.items():
        (draft / f"{name}.csv").write_text(given.csv(), encoding="utf-8")


def _notes(lists: Mapping[str, DeskList], unknown: Sequence[str]) -> tuple[StarterNote, ...]:
    notes = []
    if unknown:
        notes.append(
            StarterNote(
                f"层级“{'”“'.join(unknown)}”不知道高低，按名单里的先后排在最后：请在 office.toml 的 tiers 和 rules 的分值里核对",
                f"tiers {', '.join(unknown)} are not known and stand last: check tiers in office.toml and the points",
            )
        )
    notes += [
        StarterNote(f"{name}.csv：名单没有编号，已按顺序编上", f"{name}.csv: the list had no ids, they are numbered")
        for name, given in lists.items()
        if given.numbered
    ]
    return tuple(notes)


def _words(
    lists: Mapping[str, DeskList], tiers: Sequence[str], name: str, counted_from: date
) -> dict[str, str]:
    units, outlets = lists["units"].rows, lists["outlets"].rows
    parents = {unit.get("parent") for unit in units}
    # whoever others answer to does not compete
    above = {unit["group"] for unit in units if unit["name"] in parents}
    points = {tier: first_points(order) for order, tier in enumerate(tiers)}
    example = outlets[0]
    return {
        "name": name,
        "counted_from": counted_from.isoformat(),
        "version": str(counted_from.year),
        "tiers": _quoted(tiers),
        "bulletin_media": _quoted(
            [medium for medium in ("内刊",) if medium in {one["medium"] for one in outlets}]
        ),
        "groups": _quoted(list(dict.fromkeys(unit["group"] for unit in units if unit["group"] not in above))),
        "unranked_groups": _quoted(sorted(above)),
        "tariff": "\n".join(
            f"  - {{id: T{order:02d}, when: {{tier: {_quoted([tier])}}}, points: {value}}}"
            for order, (tier, value) in enumerate(points.items(), start=1)
        ),
        "example_outlet": _quoted([example["name"]]),
        "example_tariff": str(points[example["tier"]]),
        "example_points": str(2 * points[example["tier"]]),
    }


def _quoted(words: Sequence[str]) -> str:
    """Write words so that TOML and YAML both take them for texts."""
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
