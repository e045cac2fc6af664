"""A unit's claims of a period held against their sources: what only it reports, and what only publishers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports import when
from reports.subjects.notes import query as query_notes
from tongbao.account import unit_answering
from tongbao.speaking import say
from warehouse.database import read_only
from warehouse.period import Period

_CLAIMS = """
    select
        claim.claim_code, claim.is_watched, claim.is_counted, claim.adopted_on, outlet.outlet_name, claim.article_title,
        concat_ws(' ', record.file_name, nullif(record.sheet_name, ''), '第' || record.row_number || '行')
    from marts.fct_claim as claim
    inner join marts.dim_unit_lineage as lineage
        on claim.unit_code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_period_month as month
        on claim.month_code = month.month_code and month.period_code = $period and month.is_inside
    inner join marts.dim_outlet as outlet using (outlet_code)
    left join marts.fct_record as record
        on record.record_id = coalesce(claim.claimed_record_id, claim.observed_record_id)
    where lineage.reporting_unit_code = $unit
    order by claim.adopted_on, outlet.outlet_name, claim.article_title
"""


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """An adoption with who shows it; `source` is the unit's row, or the publisher's where the unit has none."""

    code: str
    is_watched: bool
    is_counted: bool
    adopted_on: date
    outlet: str
    title: str
    source: str


def claims(database: Path, period: Period, unit: str) -> tuple[str, tuple[SourcedClaim, ...], tuple[str, ...]]:
    """Return the name of the unit that answers in the period, its adoptions with who shows them, and what is lacking."""
    with read_only(database) as connection:
        own = when.read_known(connection, period)
        _, code, name = unit_answering(connection, period, unit)
        rows = connection.execute(_CLAIMS, {"period": period.code, "unit": code}).fetchall()
        cautions = query_notes.cautions(own, query_notes.unread(connection, own), name)
    return name, tuple(SourcedClaim(*row) for row in rows), cautions


def tell(name: str, period: Period, found: Sequence[SourcedClaim], cautions: Sequence[str]) -> None:
    """Say what both sides show in one line, and list what only one of them does."""
    confirmed = sum(one.code == "confirmed" for one in found)
    say(
        f"{name} {period.zh}：采用 {len(found)} 篇，其中单位报送且见于刊物来件 {confirmed} 篇",
        f"{name} {period.code}: {len(found)} adoptions, {confirmed} shown by the unit and the publisher",
    )
    for caution in cautions:
        say(f"提醒：{caution}", f"warning: {caution}")
    _list(
        "刊物来件中有、单位没有报送（请单位核对后补报）", "shown by the publisher only",
        [one for one in found if one.code == "observed_only"],
    )  # fmt: skip
    alone = [one for one in found if one.code == "claimed_only"]
    _list(
        "单位报送了、当月刊物来件中没有（请补样报样刊或链接）", "reported only, though the publisher's side has arrived",
        [one for one in alone if one.is_watched],
    )  # fmt: skip
    _list(
        "只有单位报送，该刊物当月没有来件可以核对", "reported only, nothing of the publisher has arrived",
        [one for one in alone if not one.is_watched],
    )  # fmt: skip


def _list(zh: str, en: str, found: Sequence[SourcedClaim]) -> None:
    if not found:
        return
    say(f"{zh}：{len(found)} 篇", f"{en}: {len(found)}")
    for one in found:
        counted = "" if one.is_counted else "（不计）"
        line = f"  {one.adopted_on} 《{one.outlet}》 {one.title}{counted}  {one.source}"
        say(line, line)
