"""`python -m ingest.connect [NAME...]`: fetch what the office's connections have, without the rest of the program."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.connect.run import fetch
from ingest.connect.settings import Connections
from ingest.options import HOME, ORG, HomeOption, OrgOption, ReceivedOption
from warehouse.days import today
from warehouse.errors import TongbaoError
from warehouse.home import Home


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Sources by name; all if none is named.")] = None,
    home: HomeOption = HOME,
    org: OrgOption = ORG,
    received_on: ReceivedOption = None,
) -> None:
    """Fetch what is new into the inbox."""
    received = received_on.date() if received_on else today()
    try:
        connections = Connections.load(org)
        if connections is None:
            return
        outcomes = list(fetch(Home(home), connections, connections.chosen(names or []), received))
    except TongbaoError as error:
        typer.echo(error.zh, err=True)
        raise typer.Exit(error.exit_code) from error
    for one in outcomes:
        typer.echo(f"{one.name}\t{len(one.kept)}\t{one.problem.zh if one.problem else ''}")
    if any(one.problem for one in outcomes):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
