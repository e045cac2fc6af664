"""`make sql`: sqlfluff without Python's garbage collector, which spends a quarter of the time on trees of SQL."""

from __future__ import annotations

import gc

from sqlfluff.cli.commands import cli

gc.disable()  # also in its processes: each reads this file

if __name__ == "__main__":
    cli()
