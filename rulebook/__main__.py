"""`python -m rulebook ORG`: read and check every rule file of an office."""

from __future__ import annotations

import sys
from pathlib import Path

from rulebook.loading import load_rules
from warehouse.errors import TongbaoError
from warehouse.office import Office

try:
    for file in load_rules(Office.load(Path(sys.argv[1]))):
        rule = file.rule
        print(f"{file.path}: {rule.name} {rule.version}, {rule.effective.start} - {rule.effective.end}")  # noqa: T201
except TongbaoError as error:
    print(error.zh, file=sys.stderr)  # noqa: T201
    sys.exit(error.exit_code)
