"""A new office's folder, made from the lists a desk keeps anyway: units, outlets, quotas, topics."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from string import Template

from warehouse.errors import DataError
from warehouse.files import sync
from warehouse.office import Outlet, Unit, read_rows

_STARTER = Path(__file__).resolve().parents[1] / "orgs" / "starter"
_REQUIRED, _OPTIONAL = ("units.csv", "outlets.csv"), ("quotas.csv", "topics.csv", "calendar.csv")
_FIRST_POINTS = 20  # only so that the example counts something: the desk puts in its own


def start_office(folder: Path, registry: Path, name: str, counted_from: date) -> None:
    """Make an office folder from a folder of lists; raise `DataError` when it exists or a list is missing or wrong."""
    if found := set('"\\\n$') & set(name):
        raise DataError(
            f"名称“{name}”里不能有 {' '.join(sorted(found))}",
            f"the name {name!r} must not contain {sorted(found)}",
        )
    if folder.exists():
        raise DataError(f"{folder} 已经存在，不会改动它：请换一个名字", f"{folder} exists and is left alone")
    for needed in _REQUIRED:
        if not (registry / needed).exists():
            raise DataError(f"{registry} 中缺少 {needed}", f"{needed} is missing in {registry}")
    units, outlets = read_rows(registry / "units.csv", Unit), read_rows(registry / "outlets.csv", Outlet)
    words = _words(units, outlets, name, counted_from)
    draft = folder.with_name(f".{folder.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(_STARTER, draft)
    for template in (
        draft / "office.toml",
        draft / "circular.toml",
        draft / "rules" / "xxcy" / "version.yaml",
    ):
        template.write_text(
            Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8"
        )
    version = draft / "rules" / "xxcy" / "version.yaml"
    version.rename(version.with_stem(str(counted_from.year)))
    for given in (*_REQUIRED, *_OPTIONAL):
        if (registry / given).exists():
            shutil.copyfile(registry / given, draft / given)
    draft.rename(folder)
    sync(folder.parent)


def _words(
    units: tuple[Unit, ...], outlets: tuple[Outlet, ...], name: str, counted_from: date
) -> dict[str, str]:
    parents = {unit.parent for unit in units}
    above = {
        unit.group for unit in units if unit.name in parents
    }  # whoever others answer to does not compete
    tiers = list(dict.fromkeys(outlet.tier for outlet in outlets))
    points = {tier: max(_FIRST_POINTS >> order, 1) for order, tier in enumerate(tiers)}
    example = outlets[0]
    return {
        "name": name,
        "short_name": name.removeprefix("中共"),
        "counted_from": counted_from.isoformat(),
        "version": str(counted_from.year),
        "tiers": _quoted(tiers),
        "bulletin_media": _quoted(
            [medium for medium in ("内刊",) if medium in {one.medium for one in outlets}]
        ),
        "groups": _quoted(list(dict.fromkeys(unit.group for unit in units if unit.group not in above))),
        "unranked_groups": _quoted(sorted(above)),
        "tariff": "\n".join(
            f"  - {{id: T{order:02d}, when: {{tier: {tier}}}, points: {value}}}"
            for order, (tier, value) in enumerate(points.items(), start=1)
        ),
        "example_outlet": example.name,
        "example_tariff": str(points[example.tier]),
        "example_points": str(2 * points[example.tier]),
    }


def _quoted(words: list[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
