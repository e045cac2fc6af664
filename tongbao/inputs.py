"""What dbt reads: deliveries as ingest lists them, the office's lists and rules, what was issued; and the build's name."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.catalogue import write_catalogue, write_deliveries
from rulebook.loading import load_rules
from rulebook.printed_table import load_printed
from rulebook.rescored import rescoring
from rulebook.rows import write_rule_rows
from tongbao.place import Place
from warehouse.building import fingerprint
from warehouse.editions import write_edition_rows
from warehouse.errors import DataError
from warehouse.objections import ObjectionList, write_objection_rows
from warehouse.office import Office
from warehouse.office_rows import write_office_rows


def write_inputs(place: Place, office: Office) -> str:
    """Write all that dbt reads into the build folder; return the fingerprint of what would be built of it."""
    home = place.home
    if not write_catalogue(home):
        raise DataError(
            f"还没有任何来件：把文件放进 {home.inbox} 再运行 tongbao land",
            f"nothing has landed in {home.raw} yet",
        )
    _write_settings(office, home.build)
    write_edition_rows(home, home.build)
    return fingerprint(home.build.glob("*.parquet"))


def fingerprint_now(place: Place, editions: Collection[str]) -> str:
    """Return what a build would be named by that knows these editions; nothing is written into the home."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_deliveries(place.home, folder)
        _write_settings(place.office(), folder)
        write_edition_rows(place.home, folder, editions)
        return fingerprint(folder.glob("*.parquet"))


def _write_settings(office: Office, folder: Path) -> None:
    """Write lists, rules, printed circulars and objections: all that dbt reads besides deliveries and editions."""
    rules = load_rules(office)
    circulars = load_printed(office, rules)
    for stale in folder.glob("*.parquet"):
        if not stale.name.startswith("landed_"):
            stale.unlink()  # an older program's table would be a part of the fingerprint for ever
    write_office_rows(office, folder)
    scored = (*rules, *rescoring(rules, office.settings.scheme))
    write_rule_rows(scored, {rule.path: office for rule in rules}, folder, circulars)
    write_objection_rows(ObjectionList.load(office), folder)
