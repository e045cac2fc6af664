"""What the circular says of persons: who earned most under each rule, who is short of what he owes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.plain import number
from reports.subject import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.saying.measure import Denomination
    from reports.saying.phrases import Shortened
    from reports.subject import Told
    from reports.subjects.persons.value import Person, PersonMark, PersonQuota, Persons, PersonScheme

_NAMED = 5


def sentences(found: Persons, told: Told) -> Iterator[Sentence]:
    """Name the authors who earned most, and those who are short of what they owe."""
    yield Sentence("排名情况", "个人情况", _earned(found.schemes, told.measure))
    yield Sentence("任务完成情况", "个人任务", _owed(found.quotas, found.marks, told.shortened))


def _earned(schemes: Sequence[PersonScheme], measure: Denomination) -> str:
    """Name them rule by rule and group by group."""
    return "".join(
        _scheme(scheme, is_told_apart=len(schemes) > 1 or scheme.measure != measure) for scheme in schemes
    )


def _scheme(scheme: PersonScheme, *, is_told_apart: bool) -> str:
    earning = [each for each in scheme.persons if each.points > 0]
    ranked = [each for each in earning if each.place is not None]
    first = [
        f"{plain.group(contest)}{_named(scheme, list(persons))}" if contest else _named(scheme, list(persons))
        for contest, persons in groupby(ranked, key=lambda each: each.contest)
    ]
    parts = [f"按《{scheme.name}》{len(earning)}人共计{number(scheme.points)}{scheme.measure.unit}"] if is_told_apart else []
    parts += [f"个人{scheme.measure.noun}居前的是：{'；'.join(first)}"] if first else []
    text = f"{'，'.join(parts)}。" if earning else ""
    return text + "".join(_unsigned(scheme))


def _named(scheme: PersonScheme, persons: list[Person]) -> str:
    return "、".join(
        f"{'并列' if each.is_tied else ''}第{each.place}名{each.person}"
        f"（{each.unit_name}，{number(each.points)}{scheme.measure.unit}）"
        for each in _first(persons)
    )


def _first(persons: list[Person]) -> list[Person]:
    """The first places; equals are named together, many of them at the end not at all."""
    last = persons[:_NAMED][-1].place or 0
    before = [each for each in persons if (each.place or 0) < last]
    equal = [each for each in persons if each.place == last]
    return before + equal if not before or len(before + equal) <= 2 * _NAMED else before


def _unsigned(scheme: PersonScheme) -> Iterator[str]:
    if scheme.unsigned:
        yield f"有{len(scheme.unsigned)}篇次作者没有登记到人，按《{scheme.name}》不计。"


def _owed(quotas: Sequence[PersonQuota], marks: Sequence[PersonMark], shortened: Shortened) -> str:
    """Say how many persons met what each of them owes, and name who is short."""
    text = _quotas(quotas, shortened)
    marked = dict.fromkeys((each.person, each.unit_name, each.mark) for each in marks)
    if not marked:
        return text
    named = [f"{person}（{unit}，{mark}）" for person, unit, mark in marked]
    return f"{text}按办法注明的{len(named)}人：{shortened.names(named, unit='人')}。"


def _quotas(quotas: Sequence[PersonQuota], shortened: Shortened) -> str:
    owed = [each for each in quotas if each.short is not None]
    untold = dict.fromkeys((each.person, each.unit_name) for each in quotas if each.short is None)
    known = {(each.person, each.unit_name) for each in owed}
    unknown = [f"{person}（{unit}）" for person, unit in untold if (person, unit) not in known]
    text = _judged(owed, shortened) if owed else ""
    if unknown:
        text += f"登记表没有收齐或没有登记作者、个人任务完成情况不详的{len(unknown)}人：{shortened.names(unknown, unit='人')}。"
    return text


def _judged(owed: Sequence[PersonQuota], shortened: Shortened) -> str:
    every = dict.fromkeys((each.person, each.unit_name) for each in owed)
    short = {who: [each for each in owed if (each.person, each.unit_name) == who and each.short] for who in every}
    failing = {who: lacking for who, lacking in short.items() if lacking}
    whose = f"承担个人任务的{len(every)}人"
    if not failing:
        return f"{whose}全部完成任务。"
    named = [
        f"{person}（{unit}，欠{sum(each.short or 0 for each in lacking)}篇）"
        for (person, unit), lacking in failing.items()
    ]
    if len(failing) == len(every):
        how = f"{'均' if len(failing) > 1 else ''}未完成任务"
    else:
        how = f"中，完成的{len(every) - len(failing)}人，未完成的{len(failing)}人"
    return f"{whose}{how}：{shortened.names(named, unit='人')}。"
