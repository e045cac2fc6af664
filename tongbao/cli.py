"""`tongbao`: one command for each stage, and `run` for all of them."""

from __future__ import annotations

import getpass
import sys
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

# What a command works with is imported in the command: who asks for help or lands a file waits for nothing else.
from tongbao import issuing, objecting, rules_cli, template_cli
from tongbao.options import (
    DEFAULT_HOME,
    AsOfOption,
    ByOption,
    HomeOption,
    LangOption,
    NothingDueOption,
    OnePeriodOption,
    OnOption,
    OrgOption,
    PathsArgument,
    PeriodOption,
    ReceivedOption,
    UnitOption,
    day_given,
    day_of,
    day_option,
    named_place,
    place_of,
)
from tongbao.speaking import complain, say, speak_any_encoding, typed, unreadable, working
from warehouse.errors import BrokenError, DataError, TongbaoError, of_machine
from warehouse.period import Grain, Period
from warehouse.shipped import UNNAMED

if TYPE_CHECKING:
    from expectations.outcome import Finding
    from tongbao.place import Place


class _Told(TyperGroup):
    """Ends every command that meets a known problem with its sentence and exit code, never with a traceback."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            args = [typed(argument) for argument in args]
        except DataError as error:
            complain(error)
            ctx.exit(error.exit_code)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TongbaoError as error:
            told = error
        except OSError as error:
            told = of_machine(error)
        except UnicodeEncodeError as error:
            if error.reason != "surrogates not allowed":
                raise
            told = unreadable(str(error.object))
        complain(told)
        return ctx.exit(told.exit_code)


app = typer.Typer(
    cls=_Told, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
app.add_typer(rules_cli.app, name="rules")
app.add_typer(template_cli.app, name="template")
app.add_typer(objecting.app, name="object")
for _command in (issuing.issue, issuing.revise, issuing.verify):
    app.command()(_command)


def _tell_version(asked: bool) -> None:
    if asked:
        from reports.editions.sources import version

        typer.echo(f"tongbao {version()}")
        raise typer.Exit


@app.callback()
def _of_all(
    _: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Say the version, and nothing else.")
    ] = False,
) -> None:
    """What holds for every command."""


@app.command()
def init(
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    registry: Annotated[
        Path | None,
        typer.Option(help="Make the office's folder from the lists here: units.csv, outlets.csv ..."),
    ] = None,
    name: Annotated[str, typer.Option(help="The office's full name, for a new folder.")] = UNNAMED,
    counted_from: Annotated[
        datetime | None, day_option("--counted-from", "First day counted; default: 1 January.")
    ] = None,
    lang: LangOption = "zh",
) -> None:
    """Make a home and check the office's folder, or make that too from the lists the desk keeps."""
    from warehouse.belonging import refuse_another, remember
    from warehouse.starter import start_office

    place = named_place(home, org)
    refuse_another(place.home, place.office_folder)
    if registry:
        first_day = day_given(counted_from) or day_of(None).replace(month=1, day=1)
        for note in start_office(place.office_folder, registry, name, first_day):
            say(f"  提醒：{note.zh}", f"  note: {note.en}")
        say(f"已建好 {place.office_folder}：请核对 office.toml、circular.toml 和 rules 中的分值",
            f"{place.office_folder} is made: check office.toml, circular.toml and the points in rules")  # fmt: skip
    office = place.office()
    place.home.prepare()
    remember(place.home, place.office_folder, anew=True)
    say(
        f"已建好 {place.home.root}；{office.settings.name}：{len(office.units)} 个单位，{len(office.outlets)} 家刊物媒体。"
        f"把收到的文件放进 {place.home.inbox}，再运行 tongbao run",
        f"{place.home.root} is ready; {len(office.units)} units, {len(office.outlets)} outlets. "
        f"Drop files into {place.home.inbox}, then: tongbao run",
    )


