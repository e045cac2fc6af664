"""Rules tried before anything depends on them: worked examples, versions compared, a draft on real data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ingest.catalogue import write_catalogue
from rulebook.closed import check_closed
from rulebook.columns import RuleFile
from rulebook.examples import ExampleClaim, ExampleLine, claims, lines
from rulebook.loading import check_words, read_rule
from rulebook.rows import write_rule_rows
from warehouse.building import run_models
from warehouse.home import Home
from warehouse.manifest import DATABASE
from warehouse.office import Office
from warehouse.office_rows import write_no_office


def read_files(paths: Sequence[Path]) -> tuple[RuleFile, ...]:
    """Read rule files; those of an office are also held against its lists of outlets, tiers and groups.

    An office whose closed versions were edited is refused, as it is by every build.
    """
    for folder in dict.fromkeys(path.resolve().parent.parent for path in paths):
        check_closed(folder)
    files = tuple(read_rule(path) for path in paths)
    for file in files:
        if (office := office_of(file.path)) is not None:
            check_words(file, office)
    return files


def office_of(path: Path) -> Office | None:
    """Return the office that a rule file lies in (`<office>/rules/<scheme>/<version>.yaml`), if it lies in one."""
    folder = path.resolve().parents[2]
    return Office.load(folder) if (folder / "office.toml").exists() else None


def try_examples(files: Sequence[RuleFile]) -> tuple[tuple[ExampleClaim, ...], tuple[ExampleLine, ...]]:
    """Score the worked examples of rule files by the warehouse's own models, with no other record there."""
    with empty_home(files[0].rule.scheme) as home:
        write_rule_rows(files, {file.path: office_of(file.path) for file in files}, home.build)
        database = home.build / DATABASE
        run_models(home, database, ["+int_score__example"])
        return claims(database), lines(database)


@contextmanager
def empty_home(scheme: str) -> Iterator[Home]:
    """A home in which nothing ever arrived, for an office without units."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        home.prepare()
        write_no_office(home.build, scheme, date(2000, 1, 1))
        write_catalogue(home)
        yield home
