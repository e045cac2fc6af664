"""A unit's account: every score line that counts in a period, and the cell of a delivered file it came from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import duckdb

from reports import when
from reports.saying.measure import measure
from reports.subjects.notes import query as query_notes
from reports.subjects.whatif.standing import REUSED
from tongbao.speaking import say
from warehouse.database import read_only
from warehouse.errors import BrokenError, DataError
from warehouse.period import Period

_UNITS = """
    select distinct unit.unit_code, unit.unit_name, unit.effective_from
    from marts.dim_unit as unit
    left join marts.dim_name as known on known.kind = 'unit' and known.is_own and unit.unit_code = known.code
    where $asked in (unit.unit_code, unit.unit_name) or known.name_key = $key
    order by unit.effective_from, unit.unit_code
"""
_ANSWERING = """
    select lineage.unit_code, lineage.reporting_unit_code, lineage.reporting_unit_name
    from marts.dim_unit_lineage as lineage
    where lineage.period_code = $period and list_contains($codes, lineage.unit_code)
"""
_LINES = """
    select
        line.step,
        line.rule_version,
        line.rule_line_id,
        rule.wording,
        line.points,
        line.explanation,
        line.adopted_on,
        coalesce(adoption.article_title, record.article_title, piece.article_title) as title,
        concat_ws(' ', record.file_name, nullif(record.sheet_name, ''), '第' || record.row_number || '行') as source,
        coalesce(line.person, ''),
        line.unit_code,
        unit.unit_name,
        unit.effective_to
    from marts.fct_score_line as line
    inner join marts.dim_period_month as month
        on line.month_code = month.month_code and month.period_code = $period and month.is_inside
    inner join marts.dim_unit_lineage as lineage
        on line.unit_code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_unit as unit on line.unit_code = unit.unit_code
    left join marts.fct_adoption as adoption
        on line.adoption_id = adoption.adoption_id and line.unit_code = adoption.unit_code
    left join marts.fct_record as record on coalesce(adoption.record_id, line.other_record_id) = record.record_id
    left join marts.fct_piece as piece on line.piece_id = piece.piece_id
    inner join marts.dim_rule_line as rule
        on
            line.scheme_code = rule.scheme_code
            and line.rule_version = rule.rule_version
            and line.rule_line_id = rule.rule_line_id
    where line.scheme_code = $scheme and lineage.reporting_unit_code = $unit
    order by
        list_position($steps, line.step), line.rule_version, rule.line_order, line.rule_line_id, line.month_code,
        line.adopted_on, title, source, line.person, line.unit_code
"""
_STANDING = """
    select
        score.points, ranking.group_code, ranking.place, ranking.is_tied, ranking.is_decided_by_break,
        ranking.missed_gates, ranking.marks, ranking.award, coalesce(version.is_grouped, true), version.scheme_name,
        version.rule_version, version.counted_in
    from marts.fct_unit_period_score as score
    inner join marts.fct_ranking as ranking using (scheme_code, period_code, unit_code)
    inner join marts.dim_period as period using (period_code)
    left join marts.dim_rule_version as version
        on
            score.scheme_code = version.scheme_code
            and period.last_day between version.effective_from and version.effective_to
    where score.scheme_code = $scheme and score.period_code = $period and score.unit_code = $unit
"""
_STEPS = {
    "tariff": ("稿件得分", "tariff"),
    "addition": ("加分和扣分", "additions"),
    "reuse": (REUSED, "reuse"),
    "piece": ("单篇封顶和归零", "limits within a piece"),
    "duty": ("基本分、任务和连续", "base, tasks, streaks"),
    "limit": ("封顶和保底", "caps and floors"),
    "zero": ("归零", "set to zero"),
    "conversion": ("折算和分配", "conversion"),
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A score line with what it is on."""

    step: str
    version: str
    line: str
    wording: str
    points: Decimal
    explanation: str
    day: date | None
    title: str | None
    source: str
    person: str
    unit_code: str
    unit_name: str
    unit_until: date


