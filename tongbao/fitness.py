"""What keeps a period from being signed, as one list: found before anything is made final."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reports import drafts, when
from reports.editions import shelf
from reports.saying.wording import Wording
from reports.subjects.afterwards import query as query_afterwards
from rulebook.loading import load_rules
from tongbao import registers_due
from tongbao.place import Place
from tongbao.stages import build_warehouse, check, hold_gate
from warehouse.database import read_only
from warehouse.editions import EditionName, issued
from warehouse.errors import DataError
from warehouse.period import Period
from warehouse.shipped import left_as_shipped

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod
    from tongbao.signing import Signed

_MONTHS = """
    select distinct month_code
    from marts.fct_record
    where month_code between $first_month and $last_month
"""

_UNREAD = """
    select distinct delivery.file_name, delivery.problem, unit.unit_name
    from marts.fct_delivery as delivery
    left join marts.fct_unread as unread using (delivery_id)
    left join marts.dim_unit as unit using (unit_code)
    where
        problem_code is not null
        and delivery_id in (select subject from marts.fct_question where kind = 'delivery')
        and (
            named_month_code between $first_month and $last_month
            or named_month_code is null and received_on between $first_day and $issued_on
        )
    order by all
"""

_WAITING = """
    select distinct unread.file_name, unit.unit_name
    from marts.fct_unread as unread
    inner join marts.dim_unit as unit using (unit_code)
    where unread.problem is null and unread.month_code between $first_month and $last_month
    order by all
"""

_OPEN = """
    select count(*)
    from marts.fct_question
    where kind != 'delivery' and first_month <= $last_month and last_month >= $first_month
"""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a period that is to be signed; it stops the signing, or only wants to be looked at."""

    stops: bool
    zh: str
    en: str


def stop(zh: str, en: str) -> Remark:
    return Remark(True, zh, en)


def refuse(remarks: Iterable[Remark]) -> None:
    """Raise `DataError` that lists all that stops, if anything does."""
    found = [one for one in remarks if one.stops]
    if found:
        raise DataError(
            f"还不能印发，有 {len(found)} 处要先处理：" + "".join(f"\n  × {one.zh}" for one in found),
            f"not fit to be issued, {len(found)} things come first:"
            + "".join(f"\n  × {one.en}" for one in found),
        )


def look(place: Place, name: EditionName, signing: Signed) -> tuple[Remark, ...]:
    """Build what is not built, and find all there is to say against signing an edition."""
    found: list[Remark] = []
    own: OfficePeriod | None = None
    try:
        build_warehouse(place)
        with read_only(place.home.current) as con:
            own = when.read(con, name.period)
    except DataError as error:
        found.append(stop(error.zh, error.en))
    found += [*_of_office(place, own, signing), *_of_shelf(place, signing)]
    if own:
        found += _of_period(place, own, name, signing)
    return tuple(dict.fromkeys(found))


def _of_office(place: Place, own: OfficePeriod | None, signing: Signed) -> Iterator[Remark]:
    """What the office's own files leave open."""
    yield from _shipped(place, own)
    wording = Wording.load(place.office_folder / "circular.toml")
    try:
        place.office().workday_after(signing.on, wording.objection_days)
    except DataError as error:
        yield stop(error.zh, error.en)


def _of_shelf(place: Place, signing: Signed) -> Iterator[Remark]:
    try:
        shelf.next_number(issued(place.home), signing.on.year, signing.number)
    except DataError as error:
        yield stop(error.zh, error.en)


def _of_period(place: Place, own: OfficePeriod, name: EditionName, signing: Signed) -> Iterator[Remark]:
    """What the warehouse knows against signing a period on a day."""
    period, issued_on = name.period, signing.on
    with read_only(place.home.current) as con:
        if issued_on < own.last_day:
            yield stop(f"这一期到 {own.last_day} 才结束", f"the period ends only on {own.last_day}")
        yield from _silent(con, own, place.office().settings.counted_from)
        yield from _unread(con, own, issued_on)
        yield from (Remark(one.is_whole, one.zh, one.en) for one in registers_due.missing(con, own))
        yield from _open_questions(con, own)
        yield from _open_objections(con, own, signing)
    yield from _of_gate(place, period)
    if name.revision == 1:
        yield from _of_draft(place, period, issued_on)


def _of_gate(place: Place, period: Period) -> Iterator[Remark]:
    try:
        outcome = check(place, "period", period)
    except DataError as error:  # nothing is known of the period
        yield stop(error.zh, error.en)
        return
    if outcome.crashed:
        hold_gate(outcome, period.zh)
    yield from (stop(one.zh, one.en) for one in outcome.violated)
    yield from (Remark(False, one.zh, one.en) for one in outcome.warned)


