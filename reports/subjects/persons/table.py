"""Tables of persons: what each earned under each rule, what that brought the units, what earned nothing, what is owed."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from reports.saying import plain
from reports.saying.figures_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reports.saying.figures_table import Value
    from reports.subjects.persons.value import Person, PersonMark, PersonQuota, PersonScheme

SUBJECT = "作者"


def tables(
    schemes: Sequence[PersonScheme], quotas: Sequence[PersonQuota], marks: Sequence[PersonMark]
) -> Iterator[Table]:
    """Yield what each rule that counts persons comes to, then what persons owe."""
    for scheme in schemes:
        for contest, persons in groupby(scheme.persons, key=lambda each: each.contest):
            yield _persons(scheme, contest, list(persons))
        if scheme.units:
            yield _units(scheme)
        if scheme.unsigned:
            yield _unsigned(scheme)
    if quotas:
        yield _quotas(quotas)
    if marks:
        yield _marks(marks)


def _persons(scheme: PersonScheme, contest: str, persons: list[Person]) -> Table:
    heads = ["作者", "单位", "名次", "采用篇次", scheme.measure.head]
    widths, with_award = [50.0, 22.0, 22.0, 26.0], any(each.award for each in persons)
    rows: list[list[Value]] = [
        [each.person, each.unit_name, _place(each), each.adoption_count, each.points] for each in persons
    ]
    rows.append(["合计", f"{len(persons)}人", "", "", sum((each.points for each in persons), Decimal(0))])
    if with_award:
        heads, widths = [*heads, "奖项"], [44.0, 18.0, 20.0, 24.0, 24.0]
        for row, award in zip(rows, (*(each.award for each in persons), ""), strict=True):
            row.append(award)
    among = f"（{contest}）" if contest else ""
    title = f"{scheme.name}：个人{scheme.measure.noun}{among}"
    return Table(SUBJECT, title, tuple(heads), tuple(widths), rows, names=2)


def _place(person: Person) -> Value:
    if person.place is None:
        return "不排名"
    return plain.placed(person.place, is_tied=True) if person.is_tied else person.place


def _units(scheme: PersonScheme) -> Table:
    rows: list[tuple[Value, ...]] = [(each.unit_name, each.person_count, each.points) for each in scheme.units]
    rows.append(("合计", *_sums((each.person_count, each.points) for each in scheme.units)))
    heads = ("单位", "作者数", scheme.measure.head)
    return Table(SUBJECT, f"{scheme.name}：各单位{scheme.measure.noun}", heads, (30, 34), rows)


def _sums(rows: Iterable[tuple[int, Decimal]]) -> tuple[int, Decimal]:
    counts, points = zip(*rows, strict=True)
    return sum(counts), sum(points, Decimal(0))


def _unsigned(scheme: PersonScheme) -> Table:
    rows = [
        (each.unit_name, each.article_title, each.outlet_name, str(each.adopted_on), each.author or plain.NONE)
        for each in scheme.unsigned
    ]
    heads = ("单位", "标题", "刊物媒体", "日期", "作者栏")
    title = f"{scheme.name}：作者没有登记到人，不计{scheme.measure.noun}的采用"
    return Table(SUBJECT, title, heads, (56, 26, 22, 22), rows, names=3)


def _quotas(quotas: Sequence[PersonQuota]) -> Table:
    rows = [
        (
            each.person, each.unit_name, each.what, plain.term(each.period_code), each.owed, each.done,
            plain.quota(each.short),
        )
        for each in quotas
    ]  # fmt: skip
    heads = ("作者", "单位", "任务内容", "统计期", "任务数", "完成数", "欠数")
    return Table(SUBJECT, "个人任务", heads, (38, 28, 22, 14, 14, 14), rows, names=4)


def _marks(marks: Sequence[PersonMark]) -> Table:
    rows = [
        (each.person, each.unit_name, plain.term(each.period_code), each.mark) for each in marks
    ]
    return Table(SUBJECT, "个人未完成的任务（按办法）", ("作者", "单位", "统计期", "注明"), (50, 26, 50), rows, names=4)
