"""Tables of persons: what each earned under each rule, what that brought the units, what earned nothing, what is owed."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import REST, Table, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subject import Told
    from reports.subjects.persons.value import Person, PersonMark, PersonQuota, Persons, PersonScheme

_NAME = "作者"
_UNSIGNED = (
    everywhere("单位", "text", REST), everywhere("标题", "text", 56), everywhere("刊物媒体", "text", 26),
    everywhere("日期", "word", 22), everywhere("作者栏", "word", 22),
)  # fmt: skip
_QUOTAS = (
    everywhere("作者", "text", REST), everywhere("单位", "text", 38), everywhere("任务内容", "text", 28),
    everywhere("统计期", "text", 22), everywhere("任务数", "count", 14), everywhere("完成数", "count", 14),
    everywhere("欠数", "word", 14),
)  # fmt: skip
_MARKS = (
    everywhere("作者", "text", REST), everywhere("单位", "text", 50), everywhere("统计期", "text", 26),
    everywhere("注明", "text", 50),
)  # fmt: skip


def tables(found: Persons, _told: Told) -> Iterator[Table]:
    """Yield what each rule that counts persons comes to, then what persons owe."""
    for scheme in found.schemes:
        for contest, persons in groupby(scheme.persons, key=lambda each: each.contest):
            yield _persons(scheme, contest, list(persons))
        if scheme.units:
            yield _units(scheme)
        if scheme.unsigned:
            yield _unsigned(scheme)
    if found.quotas:
        yield _quotas(found.quotas)
    if found.marks:
        yield _marks(found.marks)


def _persons(scheme: PersonScheme, contest: str, persons: list[Person]) -> Table:
    with_award = any(each.award for each in persons)
    widths = (44, 18, 20, 24) if with_award else (50, 22, 22, 26)
    columns = [
        everywhere("作者", "text", REST), everywhere("单位", "text", widths[0]), everywhere("名次", "word", widths[1]),
        everywhere("采用篇次", "count", widths[2]), everywhere(scheme.measure.head, "points", widths[3]),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [each.person, each.unit_name, _place(each), each.adoption_count, each.points] for each in persons
    ]
    rows.append(["合计", f"{len(persons)}人", "", "", sum((each.points for each in persons), Decimal(0))])
    if with_award:
        columns.append(everywhere("奖项", "word", 24))
        for row, award in zip(rows, (*(each.award for each in persons), ""), strict=True):
            row.append(award)
    among = f"（{contest}）" if contest else ""
    title = f"{scheme.name}：个人{scheme.measure.noun}{among}"
    return Table(_NAME, title, tuple(columns), rows)


def _place(person: Person) -> Value:
    if person.place is None:
        return "不排名"
    return plain.placed(person.place, is_tied=True) if person.is_tied else person.place


def _units(scheme: PersonScheme) -> Table:
    rows: list[tuple[Value, ...]] = [(each.unit_name, each.person_count, each.points) for each in scheme.units]
    rows.append(("合计", *_sums((each.person_count, each.points) for each in scheme.units)))
    columns = (
        everywhere("单位", "text", REST), everywhere("作者数", "count", 30), everywhere(scheme.measure.head, "points", 34),
    )  # fmt: skip
    return Table(_NAME, f"{scheme.name}：各单位{scheme.measure.noun}", columns, rows)


def _sums(rows: Iterable[tuple[int, Decimal]]) -> tuple[int, Decimal]:
    counts, points = zip(*rows, strict=True)
    return sum(counts), sum(points, Decimal(0))


def _unsigned(scheme: PersonScheme) -> Table:
    rows = [
        (each.unit_name, each.article_title, each.outlet_name, str(each.adopted_on), each.author or plain.NONE)
        for each in scheme.unsigned
    ]
    title = f"{scheme.name}：作者没有登记到人，不计{scheme.measure.noun}的采用"
    return Table(_NAME, title, _UNSIGNED, rows)


def _quotas(quotas: Sequence[PersonQuota]) -> Table:
    rows = [
        (
            each.person, each.unit_name, each.what, plain.term(each.period_code), each.owed, each.done,
            plain.quota(each.short),
        )
        for each in quotas
    ]  # fmt: skip
    return Table(_NAME, "个人任务", _QUOTAS, rows)


def _marks(marks: Sequence[PersonMark]) -> Table:
    rows = [
        (each.person, each.unit_name, plain.term(each.period_code), each.mark) for each in marks
    ]
    return Table(_NAME, "个人未完成的任务（按办法）", _MARKS, rows)
