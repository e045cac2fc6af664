# ruff: noqa: ARG001 - every option of a command is a parameter
"""`tongbao template`: the circular's template, written out for editing and checked afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from tongbao.options import LangOption
from tongbao.speaking import say
from warehouse.errors import DataError

app = typer.Typer(no_args_is_help=True, help="Write out the circular's template; check an edited one.")


@app.command()
def new(
    file: Annotated[
        Path, typer.Argument(help="Where to write the template, e.g. orgs/mycity/circular.docx.")
    ],
    lang: LangOption = "zh",
) -> None:
    """Write the shipped template for editing in Word or WPS."""
    from reports.documents.circular import make_template

    if file.exists():
        raise DataError(f"{file} 已经存在，不会改动它：请换一个名字", f"{file} exists and is left alone")
    if not file.parent.is_dir():
        raise DataError(f"没有文件夹 {file.parent}：请先建好", f"there is no folder {file.parent}")
    shutil.copyfile(make_template.PATH, file)
    say(f"模板已写到 {file}：改好后运行 tongbao template check {file}；放在单位文件夹里名为 circular.docx 就会采用",
        f"{file} is written; after editing run: tongbao template check {file}")  # fmt: skip


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The edited template.")],
    lang: LangOption = "zh",
) -> None:
    """Say what an edited template broke; if nothing, fill it with sample texts as a proof beside it."""
    from reports.documents.circular import template_check

    if not file.exists():
        raise DataError(f"找不到 {file}", f"{file} does not exist")
    problems = template_check.check(file)
    for problem in problems:
        say(problem, problem)
    if problems:
        raise typer.Exit(1)
    proof = file.with_name(f"{file.stem}.proof.docx")
    proof.write_bytes(template_check.proof(file))
    say(
        f"模板可以使用；样例填好的一份在 {proof}，请打开看一遍",
        f"the template can be used; see the proof {proof}",
    )
