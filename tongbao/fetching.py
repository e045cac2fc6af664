"""What `tongbao fetch` says: one line per site, feed or shared folder, and why one failed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import Progress

from tongbao.place import Place
from tongbao.speaking import say
from warehouse.errors import DataError

if TYPE_CHECKING:
    from ingest.connect.outcome import FetchOutcome


def tell(place: Place, names: Sequence[str], received_on: date) -> tuple[str, ...]:
    """Fetch with a progress bar, say of each source what became of it; return the names of those that failed."""
    # Imported only here: an office without connections does not even load what opens sockets.
    from ingest.connect.run import fetch
    from ingest.connect.settings import Connections

    connections = Connections.load(place.office_folder) or Connections()
    sources = connections.chosen(names)
    with Progress(transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task("", total=len(sources))

        def show(url: str) -> None:
            progress.update(task, description=escape(url[:60]))

        outcomes = []
        for one in fetch(place.home, connections, sources, received_on, asking=show):
            outcomes.append(one)
            progress.update(task, advance=1)
    for one in outcomes:
        _say(one)
    return tuple(one.name for one in outcomes if one.problem)


def _say(one: FetchOutcome) -> None:
    for note in one.notes:
        say(f"  {one.name}：{note.zh}", f"  {one.name}: {note.en}")
    if one.kept:
        say(f"{one.name}：新到 {len(one.kept)} 份", f"{one.name}: {len(one.kept)} new")
    if one.problem:
        say(f"{one.name}：没有取成：{one.problem.zh}", f"{one.name}: failed: {one.problem.en}")
    elif not one.kept:
        say(f"{one.name}：没有变化", f"{one.name}: nothing new")


def hold(failed: Sequence[str]) -> None:
    """Raise `DataError` if a source failed; the others have been fetched all the same."""
    if failed:
        raise DataError(
            f"{len(failed)} 个来源没有取成（{'、'.join(failed)}）：请按上面各行的办法处理，或下次运行再试",
            f"{len(failed)} sources failed: {', '.join(failed)}",
        )
