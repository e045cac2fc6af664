"""Further tables of annex 1, each only where there are such figures: progress, rates, persons, the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import plain
from reports.plain import number
from reports.word_table import GRID, TEXT_WIDTH, Cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.beside import Accounts, Peers, Submissions
    from reports.value import Report

_HEAD, _ROW_HEIGHT = "TableHead", 7.0


def tables(report: Report) -> Iterator[tuple[str, str]]:
    """Yield a title and a table for each subject there are figures of."""
    if report.quotas.running:
        yield f"全年任务进度（时序进度{plain.percent(report.quotas.expected_pace)}）", _progress(report)
    if report.submissions and report.submissions.units:
        yield "报送和采用率", _rates(report.submissions)
    if any(line.assessed is not None for line in report.lines):
        yield "计入考核得分", _assessed(report)
    if report.persons:
        yield "个人得分", _persons(report)
    if report.person_quotas:
        yield "个人任务", _person_quotas(report)
    if report.candidates:
        yield "优秀稿件评选", _candidates(report)
    if report.accounts and report.accounts.items:
        yield "新媒体账号（不计入得分）", _accounts(report.accounts)
    if report.peers:
        yield "全省各市", _cities(report.peers)
        if report.peers.own_counties:
            yield "所属县（市、区）在全省的位次", _counties(report.peers)


def _table(
    heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]], left: int = 1
) -> str:
    """The first columns hold names and stand left, the others figures; what width is left goes to the first."""
    first = TEXT_WIDTH - sum(widths)
    cells = [
        [Cell(text, "left" if column < left else "center") for column, text in enumerate(row)] for row in rows
    ]
    return table([first, *widths], [[Cell(text, style=_HEAD) for text in heads]], cells, GRID, _ROW_HEIGHT)


def _progress(report: Report) -> str:
    rows = [
        (each.unit_name, each.what, str(each.owed), "、".join(map(str, each.by_month)), str(each.done),
         plain.percent(each.pace))
        for each in report.quotas.running
    ]  # fmt: skip
    heads = ("单位", "任务内容", "任务数", "1月以来各月完成数", "完成数", "完成率")
    return _table(heads, (32, 14, 44, 14, 16), rows, left=2)


def _rates(sent: Submissions) -> str:
    rows = [
        (each.unit_name, str(each.submitted), str(each.adopted), plain.percent(each.share))
        for each in sent.units
    ]
    return _table(("单位", "报送（篇）", "采用（篇）", "采用率"), (28, 28, 28), rows)


def _assessed(report: Report) -> str:
    rows = [
        (line.unit_name, number(line.points), number(line.converted), number(line.assessed))
        for line in report.lines
    ]
    return _table(("单位", "得分", "折算得分", "计入考核"), (28, 28, 28), rows)


def _persons(report: Report) -> str:
    rows = [
        (each.person, each.unit_name, plain.placed(each.place, is_tied=each.is_tied), str(each.adoption_count),
         number(each.points))
        for each in report.persons
    ]  # fmt: skip
    return _table(("作者", "单位", "名次", "采用篇次", "得分"), (50, 22, 22, 22), rows, left=2)


def _person_quotas(report: Report) -> str:
    rows = [
        (each.person, each.unit_name, each.what, str(each.owed), str(each.done), plain.quota(each.short))
        for each in report.person_quotas
    ]
    return _table(
        ("作者", "单位", "任务内容", "任务数", "完成数", "欠数"), (44, 34, 17, 17, 17), rows, left=3
    )


def _candidates(report: Report) -> str:
    rows = [
        (each.article_title, each.unit_name, number(each.votes), number(each.jury), number(each.points))
        for each in report.candidates
    ]
    return _table(("标题", "单位", "得票", "评审", "得分"), (34, 16, 16, 16), rows, left=2)


def _accounts(figures: Accounts) -> str:
    rows = [
        (each.account_name, each.unit_name, number(each.reads), number(each.followers))
        for each in figures.items
    ]
    return _table(("账号", "单位", "阅读量", "关注人数"), (46, 26, 26), rows, left=2)


def _cities(peers: Peers) -> str:
    spread = {each.city_name: each for each in peers.spreading}
    rows = []
    for city in peers.cities:
        counties = spread.get(city.name)
        more = (
            (str(counties.county_count), str(counties.with_one), number(counties.average))
            if counties
            else (plain.NONE,) * 3
        )
        rows.append((city.name, plain.placed(city.place, is_tied=city.is_tied), str(city.count), *more))
    return _table(
        ("市", "名次", "采用篇次", "县（市、区）数", "有采用的", "县均篇次"), (20, 22, 28, 22, 22), rows
    )


def _counties(peers: Peers) -> str:
    rows = [
        (each.name, plain.placed(each.place, is_tied=each.is_tied), str(each.count))
        for each in peers.own_counties
    ]
    return _table(("县（市、区）", "名次", "采用篇次"), (40, 40), rows)
