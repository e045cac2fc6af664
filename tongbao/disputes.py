"""Objections raised and decided: what is disputed is looked up, what is upheld becomes a correction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from questions.answers import appended, harmless
from reports import when
from reports.subjects.pieces.query import SCORE_LINE_ID
from tongbao.account import unit_answering
from tongbao.place import Place
from warehouse.database import read_only
from warehouse.decisions import check_answer
from warehouse.editions import newest
from warehouse.errors import DataError
from warehouse.files import replace_file
from warehouse.objections import Objection, ObjectionList, Outcome
from warehouse.office import Decision, Office
from warehouse.period import Period

_RECORD = "select article_title from marts.fct_record where record_id = $record"
_LINE = f"""
    select coalesce(line.other_record_id, adoption.record_id)
    from marts.fct_score_line as line
    left join marts.fct_adoption as adoption
        on line.adoption_id = adoption.adoption_id and line.unit_code = adoption.unit_code
    where {SCORE_LINE_ID} = $line
"""  # noqa: S608 - our own expression; the id is bound


def raise_one(
    place: Place,
    period: Period,
    unit: str,
    disputed: tuple[str | None, str | None],
    by: str,
    on: date,
    reason: str,
) -> Objection:
    """Enter an objection to a record or a score line (one of the two); raise `DataError` if there is no such thing."""
    record, line = disputed
    if (record is None) == (line is None):
        raise DataError(
            "异议要指明一条记录（--record）或一条得分明细（--line），二者写一个",
            "say what is disputed: --record or --line, one of them",
        )
    with place.home.writing():
        office = place.office()
        _known_unit(office, unit)
        with read_only(place.home.current) as connection:
            when.read_known(connection, period)
            unit_answering(connection, period, unit)
        register = ObjectionList.load(office)
        objection = Objection(
            objection_id=register.next_id(on.year),
            period=period.code,
            unit=unit,
            record_id=_record_behind(place, record, line),
            score_line_id=line,
            raised_on=on,
            raised_by=harmless(by),
            reason=harmless(reason),
            open_until=_open_until(place, period),
        )
        register.save((*register.objections, objection))
    return objection


def decide(
    place: Place, objection_id: str, outcome: Outcome, by: str, on: date, why: str, correction: str | None
) -> Objection:
    """Decide an objection; what is upheld of a record is written into decisions.csv, so that the next build counts it."""
    with place.home.writing():
        office = place.office()
        register = ObjectionList.load(office)
        objection = register.find(objection_id)
        if objection.outcome != "open":
            raise DataError(
                f"异议 {objection_id} 已于 {objection.decided_on} 办结：要改，请改 objections.csv 中的那一行",
                f"objection {objection_id} was decided on {objection.decided_on}: edit its row of objections.csv",
            )
        _check_correction(objection, outcome, correction)
        decided = Objection.model_validate(
            {**objection.model_dump(), "outcome": outcome, "decided_by": harmless(by), "decided_on": on,
             "why": harmless(why), "correction": correction}
        )  # fmt: skip
        if correction and objection.record_id:
            _correct(office, decided, objection.record_id, correction)
        register.save([decided if one is objection else one for one in register.objections])
    return decided


def all_of(place: Place, period: Period | None) -> Sequence[Objection]:
    """Return the objections of an office, or those to one period."""
    found = [one for one in ObjectionList.load(place.office()).objections if period is None or one.period == period.code]
    if period and not found:  # none to a period that is none of the office's says nothing
        with read_only(place.home.current) as connection:
            when.read(connection, period)
    return found


def _known_unit(office: Office, unit: str) -> None:
    names = dict.fromkeys(each.name for each in office.units)
    if unit not in names:
        raise DataError(
            f"单位“{unit}”不在 units.csv 中（有：{'、'.join(names)}）",
            f"{unit!r} is no unit of the office; there are: {', '.join(names)}",
        )


def _record_behind(place: Place, record: str | None, line: str | None) -> str | None:
    """Return the record that is disputed, or that stands behind a score line; a line over a period has none."""
    with read_only(place.home.current) as connection:
        if record and connection.execute(_RECORD, {"record": record}).fetchone():
            return record
        found = connection.execute(_LINE, {"line": line}).fetchone() if line else None
    if found is None:
        named, column = (f"记录 {record}", "记录编号") if record else (f"得分明细 {line}", "明细编号")
        raise DataError(
            f"没有{named}：编号在统计表 xlsx 的“{column}”一列",
            f"there is no {record or line}: the workbook lists the ids in its column {column}",
        )
    return str(found[0]) if found[0] else None


def _open_until(place: Place, period: Period) -> date | None:
    """Return the last day of the publicity window: the one that the valid edition prints, else the draft."""
    if edition := newest(place.home, period):
        return edition.objections_until
    path = place.home.drafts / period.code / "edition.json"
    if not path.exists():
        return None
    printed = json.loads(path.read_bytes()).get("objections_until")  # a draft of an earlier program does not say
    return date.fromisoformat(printed) if printed else None


def _check_correction(objection: Objection, outcome: Outcome, correction: str | None) -> None:
    if (outcome == "upheld") != bool(correction):
        raise DataError(
            "成立（upheld）的异议要用 --correction 写明更正，例如 --correction 日期=2025-03-05 或 --correction 不计；"
            "不成立（dismissed）的不写",
            "an upheld objection needs --correction, a dismissed one has none",
        )
    if correction and objection.record_id:
        try:
            check_answer("record", correction)
        except ValueError as error:
            raise DataError(f"--correction：{error}", f"--correction: {error}") from error


def _correct(office: Office, objection: Objection, record_id: str, correction: str) -> None:
    """Add the correction to the list, before the objection is closed: a killed run leaves a correction, none is lost."""
    decision = Decision.model_validate(
        {
            "kind": "record",
            "subject": record_id,
            "about": f"异议 {objection.objection_id} {objection.unit}",
            "answer": correction,
            "decided_by": objection.decided_by,
            "decided_on": objection.decided_on,
        }
    )
    if any((each.subject, each.answer) == (record_id, correction) for each in office.decisions):
        return
    path = office.folder / "decisions.csv"
    replace_file(path, appended(path, [decision]))
