"""What happened: every adoption of every month, before anybody writes it into a table."""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from generator.names import MEDIA, RISE, SITE, STRENGTH, TIERS, Outlet, Registry, Unit
from generator.titles import make_title

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_MONTH = "2024-01"
SEASON = (0.95, 0.75, 1.0, 1.0, 1.0, 1.1, 1.15, 0.95, 1.0, 0.95, 1.05, 1.1)
SILENT = {("锦湾区委组织部", "2024-02"), ("锦湾区委组织部", "2025-02")}
WORDS = {
    "内刊": (800, 2800), "报纸": (450, 2400), "期刊": (1800, 4600), "电视": (200, 700), "广播": (250, 800),
    "网站": (500, 2200), "微信": (400, 1800),
}  # fmt: skip
KINDS = ("消息", "通讯", "简讯", "经验材料", "调研报告", "图片新闻")
FRONT_PAGES = ("头版头条", "01版", "头版", "第1版", "A1", "一版头条")
PROGRAMMES = ("新闻联播", "党建时间", "先锋之声")


@dataclass(frozen=True, slots=True)
class Adoption:
    """One row as its sender means it. `day` need not exist and names need not be known: some senders err."""

    unit: str
    outlet: str
    title: str
    day: tuple[int, int, int]
    kind: str
    words: int
    author: str
    page: str = ""
    issue: str = ""
    co_unit: str = ""
    second_outlet: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The adoptions of one month, by the register (or list page) they are reported in."""

    code: str
    registers: dict[str, list[Adoption]]


def months_until(last: str) -> list[str]:
    """Return the month codes from the first month to `last`, both inclusive."""
    first_year, last_year = int(FIRST_MONTH[:4]), int(last[:4])
    codes = [f"{year}-{month:02}" for year in range(first_year, last_year + 1) for month in range(1, 13)]
    return [code for code in codes if code <= last]


def plan_months(registry: Registry, seed: int, until: str) -> Iterator[Month]:
    """Yield month after month; a reprint that falls into the next month is told there."""
    rng = Random(seed)  # noqa: S311 -- repeatable, not secret
    used: set[str] = set()
    carried: list[Adoption] = []
    for code in months_until(until):
        year, month = int(code[:4]), int(code[5:])
        due, carried = [one for one in carried if (one.unit, code) not in SILENT], []
        for adoption in _adoptions(year, month, registry, rng, used):
            (due if adoption.day[:2] == (year, month) else carried).append(adoption)
        yield Month(code, _sort_into_registers(due, registry, rng))


def register_of(unit: Unit) -> str:
    """Return the register a unit's adoptions stand in: its own, its department's or its county's."""
    return {"科室": "科室", "市委组织部": "科室", "乡镇": "乡镇"}.get(unit.group, unit.name)


def _adoptions(year: int, month: int, registry: Registry, rng: Random, used: set[str]) -> Iterator[Adoption]:
    for unit in registry.units.values():
        days = _days_in_force(unit, year, month)
        weights = [3 if day.weekday() < 5 else 1 for day in days]
        count = _poisson(_expected(unit, year, month, len(days)), rng)
        while count > 0:
            first = _first_adoption(unit, rng.choices(days, weights)[0], registry, rng, used)
            yield first
            count -= 1
            if count and rng.random() < 0.17:
                yield _reprint(first, registry, rng)
                count -= 1


def _days_in_force(unit: Unit, year: int, month: int) -> list[date]:
    every = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return [day for day in every if unit.since <= day <= unit.until]


def _expected(unit: Unit, year: int, month: int, days: int) -> float:
    if (unit.name, f"{year}-{month:02}") in SILENT:
        return 0.0
    begin, end = STRENGTH[unit.name]
    progress = ((year - 2024) * 12 + month - 1) / 23
    share = days / monthrange(year, month)[1]  # a unit may begin or end within the month
    return (begin + (end - begin) * progress) * SEASON[month - 1] * RISE[year] * share