@app.command()
def fetch(
    names: Annotated[
        list[str] | None, typer.Argument(help="Sources of connections.toml by name; default: all.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    received_on: ReceivedOption = None,
    lang: LangOption = "zh",
) -> None:
    """Bring what the office's sites, feeds and shared folders have that is new into the inbox."""
    from tongbao import fetching

    place = place_of(home, org)
    if not place.has_connections:
        say(
            f"{place.office_folder} 没有 connections.toml：没有要取的网站和共享文件夹",
            f"{place.office_folder} has no connections.toml: nothing to fetch",
        )
        return
    fetching.hold(fetching.tell(place, names or [], day_of(received_on)))


@app.command()
def land(
    paths: PathsArgument = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    received_on: ReceivedOption = None,
    nothing_new_exit: Annotated[
        int, typer.Option("--nothing-new-exit", help="Exit code when nothing new came, for schedulers.")
    ] = 0,
    lang: LangOption = "zh",
) -> None:
    """Take deliveries in: keep their bytes, read their rows."""
    from tongbao.arrivals import take_in

    landed = take_in(place_of(home, org), paths, day_of(received_on))
    if landed == 0 and nothing_new_exit:
        raise typer.Exit(nothing_new_exit)


@app.command()
def build(home: HomeOption = DEFAULT_HOME, org: OrgOption = None, lang: LangOption = "zh") -> None:
    """Build the warehouse from what landed, check it, promote it."""
    _build(place_of(home, org))


def _build(place: Place) -> None:
    from tongbao import revising
    from tongbao.stages import REFUSED, build_warehouse

    refused = place.home.build / REFUSED
    refused.unlink(missing_ok=True)
    try:
        with working("建库并检验", "building and testing"):
            built = build_warehouse(place)
    except DataError:
        if refused.exists():
            from tongbao import statement

            statement.tell(refused, place.home.exports)
        raise
    _warn(built.warned)
    if built.node_count:
        say(
            f"建库：{built.node_count} 个模型和检验全部通过，已启用 {place.home.current}（{built.fingerprint}）",
            f"built: {built.node_count} models and tests passed, {place.home.current} is now {built.fingerprint}",
        )
    else:
        say(
            f"建库：来件和设置都没有变化，仍用 {built.fingerprint}",
            f"built: nothing changed, still {built.fingerprint}",
        )
    revising.tell_after_build(place.home.current)


@app.command(name="check")
def check_gate(
    gate: Annotated[
        Literal["landed", "marts", "period", "printed"],
        typer.Argument(
            help="Which gate; printed: the office's old circulars against its rules, no home needed."
        ),
    ],
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    grain: Annotated[Grain, typer.Option(help="Of the newest complete period.")] = "month",
    nothing_due_exit: NothingDueOption = 0,
    lang: LangOption = "zh",
) -> None:
    """Hold the data against the checks of one gate."""
    from tongbao.freshness import refuse_outdated

    place = place_of(home, org)
    if gate == "printed":
        _check_printed(place, Period.parse(period) if period else None)
        return
    chosen = _judged(gate, period) if period else None
    if gate == "period" and chosen:
        refuse_outdated(place)
    elif gate == "period":
        chosen = _due(place, grain, as_of, nothing_due_exit)
    _check(place, gate, chosen)


def _judged(gate: str, period: str) -> Period:
    """Return the period that a gate is to judge; raise `DataError` where it judges none, or only months."""
    if gate == "marts":
        raise DataError(
            "check marts 检查整个数据仓库，不分统计期：不要加 --period，或改用 check period",
            "check marts judges the whole warehouse: leave --period out, or say check period",
        )
    return Period.parse_of("month", period) if gate == "landed" else Period.parse(period)


def _warn(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        say(f"  提醒：{finding.zh}", f"  warning: {finding.en}")


def _check(place: Place, gate: str, period: Period | None) -> None:
    from tongbao.stages import check, hold_gate

    outcome = check(place, gate, period)
    what = period.zh if period else {"landed": "全部来件", "marts": "数据仓库"}[gate]
    _warn(hold_gate(outcome, what))
    say(f"检查（{what}）：{len(outcome.held)} 项全部通过", f"checked {gate}: {len(outcome.held)} held")


def _check_printed(place: Place, period: Period | None) -> None:
    """Say of each printed circular how much of it the rule gives; what it does not is a warning, not a failure."""
    from tongbao.printed import compare_printed, warnings

    with working("核对印发过的通报", "comparing what was printed"):
        comparisons = compare_printed([place.office()], period.code if period else None)
    for one in comparisons:
        count, agreeing = len(one.figures), len(one.agreeing)
        say(
            f"检查（{one.circular.name} {one.circular.sheet.title}）：{count} 个数中 {agreeing} 个相符，"
            f"{one.row_count} 行中 {one.reproduced_count} 行全部相符",
            f"checked printed {one.circular.name}: {agreeing} of {count} figures agree, "
            f"{one.reproduced_count} of {one.row_count} rows in full",
        )
        _warn(warnings(one))


@app.command(name="report")
def write_report(
    grain: Annotated[Grain, typer.Argument(help="Of a month, a quarter, a half-year or a year.")],
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    period: PeriodOption = None,
    as_of: AsOfOption = None,
    nothing_due_exit: NothingDueOption = 0,
    draft: Annotated[bool, typer.Option("--draft", help="Always so: `issue` makes them final.")] = True,
    lang: LangOption = "zh",
) -> None:
    """Write the reports of a period as drafts, watermarked; `issue` makes them final."""
    from tongbao.freshness import refuse_outdated

    place, chosen = place_of(home, org), Period.parse_of(grain, period) if period else None
    if chosen:
        refuse_outdated(place)
    _report(place, chosen or _due(place, grain, as_of, nothing_due_exit), as_of)


def _due(place: Place, grain: Grain, as_of: datetime | None, nothing_due_exit: int) -> Period:
    """Return the newest complete period; for a schedule that whose report is due, and the end of the command if there is none."""
    from tongbao import due
    from tongbao.freshness import refuse_outdated

    if not nothing_due_exit:
        refuse_outdated(place)
        return due.newest(place, grain, day_of(as_of), is_named=as_of is not None)
    awaited = due.awaited(place, grain, day_of(as_of))
    if awaited is None:
        raise typer.Exit(nothing_due_exit)
    refuse_outdated(place)
    return awaited


def _report(place: Place, period: Period, as_of: datetime | None) -> None:
    from tongbao import revising
    from tongbao.stages import report

    with working(f"编制{period.zh}报表", f"writing the reports of {period.code}"):
        folder = report(place, period, day_given(as_of))
    for path in sorted(folder.iterdir()):
        say(f"  {path}", f"  {path}")
    revising.tell_after_report(place.home, period, folder)
    index = place.home.root / "index.html"
    say(f"  目录：{index}", f"  index: {index}")


@app.command()
def run(
    paths: PathsArgument = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    period: PeriodOption = None,
    received_on: ReceivedOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "zh",
) -> None:
    """Fetch, land, build, check and report in one go, without the scheduler."""
    from tongbao import due, statement
    from tongbao.arrivals import take_in

    place, chosen = place_of(home, org), Period.parse(period) if period else None
    # Who names paths wants just these.
    failed = _fetch(place, day_of(received_on)) if not paths and place.has_connections else None
    take_in(place, paths, day_of(received_on))
    _build(place)
    if chosen:
        periods = [chosen]
    else:
        grains: tuple[Grain, ...] = ("month", "quarter")
        periods = [one for grain in grains if (one := due.newest_complete(place, grain, day_of(as_of)))]
    try:
        for one in periods:
            _check(place, "period", one)
            say(f"{one.zh}报表：", f"reports of {one.code}:")
            _report(place, one, as_of)
    finally:
        statement.tell(place.home.current, place.home.exports)
    if failed:
        raise failed


def _fetch(place: Place, received_on: date) -> TongbaoError | None:
    """Fetch; return what failed instead of raising it, for what has arrived otherwise is to be taken in all the same."""
    from tongbao import fetching

    try:
        fetching.hold(fetching.tell(place, [], received_on))
    except TongbaoError as error:
        complain(error)
        return error
    return None


@app.command()
def export(
    what: Annotated[
        Literal["records", "rejects", "duplicates", "other", "claims"] | None,
        typer.Argument(help="Which; default: all."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    to: Annotated[Path | None, typer.Option(help="Folder; default: the home's exports.")] = None,
    lang: LangOption = "zh",
) -> None:
    """Write neutral csv files: what counts, what does not and why, what was reported twice, what is no adoption."""
    from reports.neutral import KINDS
    from tongbao import statement
    from tongbao.freshness import tell_outdated
    from warehouse.belonging import knows
    from warehouse.home import Home

    own = Home(home.resolve())
    if org or knows(own):
        tell_outdated(place_of(home, org))
    statement.list_records(own.current, to or own.exports, [what] if what else KINDS)


@app.command()
def questions(
    answer: Annotated[
        Path | None, typer.Option("--answer", metavar="FILE", help="Take a filled workbook back.")
    ] = None,
    by: ByOption = None,
    on: OnOption = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The workbook to write; default: questions.xlsx in the home's exports."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Write what only a person can settle as one workbook; take the answers back."""
    from tongbao import clerk
    from tongbao.freshness import tell_outdated

    place = place_of(home, org)
    if answer:
        clerk.take_back(place, answer, by or getpass.getuser(), day_of(on))
    else:
        tell_outdated(place)
        clerk.ask_all(place, to or place.home.exports / "questions.xlsx")


@app.command()
def explain(
    unit: UnitOption,
    period: OnePeriodOption,
    scheme: Annotated[str | None, typer.Option("--scheme", help="Default: the office's main scheme.")] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Print a unit's account of a period: every score line, its sentence, and where it came from."""
    from tongbao import account
    from tongbao.freshness import tell_outdated

    place, chosen = place_of(home, org), Period.parse(period)
    tell_outdated(place)
    account.tell(account.account(place.home.current, scheme or place.office().settings.scheme, chosen, unit))


@app.command()
def units(
    period: OnePeriodOption,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "zh",
) -> None:
    """Write every unit's own sheet of a period: what counts, what does not and why, and the form for objections."""
    from tongbao import unit_sheets
    from tongbao.freshness import refuse_outdated

    chosen, place = Period.parse(period), place_of(home, org)
    refuse_outdated(place)
    with working(f"编制{chosen.zh}各单位得分单", f"writing the unit sheets of {chosen.code}"):
        folder, written = unit_sheets.write_unit_sheets(place, chosen, day_given(as_of))
    say(
        f"{folder}：{len(written.accounts)} 个单位的得分单",
        f"{folder}: sheets of {len(written.accounts)} units",
    )
    if written.homeless_count:
        say(
            f"另有 {written.homeless_count} 条未计入的记录看不出属于哪个单位，只列在统计表的《未计入记录》里",
            f"{written.homeless_count} records not counted name no known unit: they stand in the workbook only",
        )


@app.command()
def claims(
    unit: UnitOption,
    period: OnePeriodOption,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Hold what a unit reported against what publishers show: what is confirmed, and what only one side has."""
    from tongbao import claims as held
    from tongbao.freshness import tell_outdated

    wanted, place = Period.parse(period), place_of(home, org)
    tell_outdated(place)
    name, found, cautions = held.claims(place.home.current, wanted, unit)
    held.tell(name, wanted, found, cautions)


@app.command()
def doctor(home: HomeOption = DEFAULT_HOME, org: OrgOption = None, lang: LangOption = "zh") -> None:
    """Check the machine, the home and the office's folder."""
    from tongbao.doctor import examine

    findings = examine(named_place(home, org))
    for finding in findings:
        mark = "✓" if finding.is_well else "✗"
        say(f"{mark} {finding.zh}", f"{mark} {finding.en}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


@app.command()
def demo(home: HomeOption = Path("demo-home"), org: OrgOption = None, lang: LangOption = "zh") -> None:
    """Run a month and a quarter of the sample office through the real DAGs."""
    from tongbao.demo import run_demo

    place = place_of(home, org or "sample")
    run_demo(place.home.root, place.office_folder)


def main() -> None:
    """Run the command line; a bug ends in its traceback and exit code 3, so that 1 always means the data."""
    speak_any_encoding()
    try:
        app()
    except Exception:  # noqa: BLE001 - the outermost edge: nothing is swallowed, only the exit code is set
        traceback.print_exc()
        sys.exit(BrokenError.exit_code)
