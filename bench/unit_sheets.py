"""How fast unit sheets are written: both files of each of many units, of invented records.

    python bench/unit_sheets.py [UNITS] [RECORDS]

Prints the seconds of clock and processor, and the units a second; RECORDS are what each unit has counted.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

# The benchmarks beside this one bear names of packages of ours, and Python looks in this folder first.
sys.path[0] = str(Path(__file__).parents[1])

from reports.documents.unit_sheet import unit_sheets
from reports.saying.wording import Fonts
from reports.subjects.notes.value import Notes, Outcomes, RuleInForce
from reports.subjects.unit.value import (
    Counted,
    Earned,
    NotCounted,
    PastPeriod,
    RecordPlace,
    UnitAccount,
    UnitAccounts,
)
from warehouse.period import Period


def account(number: int, records: int) -> UnitAccount:
    """Invent a unit with as many records counted, and a fifth as many that were not."""
    code = f"U{number:03d}"
    counted = tuple(
        Counted(
            RecordPlace(f"{number:016x}{record:016x}", f"2025-12/某县{number}信息采用情况登记表.xlsx", "采用", record + 3),
            "adoption", f"某县{number}：以“三个到位”推动第{record}项工作走深走实", "某省日报", "2025-12-05", Decimal(1), "", "",
            "claimed_only", "", (Earned(Decimal(12), "2025", "T12", "《某省日报》，省级报纸 12 分", ""),),
        )
        for record in range(records)
    )  # fmt: skip
    left_out = tuple(
        NotCounted(each.source, "rejected", "缺少标题：请补填后重报", "", each.outlet_name, each.day, "")
        for each in counted[: records // 5]
    )
    points = Decimal(12) * records
    history = tuple(PastPeriod(f"2025-{month:02d}", points, number) for month in range(1, 13))
    return UnitAccount(
        code, f"某县{number}委组织部", "县", 300, points, points, number, False, None, None, None, (), counted, (),
        left_out, 0, (), (), (), history,
    )  # fmt: skip


def main(units: int, records: int) -> None:
    """Write the sheets of invented units and print what it took."""
    rule = RuleInForce("信息采用计分办法", "2025", "某组通〔2024〕1号", date(2024, 12, 20), "ab" * 32)
    notes = Notes((rule,), Outcomes(0, 0, 0, 0), 0, (), (), "f00d", 5, date(2026, 1, 12))
    made = UnitAccounts(
        Period.parse("2025-12"), "某市委组织部", notes, tuple(account(number, records) for number in range(units)), 0
    )
    clock, processor = time.perf_counter(), time.process_time()
    files = unit_sheets.render(made, Fonts())
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    size = sum(len(content) for content in files.values()) / 2**20
    print(f"units                    {units:>12,} ({records} records each)")  # noqa: T201
    print(f"written                  {clock:>12.1f} s ({processor:.1f} s of processor, {size:.0f} MB)")  # noqa: T201
    print(f"units a second           {units / clock:>12.1f}")  # noqa: T201


if __name__ == "__main__":
    main(*(int(given) for given in [*sys.argv[1:3], "300", "40"][:2]))
