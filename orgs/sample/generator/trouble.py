"""What goes wrong in an honest office: bad rows, outdated names, damaged and repeated files.

Every deliberate case is listed here.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Literal

from generator.names import SITE
from generator.plan import Adoption, Month
from generator.titles import make_title

Kind = Literal["impossible_date", "missing_title", "unknown_unit", "unknown_outlet", "missing_outlet"]

WANGCHUAN, LANXI, TONGPING = "望川县委组织部", "岚溪县委组织部", "桐屏县委组织部"
HETING, QINGQU = "鹤汀县委组织部", "清渠县委组织部"
LANZHOU, NANPING, YUNLU, JINWAN = "澜州区委组织部", "南屏区委组织部", "云麓区委组织部", "锦湾区委组织部"
SECTIONS, TOWNSHIPS = "科室", "乡镇"

# One row of each kind in each quarter; the months of impossible dates have 30 days or fewer.
BAD_ROWS: tuple[tuple[str, str, Kind], ...] = (
    ("2024-02", LANXI, "impossible_date"), ("2024-01", LANXI, "missing_title"),
    ("2024-01", SECTIONS, "unknown_unit"), ("2024-03", NANPING, "unknown_outlet"),
    ("2024-03", LANZHOU, "missing_outlet"),
    ("2024-06", HETING, "impossible_date"), ("2024-04", QINGQU, "missing_title"),
    ("2024-05", TOWNSHIPS, "unknown_unit"), ("2024-06", YUNLU, "unknown_outlet"),
    ("2024-04", JINWAN, "missing_outlet"),
    ("2024-09", QINGQU, "impossible_date"), ("2024-07", WANGCHUAN, "missing_title"),
    ("2024-08", SITE, "unknown_unit"), ("2024-09", TOWNSHIPS, "unknown_outlet"),
    ("2024-08", HETING, "missing_outlet"),
    ("2024-11", WANGCHUAN, "impossible_date"), ("2024-10", JINWAN, "missing_title"),
    ("2024-12", SECTIONS, "unknown_unit"), ("2024-10", LANZHOU, "unknown_outlet"),
    ("2024-12", TONGPING, "missing_outlet"),
    ("2025-02", LANZHOU, "impossible_date"), ("2025-01", SECTIONS, "missing_title"),
    ("2025-03", TOWNSHIPS, "unknown_unit"), ("2025-01", TONGPING, "unknown_outlet"),
    ("2025-03", LANXI, "missing_outlet"),
    ("2025-06", NANPING, "impossible_date"), ("2025-04", TOWNSHIPS, "missing_title"),
    ("2025-06", SITE, "unknown_unit"), ("2025-04", WANGCHUAN, "unknown_outlet"),
    ("2025-05", QINGQU, "missing_outlet"),
    ("2025-09", JINWAN, "impossible_date"), ("2025-07", YUNLU, "missing_title"),
    ("2025-08", SECTIONS, "unknown_unit"), ("2025-09", HETING, "unknown_outlet"),
    ("2025-07", WANGCHUAN, "missing_outlet"),
    ("2025-11", TOWNSHIPS, "impossible_date"), ("2025-10", TONGPING, "missing_title"),
    ("2025-12", SECTIONS, "unknown_unit"), ("2025-10", NANPING, "unknown_outlet"),
    ("2025-12", YUNLU, "missing_outlet"),
)  # fmt: skip
UNKNOWN_UNITS = {SECTIONS: "市直机关工委", TOWNSHIPS: "望川经济开发区党工委", SITE: "澜江高新区党工委"}
UNKNOWN_OUTLETS = ("江畔之声", "学用园地", "乡音微报")

# After a rename or merger some registers keep the old name for a while: month, register, new name, old name.
OLD_NAMES = (
    ("2025-04", SECTIONS, "干部教育培训科", "干部教育科"),
    ("2025-05", SECTIONS, "干部教育培训科", "干部教育科"),
    ("2025-07", TOWNSHIPS, "柳坪镇党委", "柳溪乡党委"),
    ("2025-08", TOWNSHIPS, "柳坪镇党委", "竹坪乡党委"),
)
FORMULA_TITLE = ("2024-06", QINGQU)
SCRIPT_TITLE = ("2025-04", LANXI)
SCRIPT = "<script>alert(1)</script>"

TRUNCATED = ("2024-09", TONGPING)
EMPTY = ("2025-08", JINWAN)
SENT_TWICE = ("2024-05", NANPING)
CORRECTED = ("2025-05", TONGPING)


def with_bad_rows(month: Month) -> Month:
    """Return the month as its senders wrote it down."""
    registers = {name: list(rows) for name, rows in month.registers.items()}
    for code, register, new, old in OLD_NAMES:
        if code == month.code:
            _use_old_name(registers[register], new, old)
    for place, (before, after) in {FORMULA_TITLE: ("=", ""), SCRIPT_TITLE: ("", SCRIPT)}.items():
        if place[0] == month.code:
            rows = registers[place[1]]
            rows[0] = replace(rows[0], title=f"{before}{rows[0].title}{after}")
    for code, register, kind in BAD_ROWS:
        if code == month.code:
            rows = registers[register]
            rows.insert(len(rows) // 2, _bad_row(code, register, kind, rows[0]))
    return Month(month.code, registers)


def before_correction(rows: list[Adoption]) -> list[Adoption]:
    """The first version of a register corrected later: a wrong day, a wrong length, the last row missing."""
    year, month, day = rows[0].day
    first = replace(rows[0], day=(year, month, day + 1))
    second = replace(rows[1], words=rows[1].words + 600)
    return [first, second, *rows[2:-1]]


def disturb(code: str, register: str, name: str, content: bytes) -> dict[str, bytes]:
    """Return the files that really arrive instead of one faultless file."""
    stem, dot, ending = name.rpartition(".")
    again = f"{stem}(1){dot}{ending}"
    case = (code, register)
    if case == TRUNCATED:
        return {name: content[: len(content) * 3 // 5], again: content}
    if case == EMPTY:
        return {name: b"", again: content}
    if case == SENT_TWICE:
        return {name: content, again: content}
    return {name: content}


def _use_old_name(rows: list[Adoption], new: str, old: str) -> None:
    position = next(index for index, row in enumerate(rows) if row.unit == new)
    rows[position] = replace(rows[position], unit=old)


def _bad_row(code: str, register: str, kind: Kind, like: Adoption) -> Adoption:
    rng = Random(f"{code} {register} {kind}")  # noqa: S311 -- repeatable, not secret
    place = "澜江市" if register in (SECTIONS, TOWNSHIPS, SITE) else register[:3]
    title = make_title(place, rng, set())
    row = replace(like, title=title, outlet="澜江党建网", second_outlet="", co_unit="", page="", issue="")
    if kind == "impossible_date":
        year, month = int(code[:4]), int(code[5:])
        return replace(row, day=(year, month, 30 if month == 2 else 31))
    if kind == "missing_title":
        return replace(row, title="")
    if kind == "unknown_unit":
        return replace(row, unit=UNKNOWN_UNITS[register])
    if kind == "unknown_outlet":
        return replace(row, outlet=rng.choice(UNKNOWN_OUTLETS))
    return replace(row, outlet="")