def _of_draft(place: Place, period: Period, issued_on: date) -> Iterator[Remark]:
    """Whoever approved a draft approved its figures."""
    path = place.home.drafts / period.code / "edition.json"
    if not path.exists():
        return
    try:
        now = drafts.figures_now(place.home, place.office_folder, period, issued_on)
    except DataError as error:  # a deadline that nobody knows has been told, word for word
        yield stop(error.zh, error.en)
        return
    if json.loads(path.read_bytes()).get("figures") != now:
        yield stop(
            f"{period.code} 的数字与 {path.parent} 里的草稿已不一样：先运行 tongbao report {period.grain} "
            f"--period {period.code}，看过新的草稿再印发",
            f"the figures of {period.code} are no longer those of its draft: run tongbao report {period.grain} "
            f"--period {period.code} and look at it again",
        )


def _shipped(place: Place, own: OfficePeriod | None) -> Iterator[Remark]:
    """What nobody has filled in; of the rules those of the period, and all as long as nobody knows its days."""
    office = place.office()
    rules = tuple(
        file.path
        for file in load_rules(office)
        if file.rule.scheme == office.settings.scheme
        and (
            own is None
            or (file.rule.effective.start <= own.last_day and file.rule.effective.end >= own.first_day)
        )
    )
    asked: dict[str, list[str]] = {}
    for one in left_as_shipped(place.office_folder, rules):
        if one.must_change:
            yield stop(
                f"{one.file}：{one.key} 还是初始的“{one.value}”，请改成本单位的",
                f"{one.file}: {one.key} is still the starter's {one.value!r}",
            )
        else:
            asked.setdefault(one.file, []).append(f"{one.key}“{one.value[:12]}”")
    for file, keys in asked.items():
        yield Remark(
            False,
            f"{file}：{'、'.join(keys)}照初始的样子，请核对",
            f"{file}: {', '.join(keys)} are the starter's",
        )


def _silent(con: duckdb.DuckDBPyConnection, own: OfficePeriod, counted_from: date) -> Iterator[Remark]:
    there = {row[0] for row in con.execute(_MONTHS, own.months.bounds).fetchall()}
    wanted = [month.code for month in own.months.each if month.last_day >= counted_from]
    if lacking := [code for code in wanted if code not in there]:
        yield stop(
            f"{'、'.join(lacking)} 没有一条记录：来件还没有收入，或没有运行 tongbao build",
            f"no record is of {', '.join(lacking)}",
        )


def _unread(
    con: duckdb.DuckDBPyConnection, own: OfficePeriod, issued_on: date
) -> Iterator[Remark]:
    """A file that names a unit is that unit's; of one that names none nobody knows whose work it holds."""
    days = {"first_day": own.first_day, "issued_on": issued_on}
    for file_name, problem, of_unit in con.execute(_UNREAD, {**own.months.bounds, **days}).fetchall():
        whose = f"（{of_unit}）" if of_unit else ""
        yield Remark(
            of_unit is not None,
            f"来件《{file_name}》{whose}读不出来：{problem}；请重报，或用 tongbao questions 答复",
            f"{file_name} of {of_unit or 'nobody known'} could not be read",
        )
    for file_name, of_unit in con.execute(_WAITING, own.months.bounds).fetchall():
        yield Remark(
            False,
            f"来件《{file_name}》（{of_unit}）的记录全部待补正，没有计入，文件中会写明；请用 tongbao questions 答复或重报",
            f"every record of {file_name} of {of_unit} waits for an answer",
        )


def _open_questions(con: duckdb.DuckDBPyConnection, own: OfficePeriod) -> Iterator[Remark]:
    [[count]] = con.execute(_OPEN, own.months.bounds).fetchall()
    if count:
        yield Remark(
            False,
            f"这一期还有 {count} 个问题没有答复（tongbao questions）",
            f"{count} questions of the period are open (tongbao questions)",
        )


def _open_objections(con: duckdb.DuckDBPyConnection, period: OfficePeriod, signing: Signed) -> Iterator[Remark]:
    count = sum(one.outcome == "open" for one in query_afterwards.objections(con, period))
    if count and not signing.with_open_objections:
        yield stop(
            f"还有 {count} 件异议没有办结（tongbao object list）：先用 tongbao object decide 办理，"
            "或加上 --with-open-objections，文件中会写明",
            f"{count} objections are open (tongbao object list): decide them, or say --with-open-objections, "
            "which is printed",
        )
