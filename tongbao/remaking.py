"""Making editions again in homes of their own: every original read afresh, under the office's lists as they were."""

from __future__ import annotations

from pathlib import Path

from ingest.kept import lay_out
from ingest.landing import refresh
from ingest.layouts import Layouts
from reports.editions import office, sources
from reports.editions.making import DELIVERIES, Made, Order, make
from tongbao.inputs import write_inputs
from tongbao.place import Place
from tongbao.publishing import sources_of
from warehouse.building import build_again
from warehouse.database import promote
from warehouse.editions import Edition
from warehouse.files import sha256_of
from warehouse.home import Home
from warehouse.manifest import DATABASE


def programs_are_the_same(edition: Edition) -> bool:
    """Tell whether an edition was made by the programs and templates that are here now."""
    return (edition.made_from.code, edition.made_from.templates) == (sources.code(), sources.templates())


class Workshop:
    """A scratch folder in which editions of a home are made again; originals that several are made from are read once."""

    def __init__(self, home: Home, scratch: Path) -> None:
        self._home = home
        self._scratch = scratch.resolve()
        self._places: dict[str, Place] = {}

    def make(self, folder: Path, edition: Edition) -> Made:
        """Make an edition again; the home is only read."""
        again = self._place(folder)
        with again.home.writing():
            for link in again.home.editions.iterdir():
                link.unlink()
            for name in edition.made_from.editions:
                (again.home.editions / name).symlink_to(self._home.editions / name)
            code = write_inputs(again, again.office())
            database = again.home.tmp / DATABASE
            build_again(again.home, database)
            # Documents print the build's name, which names the programs too: under others it cannot come out again.
            named = code if programs_are_the_same(edition) else edition.made_from.warehouse
            promote(database, again.home, named)
            order = Order(edition.name, edition.number, edition.issued_on, edition.issued_by, edition.reason)
            return make(order, sources_of(again, tuple(edition.made_from.editions)))

    def _place(self, folder: Path) -> Place:
        """Return the home that holds the originals of an edition, read under its office's lists."""
        described, packed = (folder / DELIVERIES).read_bytes(), (folder / office.FILE).read_bytes()
        key = sha256_of(described + packed)
        if key not in self._places:
            root = self._scratch / key[:16]
            again = Place(Home(root / "home"), root / "office")
            office.unpack(packed, again.office_folder)
            with again.home.writing():
                lay_out(described, self._home, again.home)
                refresh(again.home, Layouts.load(again.office_folder))
            self._places[key] = again
        return self._places[key]