def _poisson(mean: float, rng: Random) -> int:
    count, product, limit = 0, rng.random(), math.exp(-mean)
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def _first_adoption(unit: Unit, day: date, registry: Registry, rng: Random, used: set[str]) -> Adoption:
    outlet = _choose_outlet(unit, registry, rng)
    words = rng.randint(*WORDS[outlet.medium]) // 10 * 10
    base = Adoption(
        unit=unit.name,
        outlet=outlet.name,
        title=make_title(unit.place, rng, used),
        day=(day.year, day.month, day.day),
        kind=rng.choice(KINDS),
        words=words,
        author=_author(unit, registry, rng),
    )
    if rng.random() < 0.03:
        base = replace(base, co_unit=_partner(unit, day, registry, rng))
    if rng.random() < 0.025 and outlet.name != SITE:
        return replace(base, second_outlet=_second_outlet(unit, outlet, registry, rng))
    return _with_place(base, outlet, rng)


def _reprint(first: Adoption, registry: Registry, rng: Random) -> Adoption:
    """The same piece in another outlet some days later, under the name the unit then bears."""
    day = date(*first.day) + timedelta(days=rng.randint(1, 6))
    unit = registry.on(first.unit, day)
    outlet = _choose_outlet(unit, registry, rng)
    while outlet.name in (first.outlet, first.second_outlet):
        outlet = _choose_outlet(unit, registry, rng)
    co_unit = registry.on(first.co_unit, day).name if first.co_unit else ""
    again = replace(
        first, unit=unit.name, outlet=outlet.name, second_outlet="", page="", issue="",
        day=(day.year, day.month, day.day), co_unit="" if co_unit == unit.name else co_unit,
    )  # fmt: skip
    return _with_place(again, outlet, rng)


def _choose_outlet(unit: Unit, registry: Registry, rng: Random) -> Outlet:
    weights = TIERS[unit.group]
    tier = rng.choices(list(weights), list(weights.values()))[0]
    outlets = registry.outlets_open_to(unit, tier) or registry.outlets_open_to(unit, "市")
    return rng.choices(outlets, [MEDIA[outlet.medium] for outlet in outlets])[0]


def _second_outlet(unit: Unit, first: Outlet, registry: Registry, rng: Random) -> str:
    names = [outlet.name for outlet in registry.outlets_open_to(unit, first.tier)]
    others = [name for name in names if name not in (first.name, SITE)]
    return rng.choice(others) if others else ""


def _partner(unit: Unit, day: date, registry: Registry, rng: Random) -> str:
    others = [
        other.name for other in registry.units.values()
        if other.group == unit.group and other.name != unit.name and other.since <= day <= other.until
    ]  # fmt: skip
    return rng.choice(others) if others else ""


def _author(unit: Unit, registry: Registry, rng: Random) -> str:
    first = list(registry.units).index(unit.name) * 3
    return f"作者{first + rng.randint(1, 3):02}"


def _with_place(adoption: Adoption, outlet: Outlet, rng: Random) -> Adoption:
    """Add the page, programme or issue that this kind of outlet has."""
    year, month, day = adoption.day
    if outlet.medium == "报纸":
        return replace(adoption, page=_page(rng))
    if outlet.medium == "内刊":
        return replace(adoption, issue=f"第{(month - 1) * 5 + (day - 1) // 7 + 1}期")
    if outlet.medium == "期刊":
        return replace(adoption, issue=f"{year}年第{month}期")
    if outlet.medium in ("电视", "广播") and rng.random() < 0.6:
        return replace(adoption, page=rng.choice(PROGRAMMES))
    return adoption


def _page(rng: Random) -> str:
    if rng.random() < 0.075:
        return rng.choice(FRONT_PAGES)
    number = rng.randint(2, 8)
    return rng.choice((f"0{number}版", f"第{number}版", f"A{number}", f"{number}版", f"{number}版头条"))


def _sort_into_registers(due: list[Adoption], registry: Registry, rng: Random) -> dict[str, list[Adoption]]:
    registers: dict[str, list[Adoption]] = defaultdict(list)
    for adoption in sorted(due, key=lambda one: (one.day, one.unit, one.title, one.outlet)):
        unit = registry.units[adoption.unit]
        registers[SITE if adoption.outlet == SITE else register_of(unit)].append(adoption)
    reported_twice = [one for one in registers[SITE] if registry.units[one.unit].group in ("县", "区")]
    if reported_twice:
        again = rng.choice(reported_twice)
        registers[again.unit].append(again)
    return dict(registers)
