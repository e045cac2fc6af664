"""Make two years of the invented office's paperwork: `python orgs/sample/make_deliveries.py TARGET_DIR`.

One folder a month; the same seed and the same last month always give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the demo loads this file from elsewhere

from generator import trouble
from generator.forms import FORMS, SITE_FILE
from generator.names import SITE, Registry, read_registry
from generator.plan import Month, plan_months
from generator.write import write_list_page, write_register

SEED = 2024
LAST_MONTH = "2025-12"


def make(target: Path, until: str = LAST_MONTH) -> int:
    """Write the deliveries of every month up to `until` below `target`; return the number of files."""
    registry, count = read_registry(), 0
    for month in plan_months(registry, SEED, until):
        folder = target / month.code
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files_of(trouble.with_bad_rows(month), registry).items():
            (folder / name).write_bytes(content)
            count += 1
    return count


def files_of(month: Month, registry: Registry) -> dict[str, bytes]:
    """Return the files of one month by name."""
    year, number = int(month.code[:4]), int(month.code[5:])
    files: dict[str, bytes] = {}
    for register, form in FORMS.items():
        rows = month.registers.get(register)
        if not rows:
            continue
        name = form.file_name.format(year=year, month=number)
        if (month.code, register) == trouble.CORRECTED:
            corrected = name.replace(".xlsx", "（更正）.xlsx")
            files[corrected] = write_register(form, month.code, rows, registry, note="（更正）")
            rows = trouble.before_correction(rows)
        content = write_register(form, month.code, rows, registry)
        files |= trouble.disturb(month.code, register, name, content)
    files[SITE_FILE.format(year=year, month=number)] = write_list_page(month.code, month.registers[SITE])
    return files


def main() -> None:
    """Read the command line and say how much was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--until", default=LAST_MONTH, help="last month, e.g. 2025-12")
    wanted = parser.parse_args()
    sys.stdout.write(f"{make(wanted.target, wanted.until)} files in {wanted.target}\n")


if __name__ == "__main__":
    main()
