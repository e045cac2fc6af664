# ruff: noqa: ARG001 - every option of a command is a parameter
"""`tongbao rules`: rule files checked, compared, tried on real periods, closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tongbao.options import (
    DEFAULT_HOME,
    HomeOption,
    LangOption,
    OnOption,
    OrgOption,
    day_of,
    day_option,
    place_of,
)
from tongbao.speaking import say, working
from warehouse.errors import DataError
from warehouse.period import Period

app = typer.Typer(no_args_is_help=True, help="Check, compare, try and close rule files.")

FilesArgument = Annotated[
    list[Path], typer.Argument(help="Rule files; a folder means every *.yaml below it.")
]


@app.command()
def check(
    files: FilesArgument,
    home: Annotated[
        Path | None,
        typer.Option("--home", help="Also say how many records of this home met each line, or are blank where it asks."),
    ] = None,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Score the worked examples by the warehouse's own models; print each claim and each score line."""
    from tongbao.rescoring import asked_of_records
    from tongbao.rules import read_files
    from tongbao.trials import rule_paths, sum_up, tell, tell_asked, tried

    read = read_files(rule_paths(files))
    with working("试算例子", "scoring the examples"):
        results = tried(read)
    for one in results:
        tell(one)
    for one in results:
        sum_up(one)
    if home is not None:
        place = place_of(home, org)
        with working("在真实记录上试算", "trying the rules on real records"):
            asked = asked_of_records(place, read)
        for file, found in zip(read, asked, strict=True):
            tell_asked(file, found)
    if any(one.holding < len(one.claims) for one in results):
        raise typer.Exit(1)


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="A", help="A rule file, or a version of the office: 2024, xxcy/2024.")
    ],
    new: Annotated[str, typer.Argument(metavar="B", help="The version it is compared with.")],
    period: Annotated[
        str | None, typer.Option(help="Score this period under both: whose place changes, and why.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", help="Write it as a page too; needs --period.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Say what changed between two versions; with a period, who gains and loses by it."""
    from reports.subjects.whatif.comparison import compare
    from rulebook.difference import differences, renumbered
    from rulebook.loading import read_rule
    from tongbao import moving
    from tongbao.drafting import write_comparison
    from tongbao.freshness import tell_outdated
    from tongbao.rescoring import read_for, two_versions

    if page and not period:
        raise DataError(
            "写成网页要有一个统计期：请加 --period，例如 --period 2025-Q1",
            "a page needs a period: say --period 2025-Q1",
        )
    paths = [_version(home, org, named) for named in (old, new)]
    # Two files are compared without a home; only a period needs one.
    was, now = (read_for(place_of(home, org), path) if period else read_rule(path) for path in paths)
    if was.rule.scheme != now.rule.scheme:
        raise DataError(
            f"{was.rule.scheme} 和 {now.rule.scheme} 是两个方案，不能比：请写同一方案的两个版本",
            f"{was.rule.scheme} and {now.rule.scheme} are two schemes: name two versions of one",
        )
    sentences = differences(was.rule, now.rule)
    for sentence in sentences or ("两个版本除例子外没有不同",):
        say(sentence, sentence)
    if period:
        chosen = Period.parse(period)
        with working("按两个版本重算", "scoring under both versions"):
            place = place_of(home, org)
            tell_outdated(place)
            standings = two_versions(place, chosen, was, now)
        comparison = compare(*standings, renumbered(was.rule, now.rule))
        moving.tell(comparison, chosen)
        if page:
            write_comparison(comparison, sentences, chosen, place.office().settings.name, page)
            say(f"已写好 {page}", f"{page} is written")


def _version(home: Path, org: str | None, named: str) -> Path:
    from tongbao.rescoring import find_version

    path = Path(named)
    return path if path.is_file() else find_version(place_of(home, org), named)


@app.command()
def whatif(
    draft: Annotated[Path, typer.Argument(help="The draft: a rule file, anywhere.")],
    period: Annotated[str, typer.Option(help="The period it is tried on.")],
    to: Annotated[Path | None, typer.Option(help="The page; default: in the home's exports.")] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Try a draft on a real period against the version in force; write one page, change nothing else."""
    from tongbao.drafting import try_draft, write_page
    from tongbao.freshness import tell_outdated
    from tongbao.rescoring import read_for

    place, chosen = place_of(home, org), Period.parse(period)
    read = read_for(place, draft)
    tell_outdated(place)
    with working("按草案重算", "scoring under the draft"):
        result = try_draft(place, read, chosen)
    target = to or place.home.exports / f"whatif-{read.rule.scheme}-{read.rule.version}-{chosen.code}.html"
    write_page(result, place.office().settings.name, target)
    say(f"已写好 {target}", f"{target} is written")


@app.command()
def form(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A rule file, or a version of the office: xxcy/2025.")],
    to: Annotated[Path | None, typer.Option(help="The workbook; default: in the home's exports.")] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    on: OnOption = None,
    lang: LangOption = "zh",
) -> None:
    """Write the register this rule needs, as a workbook with lists to choose from, to send to the units."""
    from rulebook.form import render
    from tongbao.rescoring import find_version, read_for
    from warehouse.files import replace_file

    place = place_of(home, org)
    read = read_for(place, find_version(place, file))
    target = to or place.home.exports / f"登记表-{read.rule.scheme}-{read.rule.version}.xlsx"
    replace_file(target, render(read.rule, place.office(), day_of(on)))
    say(f"已写好 {target}", f"{target} is written")


@app.command()
def close(
    files: FilesArgument,
    on: Annotated[datetime | None, day_option("--on", "Day of closing; default: today.")] = None,
    edition: Annotated[str, typer.Option(help="The edition that used the version.")] = "",
    lang: LangOption = "zh",
) -> None:
    """Pin versions that were used in an issued edition: an edited file is refused from then on."""
    from rulebook import closed
    from tongbao.rules import read_files
    from tongbao.trials import rule_paths

    read = read_files(rule_paths(files))
    new = closed.close(read, day_of(on), edition)
    for file in read:
        if file in new:
            say(f"已封存 {file.path}（{file.sha256[:12]}…）", f"closed {file.path} ({file.sha256[:12]}…)")
        else:
            say(f"早已封存 {file.path}，没有改动", f"{file.path} was closed before and is unchanged")
