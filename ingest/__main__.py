"""`python -m ingest PATH...`: take deliveries in without the rest of the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ingest.guards import Left
from ingest.landing import land, refresh
from ingest.layouts import Layouts
from ingest.options import HOME, ORG, HomeOption, OrgOption, ReceivedOption
from warehouse.days import today
from warehouse.errors import TongbaoError
from warehouse.home import Home


def main(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; the inbox if none is named.")
    ] = None,
    home: HomeOption = HOME,
    org: OrgOption = ORG,
    received_on: ReceivedOption = None,
) -> None:
    """Take deliveries in: keep their bytes, find their tables, write their rows as text."""
    root = Home(home)
    received = received_on.date() if received_on else today()
    try:
        with root.writing():
            layouts = Layouts.load(org)
            left: list[Left] = []
            again = refresh(root, layouts)
            landed = (*again, *land(paths or [root.inbox], root, layouts, received, leave=left.append))
    except TongbaoError as error:
        typer.echo(error.zh, err=True)
        raise typer.Exit(error.exit_code) from error
    for other in left:
        typer.echo(f"left\t{other.name}\t0\t{other.reason.zh}")
    for one in landed:
        typer.echo(f"{one.status}\t{one.file_name}\t{one.record_count}\t{one.problem or ''}")


if __name__ == "__main__":
    typer.run(main)
