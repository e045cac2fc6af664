"""`make docs`: write what is made from the rules and their models anew; read the diff before committing it."""

from __future__ import annotations

from pathlib import Path

from rulebook.schema import schema_text
from tests.cases.coverage import coverage_text

DOCS = Path(__file__).parents[2] / "docs"
MADE = {"rule.schema.json": schema_text, "rule-coverage.md": coverage_text}


if __name__ == "__main__":
    for name, text in MADE.items():
        (DOCS / name).write_text(text(), encoding="utf-8")
