"""Who sends and who prints: the office's own registries, and how strong each unit is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
SITE = "岭川党建网"  # its adoptions arrive as a list page, not in the units' registers

# Adoptions a month at the beginning of 2024 and at the end of 2025. The orders differ, so places change.
STRENGTH: dict[str, tuple[float, float]] = {
    "市委组织部": (4, 5),
    "望川县委组织部": (29, 25), "岚溪县委组织部": (17, 36), "桐屏县委组织部": (23, 29),
    "鹤汀县委组织部": (21, 24), "清渠县委组织部": (18, 23),
    "澜州区委组织部": (18, 20), "南屏区委组织部": (13, 22), "云麓区委组织部": (15, 13),
    "锦湾区委组织部": (9, 14),
    "办公室": (3, 3), "研究室": (5, 5.5), "组织一科": (4, 5.5), "组织二科": (4, 6.5), "干部科": (2.5, 2.5),
    "干部监督科": (2, 3), "干部教育科": (3, 4), "干部教育培训科": (3.5, 5), "人才工作科": (4, 5.5),
    "石桥镇党委": (4, 3.5), "青岩镇党委": (3, 4.5), "柳溪乡党委": (1.2, 1.2), "竹坪乡党委": (1, 1.4),
    "柳坪镇党委": (2.4, 3.6), "麻塘镇党委": (2.2, 2), "云台乡党委": (1.4, 2.4), "大垌镇党委": (2.6, 2.2),
    "渡口镇党委": (1.6, 2.8), "白鹭乡党委": (0.8, 1), "枫林镇党委": (2, 2.6), "茶岭乡党委": (0.6, 1.2),
    "杨家湾镇党委": (1.8, 2.2),
}  # fmt: skip
# The rule of 2025 pays more: everybody writes more from January on.
RISE = {2024: 1.0, 2025: 1.09}

# How a group's adoptions spread over the tiers.
TIERS: dict[str, dict[str, float]] = {
    "市委组织部": {"中央": 4, "省": 30, "市": 66, "县": 0},
    "县": {"中央": 2.2, "省": 20, "市": 47, "县": 31},
    "区": {"中央": 1.8, "省": 20, "市": 58, "县": 20},
    "科室": {"中央": 3, "省": 27, "市": 70, "县": 0},
    "乡镇": {"中央": 0.3, "省": 7, "市": 31, "县": 62},
}
MEDIA = {"内刊": 3.0, "报纸": 3.0, "网站": 3.0, "微信": 2.2, "电视": 1.0, "广播": 1.0, "期刊": 0.6}


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of units.csv, as far as the paperwork needs it."""

    name: str
    short: str
    group: str
    since: date
    until: date
    successor: str

    @property
    def place(self) -> str:
        """The county or township a title may name, the city for a section."""
        return "澜江市" if self.group in ("科室", "市委组织部") else self.short


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of outlets.csv."""

    name: str
    aliases: tuple[str, ...]
    tier: str
    medium: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Units and outlets in the order of their files."""

    units: dict[str, Unit]
    outlets: dict[str, Outlet]

    def on(self, name: str, day: date) -> Unit:
        """Return the unit that stands for `name` on this day: itself, or who took over."""
        unit = self.units[name]
        return unit if day <= unit.until else self.on(unit.successor, day)

    def outlets_open_to(self, unit: Unit, tier: str) -> list[Outlet]:
        """Return a tier's outlets; below the city, those of the unit's own county."""
        home = "望川" if unit.group == "乡镇" else unit.name[:2]
        return [
            outlet for outlet in self.outlets.values()
            if outlet.tier == tier and (tier != "县" or outlet.name.startswith(home))
        ]  # fmt: skip


def read_registry() -> Registry:
    """Read the two registries beside this package."""
    units = {row["name"]: _unit(row) for row in _rows("units.csv")}
    outlets = {row["name"]: _outlet(row) for row in _rows("outlets.csv")}
    return Registry(units, outlets)


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        name=row["name"],
        short=row["name"] if row["group"] in ("科室", "市委组织部") else row["aliases"].split("|")[0],
        group=row["group"],
        since=date.fromisoformat(row["valid_from"] or "1900-01-01"),
        until=date.fromisoformat(row["valid_to"] or "9999-12-31"),
        successor=row["successor"],
    )


def _outlet(row: dict[str, str]) -> Outlet:
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Outlet(row["name"], aliases, row["tier"], row["medium"])


def _rows(file_name: str) -> list[dict[str, str]]:
    with (FOLDER / file_name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))
