# ruff: noqa: ARG001 - every option of a command is a parameter
"""`tongbao rules`: rule files checked, compared, tried on real periods, closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from rulebook import closed
from tongbao.options import LangOption, day_of
from tongbao.rules import read_files
from tongbao.speaking import say, working
from tongbao.trials import rule_paths, sum_up, tell, tried

app = typer.Typer(no_args_is_help=True, help="Check, compare, try and close rule files.")

FilesArgument = Annotated[
    list[Path], typer.Argument(help="Rule files; a folder means every *.yaml below it.")
]


@app.command()
def check(files: FilesArgument, lang: LangOption = "zh") -> None:
    """Score the worked examples by the warehouse's own models; print each claim and each score line."""
    read = read_files(rule_paths(files))
    with working("试算例子", "scoring the examples"):
        results = tried(read)
    for one in results:
        tell(one)
    for one in results:
        sum_up(one)
    if any(one.holding < len(one.claims) for one in results):
        raise typer.Exit(1)


@app.command()
def close(
    files: FilesArgument,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Day of closing; default: today.")
    ] = None,
    edition: Annotated[str, typer.Option(help="The edition that used the version.")] = "",
    lang: LangOption = "zh",
) -> None:
    """Pin versions that were used in an issued edition: an edited file is refused from then on."""
    read = read_files(rule_paths(files))
    new = closed.close(read, day_of(on), edition)
    for file in read:
        if file in new:
            say(f"已封存 {file.path}（{file.sha256[:12]}…）", f"closed {file.path} ({file.sha256[:12]}…)")
        else:
            say(f"早已封存 {file.path}，没有改动", f"{file.path} was closed before and is unchanged")
