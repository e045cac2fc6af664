"""What of an office's folder is still as `orgs/starter` ships it: nothing that a desk would sign.

The starter itself says which of its lines must be filled in (`待填`) and which ought to be looked at (`请核对`), in a
comment; what it ships is read from it. Whatever bears the name of an office that was given none is to be filled in too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

STARTER = Path(__file__).resolve().parents[1] / "orgs" / "starter"
UNNAMED = "本办公室"
_FIRST_POINTS = 20  # only so that the example counts something: the desk puts in its own
_MUST, _OUGHT = "待填", "请核对"
_FILLINGS = ("2001-01-01", "2002-02-02")  # a day is taken wherever the starter leaves something open


@dataclass(frozen=True, slots=True)
class Shipped:
    """A value of the starter that stands unchanged in a file of the office."""

    file: str
    key: str
    value: str
    must_change: bool


def first_points(order: int) -> int:
    """Return the points that the example gives the outlets of a tier, the highest being 0."""
    return max(_FIRST_POINTS >> order, 1)


def left_as_shipped(folder: Path, rules: tuple[Path, ...]) -> Iterator[Shipped]:
    """Yield what in `office.toml`, `circular.toml` and some rule files is still the starter's."""
    [version] = STARTER.glob("rules/*/*.yaml")
    for name in ("office.toml", "circular.toml"):
        if (folder / name).exists():
            yield from _left(STARTER / name, folder / name, name)
    for path in rules:
        yield from _left(version, path, path.relative_to(folder).as_posix())


def _left(template: Path, path: Path, name: str) -> Iterator[Shipped]:
    text = template.read_text(encoding="utf-8")
    one, other = (dict(_leaves(_read(template.suffix, _filled(text, filling)))) for filling in _FILLINGS)
    must, ought = (
        set(re.findall(rf"^(\w+)\s*[:=].*#.*{mark}", text, re.MULTILINE)) for mark in (_MUST, _OUGHT)
    )
    ours = _read(path.suffix, path.read_text(encoding="utf-8-sig"))
    for key, value in _leaves(ours):
        section = re.split(r"[.\[]", key)[0]
        is_same = value == one.get(key)
        if is_same and UNNAMED in str(value):
            yield Shipped(name, key, str(value), must_change=True)
        elif is_same and value == other[key] and section in must | ought:
            yield Shipped(name, key, str(value), must_change=section in must)
    if points := _example_points(ours.get("tariff")):
        yield Shipped(name, "tariff", points, must_change="tariff" in must)


def _filled(text: str, filling: str) -> str:
    words = dict.fromkeys(Template(text).get_identifiers(), filling)
    return Template(text).substitute({**words, "name": UNNAMED, "tariff": f"  - {filling}"})


def _read(suffix: str, text: str) -> dict[str, Any]:
    if suffix == ".toml":
        return tomllib.loads(text)
    import yaml  # only where placeholders are looked for; the command line wants nothing but a name of here

    said: dict[str, Any] = yaml.safe_load(text)
    return said


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _leaves(one, f"{key}[{number}]")
    else:
        yield key, value


def _example_points(tariff: Any) -> str:
    """Return the points of a tariff that has the example's lines, by tier alone, under its ids; else nothing."""
    lines = tariff if isinstance(tariff, list) else []
    example = [
        {"id": f"T{order + 1:02d}", "when": {"tier": line["when"].get("tier")}, "points": first_points(order)}
        for order, line in enumerate(lines)
        if isinstance(line, dict) and isinstance(line.get("when"), dict)
    ]
    return "、".join(f"{line['points']}" for line in example) if lines and example == lines else ""
