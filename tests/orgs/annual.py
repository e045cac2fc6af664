"""A year of an office whose deliveries are made up: run as the clerk runs it, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from typer.testing import CliRunner

from tests.building import OFFICES
from tongbao.cli import app
from warehouse.database import read_only


@dataclass(frozen=True, slots=True)
class Annual:
    """The home of the run, what the run said, and the paragraphs of the year's circular."""

    home: Path
    said: str
    circular: tuple[str, ...]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask the warehouse."""
        with read_only(self.home / "current" / "warehouse.duckdb") as connection:
            return connection.execute(query).fetchall()

    def outcomes(self) -> Counter[tuple[object, ...]]:
        """Records by register and what became of them."""
        counts = self.rows("select register, outcome, count(*) from marts.fct_record group by all")
        return Counter({(register, outcome): count for register, outcome, count in counts})

    def paragraph(self, lead: str) -> str:
        """Return the one paragraph with this lead."""
        [text] = [text for text in self.circular if text.partition("。")[0].partition("）")[2] == lead]
        return text


def annual(root: Path, office: str, make: Callable[[Path], None], year: str, received_on: str) -> Annual:
    """Make the deliveries, run, and write the year's circular."""
    make(root / "inbox")
    options = ["--home", str(root / "home"), "--org", str(OFFICES / office)]
    run = ["run", *options, "--period", f"{year}-12", "--received-on", received_on, str(root / "inbox")]
    ran, reported = (
        CliRunner().invoke(app, command) for command in (run, ["report", "year", *options, "--period", year])
    )
    assert ran.exit_code == 0, ran.output
    assert reported.exit_code == 0, reported.output
    document = Document(str(root / "home" / "drafts" / year / "circular.docx"))
    return Annual(root / "home", ran.output, tuple(each.text for each in document.paragraphs))
