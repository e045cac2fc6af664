# ruff: noqa: ARG001, PLR0913 - every option of a command is a parameter
"""`tongbao object`: objections of units raised, decided, listed."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tongbao.options import (
    DEFAULT_HOME,
    ByOption,
    HomeOption,
    LangOption,
    OnOption,
    OrgOption,
    day_of,
    place_of,
)
from tongbao.speaking import say
from warehouse.period import Period

if TYPE_CHECKING:
    from warehouse.objections import Objection

app = typer.Typer(no_args_is_help=True, help="Objections: raise, decide, list.")


@app.command(name="raise")
def raise_objection(
    period: Annotated[str, typer.Option("--period", help="The period disputed: 2025-03, 2025-Q1 …")],
    unit: Annotated[str, typer.Option("--unit", help="Who objects, by the name in units.csv.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is printed.")],
    record: Annotated[str | None, typer.Option("--record", help="The record disputed, by its id.")] = None,
    line: Annotated[str | None, typer.Option("--line", help="Or the score line, by its id.")] = None,
    by: ByOption = None,
    on: OnOption = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Enter a unit's objection to a record or a score line."""
    from tongbao import disputes

    place, day = place_of(home, org), day_of(on)
    raised = disputes.raise_one(
        place, Period.parse(period), unit, (record, line), by or getpass.getuser(), day, reason
    )
    late = bool(raised.open_until and raised.raised_on > raised.open_until)
    window = "" if raised.open_until else "（这一期的通报还没有编过，公示期未定）"
    say(
        f"已登记异议 {raised.objection_id}：{unit}，{period}"
        + (f"（逾期提出：公示期至 {raised.open_until}）" if late else window)
        + f"。办理：tongbao object decide {raised.objection_id} upheld|dismissed --why 理由",
        f"objection {raised.objection_id} is entered" + (" (late)" if late else ""),
    )


@app.command()
def decide(
    objection: Annotated[str, typer.Argument(metavar="ID", help="The objection, such as 2025-001.")],
    outcome: Annotated[Literal["upheld", "dismissed"], typer.Argument(help="How it ends.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it is printed.")],
    correction: Annotated[
        str | None, typer.Option("--correction", help="If upheld: 不计, 计入, or 日期=2025-03-05；单位=…")
    ] = None,
    by: ByOption = None,
    on: OnOption = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """Decide an objection; an upheld one becomes a dated correction."""
    from tongbao import disputes
    from warehouse.objections import OUTCOMES

    decided = disputes.decide(
        place_of(home, org), objection, outcome, by or getpass.getuser(), day_of(on), why, correction
    )
    say(
        f"异议 {objection} 已办结：{OUTCOMES[outcome]}"
        + (
            f"，更正“{correction}”已记入 decisions.csv，运行 tongbao build 后生效"
            if correction and decided.record_id
            else ""
        ),
        f"objection {objection}: {outcome}",
    )


@app.command(name="list")
def list_objections(
    period: Annotated[str | None, typer.Option("--period", help="Only those to this period.")] = None,
    home: HomeOption = DEFAULT_HOME,
    org: OrgOption = None,
    lang: LangOption = "zh",
) -> None:
    """List the objections and what became of them."""
    from tongbao import disputes

    found = disputes.all_of(place_of(home, org), Period.parse(period) if period else None)
    for one in found:
        say(_told(one), f"{one.objection_id} {one.period} {one.unit}: {one.outcome}")
    count = sum(one.outcome == "open" for one in found)
    say(f"异议 {len(found)} 件，其中待办 {count} 件", f"{len(found)} objections, {count} open")


def _told(one: Objection) -> str:
    from warehouse.objections import OUTCOMES

    subject = f"得分明细 {one.score_line_id}" if one.score_line_id else f"记录 {one.record_id}"
    decided = f"，{one.decided_on}，{one.why}" if one.decided_on else ""
    raised = f"{one.objection_id} {one.period} {one.unit} {one.raised_on}"
    return f"{raised} {subject}：{one.reason}（{OUTCOMES[one.outcome]}{decided}）"