@dataclass(frozen=True, slots=True)
class PublishedStanding:
    """What was published of the unit: points, place and what goes with it."""

    points: Decimal
    group: str
    place: int | None
    is_tied: bool
    is_decided_by_break: bool
    missed_gates: str | None
    marks: str | None
    award: str | None
    is_grouped: bool
    scheme_name: str | None
    version: str | None
    counted_in: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the unit that answers in a period; `asked` is the unit by which it was found."""

    asked: str
    unit_code: str
    unit_name: str
    scheme: str
    period: Period
    standing: PublishedStanding
    lines: tuple[AccountLine, ...]
    cautions: tuple[str, ...]  # what makes the figures incomplete

    @property
    def total(self) -> Decimal:
        """What all lines come to."""
        return sum((line.points for line in self.lines), Decimal(0))


def account(database: Path, scheme: str, period: Period, unit: str) -> Account:
    """Read the account of a unit, named or by its code; raise `BrokenError` if it does not add up to the published score."""
    with read_only(database) as connection:
        _refuse_unknown(connection, scheme)
        own = when.read_known(connection, period)
        asked, code, name = unit_answering(connection, period, unit)
        wanted = {"scheme": scheme, "period": period.code, "unit": code}
        lines = connection.execute(_LINES, {**wanted, "steps": list(_STEPS)}).fetchall()
        standing = connection.execute(_STANDING, wanted).fetchone()
        cautions = query_notes.cautions(own, query_notes.unread(connection, own), name)
    if standing is None:
        raise BrokenError(
            f"{name} 在 {period.code} 没有公布的得分", f"{code} has no published score in {period.code}"
        )
    found = Account(
        asked, code, name, scheme, period, PublishedStanding(*standing), tuple(AccountLine(*line) for line in lines),
        cautions,
    )  # fmt: skip
    if found.total != found.standing.points:
        raise BrokenError(
            f"{name} {period.code} 各行合计 {_plain(found.total)}，公布的得分是 {_plain(found.standing.points)}",
            f"the lines of {code} in {period.code} add up to {found.total}, published is {found.standing.points}",
        )
    return found


def _refuse_unknown(connection: duckdb.DuckDBPyConnection, scheme: str) -> None:
    schemes = [
        row[0]
        for row in connection.execute("select distinct scheme_code from marts.dim_rule_version").fetchall()
    ]
    if scheme not in schemes:
        known = "、".join(sorted(schemes))
        raise DataError(
            f"没有计分方案“{scheme}”（现有：{known}）", f"no scheme {scheme!r}; there are: {known}"
        )


def unit_answering(connection: duckdb.DuckDBPyConnection, period: Period, unit: str) -> tuple[str, str, str]:
    """Return the unit that is meant by its own name, and code and name of the one that answers for it in the period."""
    key = re.sub(r"^中共|\s", "", unit)
    units = connection.execute(_UNITS, {"asked": unit, "key": key}).fetchall()
    if not units:
        raise _unknown_unit(connection, unit)
    codes = [code for code, _, _ in units]
    answering = connection.execute(_ANSWERING, {"period": period.code, "codes": codes}).fetchall()
    if not answering:
        raise DataError(
            f"单位“{units[0][1]}”在 {period.code} 还不存在（从 {units[0][2]} 起）",
            f"unit {unit!r} is not there in {period.code} (it begins on {units[0][2]})",
        )
    if len({code for _, code, _ in answering}) > 1:
        listed = "、".join(f"{code} {name}" for code, name, _ in units)
        raise DataError(
            f"“{unit}”指的是哪一个单位：{listed}？请写编号", f"{unit!r} may be {listed}: name it by its code"
        )
    asked = next(name for code, name, _ in reversed(units) if code in {each[0] for each in answering})
    return asked, answering[0][1], answering[0][2]


def _unknown_unit(connection: duckdb.DuckDBPyConnection, unit: str) -> DataError:
    rows = connection.execute(
        "select unit_name, unit_code from marts.dim_unit order by unit_order"
    ).fetchall()
    names = [name for row in rows for name in row]
    near = difflib.get_close_matches(unit, names, n=5, cutoff=0.3) or names[::2][:5]
    return DataError(
        f"单位“{unit}”不在单位名单中（相近的有：{'、'.join(near)}）",
        f"no unit {unit!r}; near: {', '.join(near)}",
    )


def tell(found: Account) -> None:
    """Say the account: the place, every line with its sentence and source, subtotals, the sum."""
    standing = found.standing
    name = standing.scheme_name or found.scheme
    version = f"（{standing.version}版）" if standing.version else ""
    say(f"{found.unit_name}（{found.unit_code}） {found.period.zh} {name}{version}",
        f"{found.unit_name} ({found.unit_code}) {found.period.code} {found.scheme} {standing.version or ''}")  # fmt: skip
    counted = measure(standing.counted_in)
    say(f"{counted.noun} {_plain(standing.points)} {counted.unit}，{_place(standing, is_whole=not found.cautions)}",
        f"score {_plain(standing.points)}, place {standing.place or 'none'}{' (tied)' if standing.is_tied else ''}")  # fmt: skip
    for zh, en in _notes(found):
        say(zh, en)
    for caution in found.cautions:
        say(f"提醒：{caution}", f"warning: {caution}")
    for step, lines in groupby(found.lines, key=lambda line: line.step):
        _tell_step(step, list(lines), found)
    say(f"合计 {_plain(found.total)}，与公布的{counted.noun}一致", f"sum {_plain(found.total)}, as published")


def _place(standing: PublishedStanding, *, is_whole: bool) -> str:
    where = f"{standing.group}组" if standing.is_grouped else "全体"
    where = where if is_whole else f"暂列{where}"
    parts = ["不排名" if standing.place is None else f"{where}第 {standing.place} 名"]
    parts += ["与其他单位并列"] if standing.is_tied else []
    parts += ["同分，按办法分先后"] if standing.is_decided_by_break else []
    parts += [f"未完成 {standing.missed_gates}，不排名"] if standing.missed_gates else []
    parts += [f"注明：{standing.marks}"] if standing.marks else []
    parts += [f"奖项：{standing.award}"] if standing.award else []
    return "，".join(parts)


def _notes(found: Account) -> Iterator[tuple[str, str]]:
    """What was reported under another name and counts here."""
    if found.asked != found.unit_name:
        yield (f"{found.asked} 已由 {found.unit_name} 承接，本期按 {found.unit_name} 计",
               f"{found.asked} was taken over by {found.unit_name}, which answers for it in this period")  # fmt: skip
    others = sorted(
        (line for line in found.lines if line.unit_code != found.unit_code), key=lambda line: line.unit_code
    )
    for (name, until), lines in groupby(others, key=lambda line: (line.unit_name, line.unit_until)):
        mine = list(lines)
        points = _plain(sum((line.points for line in mine), Decimal(0)))
        unit = measure(found.standing.counted_in).unit
        yield (f"其中 {name}（到 {until}）{len(mine)} 行，{points} {unit}，由 {found.unit_name} 承接",
               f"of which {name} (until {until}): {len(mine)} lines, {points}")  # fmt: skip


def _tell_step(step: str, lines: list[AccountLine], found: Account) -> None:
    subtotal = _plain(sum((line.points for line in lines), Decimal(0)))
    say("", "")
    say(f"{_STEPS[step][0]} {subtotal}", f"{_STEPS[step][1]} {subtotal}")
    several = len({line.version for line in found.lines}) > 1
    for (version, line, wording), group in groupby(
        lines, key=lambda each: (each.version, each.line, each.wording)
    ):
        mine = list(group)
        name = "" if line == "unlisted" else f"{f'{version}版 ' if several else ''}{line} "
        sum_of = _plain(sum((each.points for each in mine), Decimal(0)))
        said = f"{name}{wording}"
        say(f"  {said}：{len(mine)} 行，{sum_of}", f"  {said}: {len(mine)} lines, {sum_of}")
        for each in mine:
            _tell_line(each, found)


def _tell_line(line: AccountLine, found: Account) -> None:
    about = [str(line.day)] if line.day else []
    about += [line.title] if line.title else []
    about += [f"（{line.unit_name}）"] if line.unit_code != found.unit_code else []
    about += [line.person] if line.person else []
    first = f"    {_plain(line.points):>6}  {' '.join(about) or line.explanation}"
    say(first, first)
    for more in (line.explanation if about else "", line.source):
        if more:
            say(f"            {more}", f"            {more}")


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"
